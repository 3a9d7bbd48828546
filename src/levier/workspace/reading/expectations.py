"""``expectations``: what each author expects one decision to do to one metric."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.model import DesignChoice, EffectScale, Expectation, Shape
from levier.workspace.reading.authors import read_author

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.workspace.reading.sheet import Sheet

_RANGE = ("low", "mid", "high")


def read_expectations(
    sheet: Sheet, decisions: Collection[str] | None, metrics: Collection[str] | None
) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``Expectation``."""
    low, mid, high = (sheet.number(name) for name in _RANGE)
    frame = pl.DataFrame(
        {
            "decision": sheet.reference("decision", decisions, "unknown_decision"),
            "metric": sheet.reference("metric", metrics, "unknown_metric"),
            "shape": sheet.choice("shape", Shape),
            "ramp_days": sheet.positive("ramp_days"),
            "half_life_days": sheet.positive("half_life_days"),
            "scale": sheet.choice("scale", EffectScale).fill_null(EffectScale.RELATIVE.value),
            "low": low,
            "mid": mid,
            "high": high,
            "author": read_author(sheet),
            "stated_on": sheet.day("stated_on"),
            "design": sheet.choice("design", DesignChoice),
        }
    )
    sheet.in_order(_RANGE, (low, mid, high), "range_order")
    sheet.once(("decision", "metric", "author", "stated_on"))
    _remark_percentages(sheet, frame)
    return frame


def _remark_percentages(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Point at relative forecasts beyond ±100 %: probably percentages typed as such."""
    relative = frame["scale"] == EffectScale.RELATIVE.value
    for name in _RANGE:
        sheet.remark(relative & (frame[name].abs() > 1), name, "relative_over_one")


def expectations(frame: pl.DataFrame) -> tuple[Expectation, ...]:
    """Build the expectations from a table without fault."""
    return tuple(_expectation(row) for row in frame.iter_rows(named=True))


def _expectation(row: dict[str, Any]) -> Expectation:
    shape, design = row.pop("shape"), row.pop("design")
    return Expectation(
        shape=Shape(shape) if shape else None,
        design=DesignChoice(design) if design else None,
        scale=EffectScale(row.pop("scale")),
        **row,
    )
