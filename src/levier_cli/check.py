"""``levier check``: say what a workspace holds, or everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levier_cli.language import LanguageOption, chosen_language

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.data_finding import DataFinding
    from levier.workspace.model import Workspace

PRACTICES = (
    "opportunities", "past_forecasts", "past_projects", "allocations", "bills", "focus", "usage",
    "disputes", "products", "phases", "sessions", "invoices", "clients", "tools", "gates",
)  # fmt: skip
"""Fields of a workspace that are counted one by one."""
GATE_ROWS = (
    "interviews", "paid_tests", "tasks", "activations", "reviews", "past_contracts",
)  # fmt: skip
"""Those that gates read, counted together."""

FolderArgument = Annotated[Path, typer.Argument(help="The folder that holds levier.toml.")]


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("check")(check)


def check(folder: FolderArgument, language: LanguageOption = None) -> None:
    """Check a workspace: say what it holds, or everything that is wrong with it."""
    from levier.errors import InvalidWorkspace
    from levier.workspace.reading import read
    from levier_cli.faults import BAD_INPUT, print_faults

    spoken = chosen_language(language)
    try:
        workspace = read(folder)
    except InvalidWorkspace as invalid:
        print_faults(invalid.faults, folder, spoken)
        raise typer.Exit(BAD_INPUT) from None
    print_summary(workspace, spoken)


def print_summary(workspace: Workspace, language: Language) -> None:
    """Print what the workspace holds, one line for each kind of thing, then its warnings."""
    from levier.language import translate
    from levier_cli.faults import described, found_described

    typer.echo(translate("workspace.check.ok", language))
    lines = _counts(workspace, language)
    width = max(len(name) for name in lines)
    for name, value in lines.items():
        typer.echo(f"  {name:<{width}}  {value}")
    for remark in workspace.warnings:
        typer.echo(f"\n{described(remark, language)}")
    for finding in _found(workspace):
        typer.echo(f"\n{found_described(workspace, finding, language)}")


def _found(workspace: Workspace) -> tuple[DataFinding, ...]:
    """Look at the data as they stand; without any observation there is nothing to look at."""
    from levier.workspace.data_quality.examine import examine
    from levier.workspace.measurement.question import last_day

    return examine(workspace, last_day(workspace)).findings if workspace.observations else ()


def _counts(workspace: Workspace, language: Language) -> dict[str, str]:
    from levier.language import translate
    from levier.language.numbers import number

    counts = {
        "metrics": len(workspace.metrics),
        "rows": sum(len(found.values) for found in workspace.observations.values()),
        "decisions": len(workspace.decisions),
        "expectations": len(workspace.expectations),
        "experiments": len(workspace.experiments),
        "costs": len(workspace.costs),
        **_practices(workspace),
        "warnings": sum(1 + remark.count for remark in workspace.warnings),
    }
    shown = {"company": workspace.company.name, "period": _period(workspace, language)}
    shown |= {name: number(count, language) for name, count in counts.items()}
    order = ("company", "metrics", "rows", "period", *list(counts)[2:])
    return {translate(f"workspace.check.{name}", language): shown[name] for name in order}


def _practices(workspace: Workspace) -> dict[str, int]:
    """Count what the files and tables of the practices hold, those that hold something."""
    counts = {name: len(getattr(workspace, name)) for name in PRACTICES}
    counts["gate_rows"] = sum(len(getattr(workspace, name)) for name in GATE_ROWS)
    return {name: count for name, count in counts.items() if count}


def _period(workspace: Workspace, language: Language) -> str:
    from levier.language import translate
    from levier.language.numbers import day

    seen = [found.dates for found in workspace.observations.values()]
    if not seen:
        return "—"
    first, last = min(dates[0] for dates in seen), max(dates[-1] for dates in seen)
    return translate(
        "workspace.check.period_value",
        language,
        first=day(first.item(), language),
        last=day(last.item(), language),
    )
