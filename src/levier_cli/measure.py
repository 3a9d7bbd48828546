"""``levier measure``: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levier_cli.check import FolderArgument
from levier_cli.language import LanguageOption, chosen_language
from levier_cli.options import Switch

if TYPE_CHECKING:
    from datetime import date

    from levier.language import Language
    from levier.workspace.results import Results

ReportOption = Annotated[
    Path | None, typer.Option("--report", help="Write one self-contained page with pictures.")
]
JsonOption = Annotated[Path | None, typer.Option("--json", help="Write the full result.")]
XlsxOption = Annotated[
    Path | None, typer.Option("--xlsx", help="Write the ledger for finance, a spreadsheet.")
]


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("measure")(measure)


def measure(
    folder: FolderArgument,
    report: ReportOption = None,
    json: JsonOption = None,
    xlsx: XlsxOption = None,
    language: LanguageOption = None,
    priors: Annotated[
        Switch, typer.Option(help="on: forecasts are used as priors, discounted; off: left out.")
    ] = Switch.ON,
    as_of: Annotated[str | None, typer.Option(help="Pretend that it is that day.")] = None,
    before: Annotated[
        str | None, typer.Option(help="What the reconciliation compares: FIRST:LAST day.")
    ] = None,
    after: Annotated[str | None, typer.Option(help="With what it compares it.")] = None,
    truth: Annotated[
        bool, typer.Option("--truth", help="Compare with the planted truth of a demonstration.")
    ] = False,
) -> None:
    """Measure what every decision did to every metric that it was expected to move.

    Prints a table and writes what the options ask for. Exits with 0 when it measured, with 2 on
    bad input: every fault is then on standard error and nothing is written.
    """
    from rich.console import Console

    from levier_cli.options import day_option, span_option
    from levier_cli.outputs import refuse_unwritable, say_where, write_outputs
    from levier_cli.table import print_results

    spoken = chosen_language(language)
    day = day_option("--as-of", as_of)
    spans = (span_option("--before", before), span_option("--after", after))
    refuse_unwritable((report, json, xlsx))
    results = _measured(folder, spoken, priors, day, spans, with_truth=truth)
    console = Console()
    print_results(results, spoken, console)
    say_where(write_outputs(results, report, json, xlsx, spoken, day), console, spoken)


def _measured(
    folder: Path,
    language: Language,
    priors: Switch,
    as_of: date | None,
    spans: tuple[tuple[date, date] | None, tuple[date, date] | None],
    *,
    with_truth: bool,
) -> Results:
    from levier.errors import InvalidWorkspace
    from levier.whole_workspace import measure as measure_workspace
    from levier.workspace.measurement.planted_truth import with_planted_truth
    from levier_cli.faults import BAD_INPUT, print_faults
    from levier_cli.progress import metrics_progress

    try:
        with metrics_progress() as progress:
            results = measure_workspace(
                folder,
                as_of=as_of,
                priors="on" if priors is Switch.ON else "off",
                before=spans[0],
                after=spans[1],
                progress=progress,
            )
        return with_planted_truth(results, folder) if with_truth else results
    except InvalidWorkspace as invalid:
        print_faults(invalid.faults, folder, language)
        raise typer.Exit(BAD_INPUT) from None
