"""``levier impact``: one file, one date, one answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levier_cli.language import LanguageOption, chosen_language
from levier_cli.measure import JsonOption, ReportOption
from levier_cli.options import DirectionName

if TYPE_CHECKING:
    import polars as pl

    from levier.language import Language
    from levier.single_series import Impact


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("impact")(impact)


def impact(
    file: Annotated[Path, typer.Argument(help="CSV, CSV.GZ or Parquet, one row per period.")],
    start: Annotated[str, typer.Option(help="First day of the change (2026-03-02).")],
    end: Annotated[str | None, typer.Option(help="Its last day, if it ended.")] = None,
    date: Annotated[str | None, typer.Option(help="Column of the dates.")] = None,
    value: Annotated[str | None, typer.Option(help="Column of the values.")] = None,
    controls: Annotated[
        str, typer.Option(help="Columns that the change cannot have touched: A,B.")
    ] = "",
    direction: Annotated[DirectionName, typer.Option(help="Which way is good.")] = DirectionName.UP,
    country: Annotated[str, typer.Option(help="Whose public holidays count: FR.")] = "",
    json: JsonOption = None,
    report: ReportOption = None,
    plot: Annotated[Path | None, typer.Option(help="Write the picture, a PNG file.")] = None,
    language: LanguageOption = None,
) -> None:
    """Measure what happened to one series from one date on."""
    from rich.console import Console

    from levier.errors import LevierError
    from levier.single_series import impact as measure_impact
    from levier_cli.options import refuse
    from levier_cli.outputs import refuse_unwritable, say_where, write_outputs
    from levier_cli.table import print_results

    spoken = chosen_language(language)
    refuse_unwritable((json, report, plot))
    named = [name.strip().lower() for name in controls.split(",") if name.strip()]
    date_name, value_name = (None if name is None else name.lower() for name in (date, value))
    table = _table(file, [name for name in (date_name, value_name, *named) if name], spoken)
    try:
        found = measure_impact(
            table,
            start,
            end=end,
            date_column=date_name,
            value=value_name,
            controls=tuple(named),
            direction="down" if direction is DirectionName.DOWN else "up",
            country=country,
        )
    except LevierError as error:
        raise refuse(str(error)) from None
    console = Console()
    print_results(found.results, spoken, console)
    written = write_outputs(found.results, report, json, None, spoken)
    say_where([*written, *_plotted(found, plot, spoken)], console, spoken)


def _table(file: Path, needed: list[str], language: Language) -> pl.DataFrame:
    from levier.errors import InvalidWorkspace
    from levier.workspace.reading.single_table import read_single_table
    from levier_cli.faults import BAD_INPUT, print_faults

    try:
        return read_single_table(file, needed)
    except InvalidWorkspace as invalid:
        print_faults(invalid.faults, file, language)
        raise typer.Exit(BAD_INPUT) from None


def _plotted(found: Impact, path: Path | None, language: Language) -> list[Path]:
    if path is None:
        return []
    from levier.workspace.report.picture import write_picture

    write_picture(found.results, path, language)
    return [path]
