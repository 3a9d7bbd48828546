"""``levier pnl``: the account of each product, and whether it may fund the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from levier_cli.check import FolderArgument
from levier_cli.language import LanguageOption, chosen_language
from levier_cli.practice import JsonOption, ReportOption, answered, write_answer

if TYPE_CHECKING:
    from datetime import date

    from levier.language import Language
    from levier.workspace.accounts.results import Accounts
    from levier.workspace.model import Workspace
    from levier.workspace.report.part import Part


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("pnl")(pnl)


def pnl(
    folder: FolderArgument,
    effects: Annotated[
        bool,
        typer.Option("--effects", help="Measure too, and carry each effect beyond its window."),
    ] = False,
    as_of: Annotated[str | None, typer.Option(help="Pretend that it is that day.")] = None,
    json: JsonOption = None,
    report: ReportOption = None,
    language: LanguageOption = None,
) -> None:
    """Make the account of each product: what it brought, cost and paid back, what it may fund.

    Reads invoices.csv, costs.csv, [products] of levier.toml and shared costs (levier allocate).
    Exits with 0 when it answered, with 2 on bad input: nothing is then written.
    """
    from rich.console import Console

    from levier.workspace.accounts.told import sections
    from levier_cli.options import day_option
    from levier_cli.outputs import refuse_unwritable, say_where
    from levier_cli.sections import print_sections

    spoken = chosen_language(language)
    refuse_unwritable((json, report))
    day = day_option("--as-of", as_of)
    needed = ("metrics", "decisions") if effects else ()
    found = answered(folder, spoken, lambda read: _accounts(read, day, effects=effects), needed)
    written = write_answer(found, found.company, lambda: _part(found, spoken), json, report, spoken)
    console = Console()
    print_sections(sections(found, spoken), spoken, console)
    say_where(written, console, spoken)


def _accounts(workspace: Workspace, as_of: date | None, *, effects: bool) -> Accounts:
    from levier.workspace.accounts.run import run_accounts

    if not effects:
        return run_accounts(workspace, as_of)
    from levier.whole_workspace import measure
    from levier_cli.progress import metrics_progress

    with metrics_progress() as progress:
        results = measure(workspace, as_of=as_of, progress=progress)
    return run_accounts(workspace, as_of, results)


def _part(found: Accounts, language: Language) -> Part:
    from levier.workspace.report.accounts_part import part

    return part(found, language)
