"""Tables of a folder that came as workbooks: ``costs.xlsx`` stands for ``costs.csv``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.reading.columns import COLUMNS, normalised
from levier_web.ui.refusals import Refusal, Suspicious
from levier_web.ui.workbooks.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from levier.workspace.reading.columns import Columns

MOST = 30
"""Workbooks in one archive: a folder has about as many tables."""


def made_tables(folder: Path) -> dict[str, str]:
    """Write each workbook of a folder as the table that it stands for; give what came as what.

    Raises
    ------
    Refusal
        When one cannot be read, stands for no table, or stands beside the very table.
    """
    books = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".xlsx")
    if len(books) > MOST:
        raise Suspicious("exchange.archive.too_many_workbooks", most=MOST)
    came: dict[str, str] = {}
    for path in books:
        columns = COLUMNS.get(path.stem)
        if columns is None:
            raise Refusal("exchange.archive.no_such_table", name=path.name)
        table = path.with_suffix(".csv")
        if table.exists():
            raise Refusal("exchange.archive.table_twice", name=path.name, table=table.name)
        table.write_text(_read(path, columns), encoding="utf-8", newline="")
        path.unlink()
        came[table.name] = path.name
    return came


def _read(path: Path, columns: Columns) -> str:
    def suits(header: Sequence[str]) -> bool:
        return set(columns.required) <= set(normalised(header))

    try:
        with path.open("rb") as content:
            return read_table(content, suits).text
    except Refusal as refusal:
        raise Refusal("exchange.archive.workbook", name=path.name, why=str(refusal)) from refusal
