"""``levier choose``: what to do now with the means there are, and what to test first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from levier_cli.check import FolderArgument
from levier_cli.language import LanguageOption, chosen_language
from levier_cli.practice import JsonOption, ReportOption, answered, write_answer

if TYPE_CHECKING:
    from datetime import date

    from levier.language import Language
    from levier.workspace.choosing.asked import ChooseOptions
    from levier.workspace.choosing.results import Choice
    from levier.workspace.model import Workspace
    from levier.workspace.report.part import Part

DaysOption = Annotated[
    float | None, typer.Option(help="Person-days of all teams, in place of those of [portfolio].")
]


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("choose")(choose)


def choose(
    folder: FolderArgument,
    capacity: DaysOption = None,
    budget: Annotated[float | None, typer.Option(help="Most cash to be paid.")] = None,
    risk_aversion: Annotated[
        float | None, typer.Option(help="0: expected value alone; 1: the worst futures alone.")
    ] = None,
    worst_case: Annotated[
        float | None, typer.Option(help="Least mean of the worst 1 in 20 futures: -50000.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="Count deadlines from that day.")] = None,
    json: JsonOption = None,
    report: ReportOption = None,
    language: LanguageOption = None,
) -> None:
    """Choose among the solutions of opportunities.csv: what to do now, what to test first.

    Reads [portfolio] of levier.toml for the means. Exits with 0 when it chose, with 2 on bad
    input or on means that cannot be kept together: nothing is then written.
    """
    from rich.console import Console

    from levier.workspace.choosing.told import sections
    from levier_cli.options import day_option
    from levier_cli.outputs import refuse_unwritable, say_where
    from levier_cli.sections import print_sections

    spoken = chosen_language(language)
    refuse_unwritable((json, report))
    given: dict[str, Any] = {
        "capacity": _not_negative("--capacity", capacity),
        "budget": _not_negative("--budget", budget),
        "risk_aversion": _share("--risk-aversion", risk_aversion),
        "worst_case": worst_case,
    }
    day = day_option("--as-of", as_of)
    found = answered(folder, spoken, lambda workspace: _chosen(workspace, day, given, spoken))
    written = write_answer(
        found, found.workspace.company.name, lambda: _part(found, spoken), json, report, spoken
    )
    console = Console()
    print_sections(sections(found, spoken), spoken, console)
    say_where(written, console, spoken)


def _chosen(
    workspace: Workspace, day: date | None, given: dict[str, Any], language: Language
) -> Choice:
    from levier.workspace.choosing.run import run_choose

    return run_choose(workspace, _options(workspace, day, given, language))


def _options(
    workspace: Workspace, day: date | None, given: dict[str, Any], language: Language
) -> ChooseOptions:
    """Count from today where neither the option nor the data say what day it is."""
    from datetime import UTC, datetime

    from levier.workspace.choosing.asked import ChooseOptions

    dated = workspace.observations or workspace.decisions
    as_of = day if day is not None or dated else datetime.now(tz=UTC).date()
    return ChooseOptions(as_of=as_of, language=language, **given)


def _not_negative(option: str, value: float | None) -> float | None:
    from levier_cli.options import refuse

    if value is not None and not 0 <= value < float("inf"):
        raise refuse(f"{option}: expected a number, zero or more; got {value:g}.")
    return value


def _share(option: str, value: float | None) -> float | None:
    from levier_cli.options import refuse

    if value is not None and not 0 <= value <= 1:
        raise refuse(f"{option}: expected a number from 0 to 1; got {value:g}.")
    return value


def _part(found: Choice, language: Language) -> Part:
    from levier.workspace.report.choose_part import part

    return part(found, language)
