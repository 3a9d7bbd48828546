"""A plan in a terminal: sentences and Rich tables, plain aligned text when it is piped."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import typer

from levier.workspace.planning.told import sections
from levier_cli.sections import print_sections

if TYPE_CHECKING:
    from rich.console import Console

    from levier.language import Language
    from levier.workspace.planning.results import BaseEvents, Plan

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
    print_sections(sections(plan, language, columns), language, console)


def print_events(events: BaseEvents, language: Language) -> None:
    """Print how many base events a count needs."""
    for sentence in (events.sentence[language], events.assumption[language]):
        typer.echo(textwrap.fill(sentence, 96, break_long_words=False, break_on_hyphens=False))
