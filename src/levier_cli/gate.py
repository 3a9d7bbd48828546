"""``levier gate``: questions whose threshold was written down before the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from levier_cli.check import FolderArgument
from levier_cli.language import LanguageOption, chosen_language
from levier_cli.practice import JsonOption, ReportOption, answered, write_answer

if TYPE_CHECKING:
    from datetime import date

    from levier.language import Language
    from levier.workspace.gating.results import Gates
    from levier.workspace.model import Workspace
    from levier.workspace.report.part import Part


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("gate")(gate)


def gate(
    folder: FolderArgument,
    gate: Annotated[str | None, typer.Option(help="Answer only this gate: its ID.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Pretend that it is that day.")] = None,
    json: JsonOption = None,
    report: ReportOption = None,
    language: LanguageOption = None,
) -> None:
    """Say which gates pass, which fail, and which need more evidence, and how much.

    Reads [gates] of levier.toml and the file of each kind of gate. Exits with 0 whatever the
    verdicts, with 2 on bad input: nothing is then written.
    """
    from rich.console import Console

    from levier.workspace.gating.told import sections
    from levier_cli.options import day_option
    from levier_cli.outputs import refuse_unwritable, say_where
    from levier_cli.sections import print_sections

    spoken = chosen_language(language)
    refuse_unwritable((json, report))
    day = day_option("--as-of", as_of)
    found = answered(folder, spoken, lambda workspace: _run(workspace, gate, day, spoken))
    told = sections(found, spoken)
    written = write_answer(
        found,
        found.company,
        lambda: _part(found, spoken),
        json,
        report,
        spoken,
        title=told[0].heading,
    )
    console = Console()
    print_sections(told, spoken, console)
    say_where(written, console, spoken)


def _run(workspace: Workspace, gate: str | None, day: date | None, language: Language) -> Gates:
    from levier.errors import InvalidArgument
    from levier.language import translate
    from levier.workspace.gating.run import GateOptions, run_gate

    if not workspace.gates:
        told = (translate(f"gate.empty.{key}", language) for key in ("no_gate", "example", "files"))
        raise InvalidArgument("\n\n".join(told))
    return run_gate(workspace, GateOptions(gate, day))


def _part(found: Gates, language: Language) -> Part:
    from levier.workspace.report.gate_part import part

    return part(found, language)
