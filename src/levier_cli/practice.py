"""What the commands of the practices have in common: a folder in, an answer or faults out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.language import Language
    from levier.workspace.model import Workspace
    from levier.workspace.report.part import Part
    from levier.workspace.writing.json import Answer as WrittenAnswer

Answer = TypeVar("Answer")

JsonOption = Annotated[Path | None, typer.Option("--json", help="Write the full answer.")]
ReportOption = Annotated[
    Path | None, typer.Option("--report", help="Write one self-contained page with pictures.")
]


def answered(
    folder: Path,
    language: Language,
    run: Callable[[Workspace], Answer],
    needed: tuple[str, ...] = (),
) -> Answer:
    """Read a folder and answer; say every fault, or why not, and exit with 2 otherwise.

    Parameters
    ----------
    folder
        The folder that holds ``levier.toml``.
    language
        Of the faults.
    run
        What makes the answer of a workspace.
    needed
        The files without which there is nothing to answer.
    """
    from levier.errors import InvalidArgument, InvalidWorkspace
    from levier.workspace.reading import read
    from levier_cli.faults import BAD_INPUT, print_faults
    from levier_cli.options import refuse

    try:
        return run(read(folder, needed))
    except InvalidWorkspace as invalid:
        print_faults(invalid.faults, folder, language)
        raise typer.Exit(BAD_INPUT) from None
    except InvalidArgument as wrong:
        raise refuse(str(wrong)) from None


def write_answer(
    found: WrittenAnswer,
    company: str,
    part: Callable[[], Part],
    json: Path | None,
    report: Path | None,
    language: Language,
    title: str = "",
) -> list[Path]:
    """Write what was asked for and give the files written.

    Parameters
    ----------
    found
        The answer.
    company
        Whose it is, for the head of the page.
    part
        Makes the part of the page, called only when there is a page to write.
    json, report
        The files asked for.
    language
        Of the page.
    title
        Of the page, where it says more than its part's.
    """
    if json is not None:
        from levier.workspace.writing.json import write_json

        write_json(found, json)
    if report is not None:
        from levier.workspace.report.parts_page import write_parts

        one = part()
        write_parts([one], title or one.title, company, report, language)
    return [path for path in (json, report) if path is not None]
