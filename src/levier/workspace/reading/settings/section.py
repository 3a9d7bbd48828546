"""One table of ``levier.toml`` being read: each call understands one key."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from levier.workspace.reading.dates import FIRST_DAY, LAST_DAY, parse_dates
from levier.workspace.reading.nearest import by_likeness, nearest_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from enum import StrEnum

    from levier.workspace.reading.findings import Findings
    from levier.workspace.reading.settings.lines import Lines, Path

E = TypeVar("E", bound="StrEnum")


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the file and where its faults go; a faulty key reads as None."""

    file: str
    path: Path
    values: Mapping[str, object]
    lines: Lines
    findings: Findings

    def fault(self, key: str, value: object, code: str, **fields: object) -> None:
        """Note a fault of one key."""
        line = self.lines.locate(self.path, key)
        self.findings.fault(self.file, line, self.named(key), value, code, **fields)

    def remark(self, key: str, value: object, code: str, **fields: object) -> None:
        """Note something odd about one key."""
        line = self.lines.locate(self.path, key)
        self.findings.remark(self.file, line, self.named(key), value, code, **fields)

    def named(self, key: str) -> str:
        """Write a key with the names of its tables: ``metrics.orders.grain``."""
        return ".".join(str(name) for name in (*self.path, key) if name != "")

    def check_keys(self, required: tuple[str, ...], optional: tuple[str, ...]) -> None:
        """Note the required keys that are not there and the keys that are not known."""
        strangers = [key for key in self.values if key not in required + optional]
        for key in required:
            if key in self.values:
                continue
            meant = nearest_name(key, strangers)
            if meant is None:
                self.fault(key, "", "missing_key")
            else:
                self.fault(meant, meant, "misspelt_key", expected=key)
                strangers.remove(meant)
        for key in strangers:
            known = by_likeness(key, required + optional)
            self.remark(key, key, "unknown_key", known=known)

    def inner(self, key: str) -> Section:
        """Open the table of a key; what is no table is noted and read as an empty one."""
        values = self.values.get(key, {})
        table = values if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            self._wrong(key, "table")
        return Section(self.file, (*self.path, key), table, self.lines, self.findings)

    def text(self, key: str) -> str | None:
        """Read a text that says something."""
        value = self.values.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value is not None:
            self._wrong(key, "text")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts; empty when absent."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._wrong(key, "texts")
        return ()

    def flag(self, key: str, *, default: bool) -> bool:
        """Read true or false; ``default`` when absent."""
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self._wrong(key, "flag")
        return default

    def number(self, key: str) -> float | None:
        """Read a finite number."""
        value = self.values.get(key)
        if _is_number(value):
            return float(value)  # type: ignore[arg-type]
        if value is not None:
            self._wrong(key, "number")
        return None

    def numbers(self, key: str) -> tuple[float, ...] | None:
        """Read a list of finite numbers."""
        value = self.values.get(key)
        if isinstance(value, list) and all(_is_number(item) for item in value):
            return tuple(float(item) for item in value)
        if value is not None:
            self._wrong(key, "numbers")
        return None

    def amount_range(self, key: str) -> tuple[float, float, float] | None:
        """Read P10, P50 and P90 in order, or one number for all three."""
        if _is_number(self.values.get(key)):
            alone = self.number(key) or 0.0
            return alone, alone, alone
        values = self.numbers(key)
        if values is None:
            return None
        if len(values) != 3:
            self.fault(key, self.values[key], "range_length")
            return None
        low, mid, high = values
        if not low <= mid <= high:
            self.fault(key, self.values[key], "value_order")
            return None
        return low, mid, high

    def day(self, key: str) -> date | None:
        """Read a date, written as TOML does or between quotes."""
        value = self.values.get(key)
        if isinstance(value, str):
            return self._quoted_day(key, value)
        if isinstance(value, datetime) and value.time() == time():
            value = value.date()
        if isinstance(value, date) and not isinstance(value, datetime):
            if FIRST_DAY <= value <= LAST_DAY:
                return value
            self.fault(key, value, "date_out_of_range")
        elif value is not None:
            self._wrong(key, "date")
        return None

    def choice(self, key: str, choices: type[E]) -> E | None:
        """Read a value of a closed list; case is forgiven."""
        text = self.text(key)
        known = [choice.value for choice in choices]
        if text is not None and text.lower() in known:
            return choices(text.lower())
        if text is not None:
            self.fault(key, text, "unknown_choice", known=by_likeness(text, known))
        return None

    def references(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        """Read a list of metric ids that must all be known."""
        names = self.texts(key)
        for name in names:
            if name not in known:
                self.fault(key, name, "unknown_metric", known=by_likeness(name, known) or "—")
        return tuple(name for name in names if name in known)

    def _quoted_day(self, key: str, value: str) -> date | None:
        parsed = parse_dates(pl.Series([value.strip()]))
        for code, rows in parsed.problems.items():
            if rows.any():
                self.fault(key, value, code)
        found: date | None = parsed.values[0]
        return found

    def _wrong(self, key: str, expected: str) -> None:
        self.fault(key, self.values[key], f"not_{expected}_in_toml")


def _is_number(value: object) -> bool:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    return abs(value) <= sys.float_info.max
