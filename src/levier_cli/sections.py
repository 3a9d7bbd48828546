"""An answer in a terminal: sentences and Rich tables, plain aligned text when it is piped."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from levier.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from levier.language import Language
    from levier.workspace.told import Section, ToldTable


def print_sections(sections: Iterable[Section], language: Language, console: Console) -> None:
    """Print an answer.

    Parameters
    ----------
    sections
        In order; what a terminal would obey, hidden in a name, is shown and not obeyed.
    language
        Language of every word.
    console
        Where to print; no colour and no box is drawn when it is not a terminal.
    """
    for section in sections:
        _print(section.harmless(), language, console)


def _print(section: Section, language: Language, console: Console) -> None:
    console.print()
    _lines(console, [section.heading], style="bold")
    _lines(console, section.sentences)
    for table in section.tables:
        console.print()
        _lines(console, [table.title], style="bold dim")
        console.print(_table(table, console))
    if section.afterwards:
        console.print()
        _lines(console, section.afterwards)
    if section.notes:
        console.print()
        _lines(console, [translate("plan.table.assumptions", language)], style="dim")
        _lines(console, section.notes, style="dim", indent="  ")


def _table(table: ToldTable, console: Console) -> Table:
    drawn = Table(
        box=box.SIMPLE_HEAD if console.is_terminal else None, pad_edge=False, header_style="bold"
    )
    for rank, column in enumerate(table.columns):
        words = rank < table.words
        drawn.add_column(column, justify="left" if words else "right", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    return drawn


def _lines(console: Console, lines: Iterable[str], *, style: str = "", indent: str = "") -> None:
    """Print sentences, wrapped by ``textwrap``, which leaves no-break spaces whole."""
    for line in lines:
        wrapped = textwrap.fill(
            line,
            console.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        console.print(Text(wrapped, style=style), soft_wrap=True)
