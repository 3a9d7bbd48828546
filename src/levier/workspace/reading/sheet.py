"""One table being read: each call understands one column and notes what it could not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.reading.dates import parse_dates
from levier.workspace.reading.instants import parse_instants
from levier.workspace.reading.nearest import by_likeness
from levier.workspace.reading.numbers import parse_numbers

if TYPE_CHECKING:
    from collections.abc import Collection
    from enum import StrEnum

    from levier.workspace.reading.findings import Findings, RowFields
    from levier.workspace.reading.parsed import Parsed
    from levier.workspace.reading.table import Table

IDENTIFIER = r"^[\p{L}\p{N}_][\p{L}\p{N}_.\-]{0,99}$"
FORMULA = r"^[=+\-@\t]"
LARGEST_WHOLE = 2.0**53
YES_NO = {
    **dict.fromkeys(("yes", "oui", "true", "vrai", "1"), True),
    **dict.fromkeys(("no", "non", "false", "faux", "0"), False),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table and where its faults go.

    ``complete`` is False when lines or columns of the file were lost, so that what is not in the
    table may still be in the file.

    A cell that is faulty or empty becomes null in the series returned; nothing is ever
    replaced by a neutral value.
    """

    table: Table
    findings: Findings
    complete: bool

    @property
    def file(self) -> str:
        """The file's path relative to the workspace."""
        return self.table.file

    def text(self, column: str, *, required: bool = False) -> pl.Series:
        """Read a column of free text."""
        cells = self.table.frame[column]
        if required and column in self.table.present and cells.null_count():
            self.fault(cells.is_null(), column, "missing_value")
        return cells

    def identifier(self, column: str) -> pl.Series:
        """Read a required column of ids: letters, digits, ``-``, ``_`` and ``.``."""
        cells = self.text(column, required=True)
        formula = cells.str.contains(FORMULA)
        self.fault(formula, column, "formula_id")
        self.fault(~cells.str.contains(IDENTIFIER) & ~formula, column, "bad_id")
        return cells

    def number(self, column: str, *, required: bool = False) -> pl.Series:
        """Read a column of numbers, as float64."""
        return self._noted(column, parse_numbers(self.text(column, required=required)))

    def whole(self, column: str, *, required: bool = False) -> pl.Series:
        """Read a column of whole numbers, zero or more, as float64 (exact up to 2^53)."""
        values = self.not_negative(column, required=required)
        self.fault((values != values.floor()) | (values > LARGEST_WHOLE), column, "not_whole")
        return values

    def not_negative(self, column: str, *, required: bool = False) -> pl.Series:
        """Read a column of numbers that cannot be below zero."""
        values = self.number(column, required=required)
        self.fault(values < 0, column, "negative")
        return values

    def positive(self, column: str) -> pl.Series:
        """Read a column of numbers above zero."""
        values = self.number(column)
        self.fault(values <= 0, column, "not_positive")
        return values

    def share(self, column: str) -> pl.Series:
        """Read a column of shares, above 0 and up to 1."""
        values = self.number(column)
        self.fault((values <= 0) | (values > 1), column, "outside_share")
        return values

    def day(self, column: str, *, required: bool = False) -> pl.Series:
        """Read a column of dates."""
        return self._noted(column, parse_dates(self.text(column, required=required)))

    def instant(self, column: str, *, required: bool = False) -> pl.Series:
        """Read a column of dates with or without a time, as instants of universal time."""
        return self._noted(column, parse_instants(self.text(column, required=required)))

    def choice(self, column: str, choices: type[StrEnum]) -> pl.Series:
        """Read a column whose values come from a closed list; case is forgiven."""
        known = [choice.value for choice in choices]
        cells = self.text(column).str.to_lowercase()
        unknown = cells.is_not_null() & ~cells.is_in(known)
        self.fault_near(unknown, column, "unknown_choice", known)
        return cells.set(unknown, None)

    def yes_no(self, column: str) -> pl.Series:
        """Read a column of yes or no, in either language."""
        cells = self.text(column).str.to_lowercase()
        values = cells.replace_strict(YES_NO, default=None, return_dtype=pl.Boolean)
        self.fault(cells.is_not_null() & values.is_null(), column, "not_yes_or_no")
        return values

    def reference(
        self, column: str, known: Collection[str] | None, code: str, *, required: bool = True
    ) -> pl.Series:
        """Read a column that names something declared elsewhere.

        ``known`` is None when the file that declares it could not be read.
        """
        cells = self.text(column, required=required)
        if known is None:
            return cells
        unknown = cells.is_not_null() & ~cells.is_in(list(known))
        self.fault_near(unknown, column, code, known)
        return cells.set(unknown, None)

    def in_order(self, columns: tuple[str, ...], values: tuple[pl.Series, ...], code: str) -> None:
        """Note the rows where one value is before the one of an earlier column."""
        for place in range(1, len(columns)):
            for earlier in range(place):
                named = {"after": columns[place], "before": columns[earlier]}
                wrong = values[place] < values[earlier]
                self.fault(wrong, columns[place], code, self._beside(named))

    def once(self, columns: tuple[str, ...]) -> None:
        """Note the rows whose key, in ``columns``, an earlier row has already."""
        keys = self.table.frame.select(columns)
        if not keys.is_duplicated().any():
            return
        first = keys.with_row_index("row").select(pl.col("row").min().over(columns)).to_series()
        repeated = first != pl.int_range(len(first), eager=True)

        def fields(row: int) -> dict[str, object]:
            key = ", ".join(cell for cell in keys.row(row) if cell)
            return {"first": int(self.table.lines[first[row]]), "cells": key}

        self.fault(repeated, columns[0], "duplicate_row", fields)

    def fault(
        self,
        rows: pl.Series,
        column: str,
        code: str,
        fields: RowFields | None = None,
    ) -> None:
        """Note a fault on each true row."""
        if rows.any():
            self.findings.fault_rows(self.table, rows, column, code, fields)

    def fault_near(self, rows: pl.Series, column: str, code: str, known: Collection[str]) -> None:
        """Note an unknown name on each true row, with the known names nearest to it."""

        def fields(row: int) -> dict[str, object]:
            return {"known": by_likeness(self.table.shown(row, column), known) or "—"}

        self.fault(rows, column, code, fields)

    def remark(self, rows: pl.Series, column: str, code: str) -> None:
        """Note something odd on each true row."""
        if rows.any():
            self.findings.remark_rows(self.table, rows, column, code)

    def _noted(self, column: str, parsed: Parsed) -> pl.Series:
        for code, rows in parsed.problems.items():
            self.fault(rows, column, code)
        return parsed.values

    def _beside(self, named: dict[str, str]) -> RowFields:
        def fields(row: int) -> dict[str, object]:
            shown = {f"{role}_value": self.table.shown(row, named[role]) for role in named}
            return {**named, **shown}

        return fields
