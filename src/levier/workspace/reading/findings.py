"""What is found wrong or odd while a workspace is read, gathered to be said in one go."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from levier.workspace.faults import Fault, Remark
from levier.workspace.harmless import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import polars as pl

    from levier.workspace.reading.table import Table

    RowFields = Callable[[int], Mapping[str, object]]
    """What a sentence needs besides the value, by number of row."""

F = TypeVar("F", bound=Fault)

LISTED = 20
"""How many faults of one code are listed for one file; the others are counted."""
SHOWN_CHARACTERS = 60
FIELD_CHARACTERS = 300


class Findings:
    """The faults and the remarks met so far, in the order in which they were met."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._remarks: list[Remark] = []
        self._met: Counter[tuple[str, str]] = Counter()

    def fault(
        self, file: str, line: int, column: str, value: object, code: str, **fields: object
    ) -> None:
        """Note one fault; beyond ``LISTED`` of its code in its file it is only counted."""
        self._met[file, code] += 1
        if self._met[file, code] <= LISTED:
            self._faults.append(_made(Fault, file, line, column, value, code, fields))

    def remark(
        self, file: str, line: int, column: str, value: object, code: str, **fields: object
    ) -> None:
        """Note something odd that is no reason to stop."""
        self._met[file, code] += 1
        if self._met[file, code] <= LISTED:
            self._remarks.append(_made(Remark, file, line, column, value, code, fields))

    def fault_rows(
        self,
        table: Table,
        rows: pl.Series,
        column: str,
        code: str,
        fields: RowFields | None = None,
    ) -> None:
        """Note one fault for each true value of ``rows``, a mask as long as the table.

        ``fields`` gives, for the number of a row, what the sentence needs besides.
        """
        for row in self._first_rows(table.file, code, rows):
            line, value = int(table.lines[row]), table.shown(row, column)
            more = fields(row) if fields else {}
            self._faults.append(_made(Fault, table.file, line, column, value, code, more))

    def remark_rows(self, table: Table, rows: pl.Series, column: str, code: str) -> None:
        """Note one remark for each true value of ``rows``."""
        for row in self._first_rows(table.file, code, rows):
            line, value = int(table.lines[row]), table.shown(row, column)
            self._remarks.append(_made(Remark, table.file, line, column, value, code, {}))

    def _first_rows(self, file: str, code: str, rows: pl.Series) -> list[int]:
        places = np.flatnonzero(rows.fill_null(value=False).to_numpy())
        room = max(0, LISTED - self._met[file, code])
        self._met[file, code] += len(places)
        return [int(place) for place in places[:room]]

    def has_fault(self, file: str) -> bool:
        """Tell whether something was found wrong in one file."""
        return any(fault.file == file for fault in self._faults)

    def faults(self) -> tuple[Fault, ...]:
        """Give every fault by file and line, the last of a code carrying the unlisted count."""
        return tuple(self._counted(sorted(self._faults)))

    def remarks(self) -> tuple[Remark, ...]:
        """Give every remark by file and line."""
        return tuple(self._counted(sorted(self._remarks)))

    def _counted(self, ordered: Sequence[F]) -> list[F]:
        last = {(fault.file, fault.code): place for place, fault in enumerate(ordered)}
        return [
            replace(fault, count=max(0, self._met[fault.file, fault.code] - LISTED))
            if last[fault.file, fault.code] == place
            else fault
            for place, fault in enumerate(ordered)
        ]


def _made(
    kind: type[F],
    file: str,
    line: int,
    column: str,
    value: object,
    code: str,
    fields: Mapping[str, object],
) -> F:
    """Make a fault or a remark whose every word is short and harmless to print."""
    safe = {
        name: shortened(field, FIELD_CHARACTERS) if isinstance(field, str) else field
        for name, field in fields.items()
    }
    return kind(file, line, shortened(column), shortened(value), code, safe)


def shortened(value: object, most: int = SHOWN_CHARACTERS) -> str:
    """Write a value on one short line, without a character that could upset a terminal."""
    text = "" if value is None else str(value)
    cut = text[:most] + ("…" if len(text) > most else "")
    return harmless(cut)
