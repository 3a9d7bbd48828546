"""The files that ``measure`` and ``impact`` write; one that cannot be written stops early."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from levier.language import translate
from levier_cli.options import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from rich.console import Console

    from levier.language import Language
    from levier.workspace.results import Results


def refuse_unwritable(paths: Iterable[Path | None]) -> None:
    """Refuse, before anything is computed, a file in a folder that is not there or is closed."""
    for path in paths:
        if path is None:
            continue
        folder = path.resolve().parent
        if path.is_dir():
            raise refuse(f"{path}: this is a folder; give the name of a file in it.")
        if not folder.is_dir():
            raise refuse(f"{path}: the folder {folder} does not exist; make it first.")
        if not os.access(folder, os.W_OK):
            raise refuse(f"{path}: the folder {folder} may not be written to.")


def write_outputs(
    results: Results,
    report: Path | None,
    json: Path | None,
    xlsx: Path | None,
    language: Language,
    as_of: date | None = None,
) -> list[Path]:
    """Write what was asked for and give the files written; the report shows every practice."""
    written = []
    if json is not None:
        from levier.workspace.writing.json import write_json

        write_json(results, json)
        written.append(json)
    if xlsx is not None:
        from levier.workspace.writing.xlsx import write_xlsx

        write_xlsx(results, xlsx, language)
        written.append(xlsx)
    if report is not None:
        from levier.workspace.report.page import write_report
        from levier.workspace.report.parts_of_workspace import parts_of_workspace

        parts = parts_of_workspace(results, language, as_of)
        write_report(results, report, language, parts)
        written.append(report)
    return written


def say_where(written: Iterable[Path], console: Console, language: Language) -> None:
    """Say which files were written, one line each."""
    for path in written:
        line = translate("measure.wrote", language, path=path.resolve())
        console.print(line, soft_wrap=True, markup=False, highlight=False)
