"""``levier forecast``: forecasts judged against what was measured, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from levier_cli.check import FolderArgument
from levier_cli.language import LanguageOption, chosen_language
from levier_cli.practice import JsonOption, ReportOption, answered, write_answer

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.forecast_board.results import Board
    from levier.workspace.report.part import Part


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("forecast")(forecast)


def forecast(
    folder: FolderArgument,
    as_of: Annotated[str | None, typer.Option(help="Pretend that it is that day.")] = None,
    json: JsonOption = None,
    report: ReportOption = None,
    language: LanguageOption = None,
) -> None:
    """Judge forecasts: how right each kind of author is, and what an open forecast is worth.

    Reads expectations.csv with its measurements, past_forecasts.csv and past_projects.csv, or any
    of them. Exits with 0 when it judged, with 2 on bad input: nothing is then written.
    """
    from rich.console import Console

    from levier.workspace.forecast_board import ForecastOptions, run_forecast
    from levier.workspace.forecast_board.told import sections
    from levier_cli.options import day_option
    from levier_cli.outputs import refuse_unwritable, say_where
    from levier_cli.progress import metrics_progress
    from levier_cli.sections import print_sections

    spoken = chosen_language(language)
    day = day_option("--as-of", as_of)
    refuse_unwritable((json, report))
    with metrics_progress() as progress:
        options = ForecastOptions(day, spoken, progress=progress)
        found = answered(folder, spoken, lambda workspace: run_forecast(workspace, options))
    written = write_answer(found, found.company, lambda: _part(found, spoken), json, report, spoken)
    console = Console()
    print_sections(sections(found, spoken, console.width), spoken, console)
    say_where(written, console, spoken)


def _part(found: Board, language: Language) -> Part:
    from levier.workspace.report.forecast_part import part

    return part(found, language)
