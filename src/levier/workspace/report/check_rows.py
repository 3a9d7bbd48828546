"""The few rows behind a check, in the reader's words: names for codes, dates, figures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from levier.language import numbers as write
from levier.language.catalogue import load_subject

if TYPE_CHECKING:
    from levier.workspace.report.wording import Wording
    from levier.workspace.results import Check

_SIGNED = frozenset(
    {"correlation", "difference", "estimate", "gap", "move", "score"}
    | {f"{reading}_{end}" for reading in ("fixed", "valid") for end in ("low95", "high95")}
)
_WHOLE = frozenset({"clusters", "expected", "periods", "units", "users"})
_NAMED = {"design": "design", "prior": "prior_width", "what": "held"}
"""Columns whose cells are codes, and where their words are."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and whether it is a figure."""

    text: str
    figure: bool


@dataclass(frozen=True, slots=True)
class CheckRows:
    """The table of one check; a column is one of figures when all its cells are."""

    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def check_rows(wording: Wording, metric: str, check: Check) -> CheckRows | None:
    """Give the table of a check on a metric; None when the figure says all.

    A column or a code without a word in the catalogue is shown as it is.
    """
    if not check.table:
        return None
    rows = tuple(
        tuple(
            _cell(wording, metric, column, value)
            for column, value in zip(check.columns, row, strict=True)
        )
        for row in check.table
    )
    figures = [all(row[rank].figure for row in rows) for rank in range(len(check.columns))]
    heads = (_column(wording, check.name, column) for column in check.columns)
    columns = tuple(Cell(text, figure) for text, figure in zip(heads, figures, strict=True))
    return CheckRows(columns, rows)


def _column(wording: Wording, check: str, code: str) -> str:
    words = load_subject("report", wording.language)
    general = words.get(f"check_column.{code}", code)
    return words.get(f"check_column.{check}.{code}", general)


def _cell(wording: Wording, metric: str, column: str, value: str | float) -> Cell:
    if isinstance(value, str):
        return Cell(_words(wording, column, value), figure=False)
    day = _day_of(wording, metric, value) if column == "period" else None
    if day is not None:
        return Cell(wording.short_day(day), figure=False)
    return Cell(_figure(wording, column, value), figure=True)


def _words(wording: Wording, column: str, value: str) -> str:
    """Give the title of a decision or metric, a date, or the word for a code."""
    if column in _NAMED:
        code = value.replace(" ", "_")
        return load_subject("report", wording.language).get(f"{_NAMED[column]}.{code}", value)
    if column == "decision":
        return wording.decision(value)
    if column in {"control", "controls"}:
        return wording.metric(value)
    try:
        return wording.short_day(date.fromisoformat(value))
    except ValueError:
        return value or write.NONE


def _figure(wording: Wording, column: str, value: float) -> str:
    if column in _WHOLE and math.isfinite(value):
        return write.number(round(value), wording.language)
    return write.number(value, wording.language, signed=column in _SIGNED)


def _day_of(wording: Wording, metric: str, period: float) -> date | None:
    """Give the first day of a period of a metric's series."""
    view = next((one for one in wording.results.series if one.metric == metric), None)
    if view is None or not 0 <= period < len(view.dates):
        return None
    return view.dates[int(period)]
