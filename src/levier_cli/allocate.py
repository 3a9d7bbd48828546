"""``levier allocate``: bills split between those who share them, to the cent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levier_cli.check import FolderArgument
from levier_cli.language import LanguageOption, chosen_language
from levier_cli.practice import JsonOption, ReportOption, answered, write_answer

if TYPE_CHECKING:
    from datetime import date

    from levier.language import Language
    from levier.workspace.allocating.results import Allocation
    from levier.workspace.report.part import Part

CsvOption = Annotated[
    Path | None, typer.Option("--csv", help="Write every line with its rule and its source.")
]


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("allocate")(allocate)


def allocate(
    folder: FolderArgument,
    month: Annotated[str | None, typer.Option(help="Split only this month: 2026-05.")] = None,
    json: JsonOption = None,
    csv: CsvOption = None,
    report: ReportOption = None,
    language: LanguageOption = None,
) -> None:
    """Split shared costs between those who use them: statements that add up to the bills.

    Reads [allocations] of levier.toml, bills.csv or a cloud bill (focus.csv), usage.csv and
    disputes.csv. Exits with 0 when it split, with 2 on bad input: nothing is then written.
    """
    from rich.console import Console

    from levier.workspace.allocating.lines_csv import write_lines
    from levier.workspace.allocating.run import run_allocation
    from levier.workspace.allocating.told import sections
    from levier_cli.outputs import refuse_unwritable, say_where
    from levier_cli.sections import print_sections

    spoken = chosen_language(language)
    refuse_unwritable((json, csv, report))
    wanted = _month_option(month)
    found = answered(folder, spoken, lambda workspace: run_allocation(workspace, wanted))
    written = write_answer(found, found.company, lambda: _part(found, spoken), json, report, spoken)
    if csv is not None:
        write_lines(found, csv)
        written.append(csv)
    console = Console()
    print_sections(sections(found, spoken, max(1, (console.width - 40) // 16)), spoken, console)
    say_where(written, console, spoken)


def _month_option(text: str | None) -> date | None:
    from levier_cli.options import day_option, refuse

    if text is None:
        return None
    if len(text.strip()) != 7:
        raise refuse(f"--month: expected a month like 2026-05, got {text!r}.")
    return day_option("--month", f"{text.strip()}-01")


def _part(found: Allocation, language: Language) -> Part:
    from levier.workspace.report.allocation_part import part

    return part(found, language)
