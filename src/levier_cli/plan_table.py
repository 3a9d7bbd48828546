"""A plan in a terminal: sentences and Rich tables, plain aligned text when it is piped."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from levier.language import translate
from levier.workspace.planning.told import sections

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from levier.language import Language
    from levier.workspace.planning.results import BaseEvents, Plan
    from levier.workspace.planning.told import PlanTable, Section

_DESIGN, _HORIZON, _MOST = 44, 11, 6


def print_plan(plan: Plan, language: Language, console: Console) -> None:
    """Print a plan, as many horizons as the terminal is wide for.

    Parameters
    ----------
    plan
        What was planned.
    language
        Language of every word.
    console
        Where to print; no colour and no box is drawn when it is not a terminal.
    """
    columns = min(_MOST, max(1, (console.width - _DESIGN) // _HORIZON))
    for section in sections(plan, language, columns):
        _print(section, language, console)


def print_events(events: BaseEvents, language: Language) -> None:
    """Print how many base events a count needs."""
    for sentence in (events.sentence[language], events.assumption[language]):
        typer.echo(textwrap.fill(sentence, 96, break_long_words=False, break_on_hyphens=False))


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


def _table(table: PlanTable, console: Console) -> Table:
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
