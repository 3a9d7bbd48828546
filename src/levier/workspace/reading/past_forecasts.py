"""``past_forecasts``: forecasts of the past, and what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.inputs.past_forecasts import PastForecast
from levier.workspace.model import EffectScale, Stage
from levier.workspace.reading.authors import read_author
from levier.workspace.reading.numbers import parse_numbers
from levier.workspace.reading.sheet import YES_NO

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet

_RANGE = ("low", "mid", "high")
_OUTCOME = ("outcome_low", "outcome", "outcome_high")
_WIDTH_IN_SDS = 2 * 1.959964
"""Of a 95 % range."""


def read_past_forecasts(sheet: Sheet, known: Known) -> pl.DataFrame:  # noqa: ARG001 - as every reader
    """Read and check every row; the columns are the fields of ``PastForecast``."""
    ends = tuple(sheet.number(name) for name in _RANGE)
    probability = sheet.number("probability")
    stated, measured = (sheet.day(name, required=True) for name in ("stated_on", "measured_on"))
    frame = pl.DataFrame(
        {
            "decision": sheet.text("decision", required=True),
            "metric": sheet.text("metric").fill_null(""),
            "title": sheet.text("title").fill_null(""),
            "author": read_author(sheet),
            "team": sheet.text("team").fill_null(""),
            "kind": sheet.text("kind").fill_null(""),
            "stage": sheet.choice("stage", Stage),
            "scale": sheet.choice("scale", EffectScale).fill_null(EffectScale.RELATIVE.value),
            **dict(zip(_RANGE, ends, strict=True)),
            "event": sheet.text("event").fill_null(""),
            "probability": probability,
            "outcome": _outcome(sheet, probability.is_not_null()),
            "outcome_sd": sheet.not_negative("outcome_sd"),
            "stated_on": stated,
            "measured_on": measured,
        }
    )
    sheet.in_order(_RANGE, ends, "range_order")
    sheet.in_order(("stated_on", "measured_on"), (stated, measured), "end_before_start")
    sheet.fault((probability < 0) | (probability > 1), "probability", "not_a_probability")
    _check_what_was_stated(sheet, frame)
    relative = frame["scale"] == EffectScale.RELATIVE.value
    for name in (*_RANGE, "outcome"):
        sheet.remark(
            relative & probability.is_null() & (frame[name].abs() > 1), name, "relative_over_one"
        )
    sheet.once(("decision", "metric", "event", "author", "stated_on"))
    return frame.with_columns(_outcome_sd(sheet, frame))


def _outcome(sheet: Sheet, is_event: pl.Series) -> pl.Series:
    """Read yes or no (or 1 or 0) for an event, a number for an effect."""
    cells = sheet.text("outcome", required=True)
    words = cells.str.to_lowercase().str.strip_suffix(".0")
    happened = words.replace_strict(YES_NO, default=None, return_dtype=pl.Boolean)
    sheet.fault(is_event & cells.is_not_null() & happened.is_null(), "outcome", "not_yes_or_no")
    of_effects = pl.DataFrame({"cells": cells, "event": is_event}).select(
        pl.when(~pl.col("event")).then(pl.col("cells"))
    )
    numbers = parse_numbers(of_effects.to_series())
    for code, rows in numbers.problems.items():
        sheet.fault(rows, "outcome", code)
    return happened.cast(pl.Float64).zip_with(is_event, numbers.values).rename("outcome")


def _check_what_was_stated(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Note the rows that state nothing, half a range, or both a range and a probability."""
    given = [frame[name].is_not_null() for name in _RANGE]
    any_end, all_ends = given[0] | given[1] | given[2], given[0] & given[1] & given[2]
    event = frame["probability"].is_not_null()
    sheet.fault(~any_end & ~event, "mid", "forecast_of_nothing")
    sheet.fault(any_end & ~all_ends & ~event, "mid", "forecast_incomplete")
    sheet.fault(any_end & event, "probability", "forecast_of_both")


def _outcome_sd(sheet: Sheet, frame: pl.DataFrame) -> pl.Series:
    """Give the standard error from ``outcome_sd``, or else from the 95 % range."""
    low, high = sheet.number("outcome_low"), sheet.number("outcome_high")
    sheet.fault(low.is_null() != high.is_null(), "outcome_low", "outcome_range_incomplete")
    sheet.in_order(_OUTCOME, (low, frame["outcome"], high), "outcome_range_order")
    effect = frame["probability"].is_null()
    sheet.remark(
        effect & frame["outcome_sd"].is_null() & low.is_null(), "outcome", "outcome_taken_as_exact"
    )
    from_range = (high - low) / _WIDTH_IN_SDS
    return frame["outcome_sd"].fill_null(from_range).fill_null(0.0).rename("outcome_sd")


def past_forecasts(frame: pl.DataFrame) -> tuple[PastForecast, ...]:
    """Build the rows from a table without fault."""
    return tuple(_past_forecast(row) for row in frame.iter_rows(named=True))


def _past_forecast(row: dict[str, Any]) -> PastForecast:
    stage = row.pop("stage")
    return PastForecast(
        stage=Stage(stage) if stage else None, scale=EffectScale(row.pop("scale")), **row
    )
