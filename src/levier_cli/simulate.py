"""``levier simulate``: a client's exit, build or buy, an answer during a call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levier_cli.check import FolderArgument
from levier_cli.language import LanguageOption, chosen_language
from levier_cli.practice import JsonOption, ReportOption, answered, write_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.language import Language
    from levier.workspace.report.part import Part
    from levier.workspace.told import Section
    from levier.workspace.writing.json import Answer

simulations = typer.Typer(
    help="Follow what is hardly known: a client's exit, build or buy, an answer during a call.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

RangeText = str
DRIFTS = {"none": 0.0, "low": 0.1, "medium": 0.3, "high": 0.6}
"""What the work costs the strategy, as a share of the margin."""


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    simulations.command("client-exit")(client_exit)
    simulations.command("build-or-buy")(build_or_buy)
    simulations.command("feasibility")(feasibility_card)
    app.add_typer(simulations, name="simulate")


def client_exit(
    folder: FolderArgument,
    client: Annotated[str | None, typer.Option(help="Its name, when there are several.")] = None,
    months: Annotated[int, typer.Option(help="How far.")] = 24,
    json: JsonOption = None,
    report: ReportOption = None,
    language: LanguageOption = None,
) -> None:
    """Keep, reprice or leave a client: result and cash by month, the trough, the odds.

    Reads [clients] of levier.toml and invoices.csv. Exits with 0 when it answered, with 2 on bad
    input: nothing is then written.
    """
    from levier.workspace.simulating.client_exit import run_client_exit
    from levier.workspace.simulating.told import exit_sections
    from levier_cli.outputs import refuse_unwritable

    def part(language_: Language) -> Part:
        from levier.workspace.report.client_exit_part import part

        return part(found, language_)

    spoken = chosen_language(language)
    refuse_unwritable((json, report))
    found = answered(folder, spoken, lambda read: run_client_exit(read, client, months))
    _show(found, exit_sections(found, spoken), found.company, part, json, report, spoken)


def build_or_buy(
    folder: FolderArgument,
    tool: Annotated[str | None, typer.Option(help="Its id, when there are several.")] = None,
    json: JsonOption = None,
    report: ReportOption = None,
    language: LanguageOption = None,
) -> None:
    """Compare building a tool, buying it, and stopping.

    Reads [tools] of levier.toml. Exits with 0 when it answered, with 2 on bad input.
    """
    from levier.workspace.simulating.build_or_buy import run_build_or_buy
    from levier.workspace.simulating.told import tool_sections
    from levier_cli.outputs import refuse_unwritable

    def part(language_: Language) -> Part:
        from levier.workspace.report.build_or_buy_part import part

        return part(found, language_)

    spoken = chosen_language(language)
    refuse_unwritable((json, report))
    found = answered(folder, spoken, lambda read: run_build_or_buy(read, tool))
    _show(found, tool_sections(found, spoken), found.company, part, json, report, spoken)


def feasibility_card(
    effort: Annotated[RangeText, typer.Option(help="Person-days: 2,3,5 (P10, P50, P90).")],
    margin: Annotated[RangeText, typer.Option(help="Of the deal: 12000,18000,25000.")],
    win: Annotated[RangeText, typer.Option(help="Chance to win it: 0.4,0.6,0.7.")],
    rate: Annotated[float, typer.Option(help="Price of a person-day.")],
    drift: Annotated[
        str, typer.Option(help="Cost to the strategy: none, low, medium, high, or an amount.")
    ] = "none",
    currency: Annotated[str, typer.Option(help="Three letters.")] = "EUR",
    language: LanguageOption = None,
) -> None:
    """Answer a client during the call: yes, with limits, or no."""
    from rich.console import Console

    from levier.errors import InvalidArgument
    from levier.valuation.scenarios.feasibility import feasibility
    from levier.valuation.scenarios.ranges import Range
    from levier.workspace.simulating.feasibility_told import feasibility_sections
    from levier_cli.options import range_option, refuse
    from levier_cli.sections import print_sections

    spoken = chosen_language(language)
    deal = range_option("--margin", margin)
    try:
        lost = _drift(drift, deal[1])
        found = feasibility(
            Range(*range_option("--effort", effort)),
            Range(*deal),
            Range(*range_option("--win", win)),
            rate,
            Range(lost, lost, lost),
        )
    except InvalidArgument as wrong:
        raise refuse(str(wrong)) from None
    print_sections(feasibility_sections(found, currency, spoken), spoken, Console())


def _drift(text: str, margin: float) -> float:
    from levier_cli.options import refuse

    word = text.strip().lower()
    if word in DRIFTS:
        return DRIFTS[word] * max(margin, 0.0)
    try:
        return float(word)
    except ValueError:
        known = ", ".join(DRIFTS)
        raise refuse(f"--drift: expected {known} or an amount, got {text!r}.") from None


def _show(
    found: Answer,
    sections: list[Section],
    company: str,
    part: Callable[[Language], Part],
    json: Path | None,
    report: Path | None,
    language: Language,
) -> None:
    from rich.console import Console

    from levier_cli.outputs import say_where
    from levier_cli.sections import print_sections

    written = write_answer(found, company, lambda: part(language), json, report, language)
    console = Console()
    print_sections(sections, language, console)
    say_where(written, console, language)
