"""``levier.impact``: any frame, one date; what cannot be obeyed is refused by name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import levier
from levier.errors import InvalidArgument, NotMeasurable
from levier.workspace.results import Verdict

START = date(2025, 5, 1)


def frame() -> pl.DataFrame:
    days = [date(2025, 1, 1) + timedelta(days=t) for t in range(200)]
    noise = np.random.default_rng(3).standard_normal((2, 200))
    risen = np.array([day >= START for day in days])
    return pl.DataFrame(
        {
            "day": days,
            "orders": 100 * np.where(risen, 1.1, 1.0) * np.exp(0.02 * noise[0]),
            "visits": 900 + 20 * noise[1],
        }
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"kind": "median"}, "kind must be one of 'sum', 'mean', 'ratio', 'count'; got 'median'"),
        ({"direction": "sideways"}, "direction must be one of 'up', 'down'; got 'sideways'"),
        ({"shape": "wave"}, "shape must be one of 'step', 'ramp', 'pulse'; got 'wave'"),
        ({"shape": "ramp", "shape_days": 0}, "shape_days must be more than zero, got 0"),
        ({"end": "2025-04-01"}, "end must not come before start, got 2025-05-01 to 2025-04-01"),
        ({"end": "tomorrow"}, "end must be a date like 2026-03-31, got 'tomorrow'"),
        ({"trigger_window": "never"}, "trigger_window must be 'auto', 'off' or a number of days"),
        ({"trigger_window": -3}, "trigger_window must be at least 0, got -3"),
        ({"date_uncertainty_days": -1}, "date_uncertainty_days must be at least 0, got -1"),
        ({"seed": -1}, "seed must be at least 0, got -1"),
        ({"draws": 10}, "draws must be at least 200, got 10"),
        ({"value": "sales"}, "value: there is no column 'sales'"),
        ({"date_column": "when"}, "date_column: there is no column 'when'"),
        ({"controls": ["weather"]}, "controls: there is no column 'weather'"),
        ({"controls": "visits"}, "controls must be a list of other columns, got 'visits'"),
        ({"value": "visits", "controls": ["visits"]}, "controls must be a list of other columns"),
        ({"forecast": (0.3, 0.2, 0.1)}, "a forecast must have low <= mid <= high"),
        ({"country": "ZZ"}, "country 'ZZ' is unknown"),
    ],
)
def test_what_cannot_be_obeyed_is_refused_by_name(options: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        levier.impact(frame(), START, **options)
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (date(2025, 1, 4), "too_short_before"),
        (date(2026, 1, 1), "not_started"),
    ],
)
def test_a_date_that_says_nothing_has_its_reason(start: date, reason: str) -> None:
    with pytest.raises(NotMeasurable) as refused:
        levier.impact(frame(), start)
    assert refused.value.reason == reason


def test_a_frame_of_either_kind_gives_the_same_answer() -> None:
    polars = levier.impact(frame(), START, controls=["visits"], draws=400)
    pandas = levier.impact(
        pd.DataFrame(frame().to_dict(as_series=False)), str(START), controls=["visits"], draws=400
    )
    assert polars.effect == pandas.effect
    assert polars.effect.verdict is Verdict.GAIN
    assert polars.effect.effect.low95 < 0.1 < polars.effect.effect.high95


def test_the_order_of_rows_and_gaps_do_not_matter() -> None:
    whole = frame()
    gappy = whole.with_columns(
        orders=pl.when(pl.col("day").dt.day() == 9).then(None).otherwise(pl.col("orders"))
    )
    shuffled = gappy.sample(fraction=1.0, shuffle=True, seed=4)
    dropped = gappy.drop_nulls()
    answers = [levier.impact(one, START, draws=400).effect for one in (gappy, shuffled, dropped)]
    assert answers[0] == answers[1] == answers[2]


def test_columns_that_are_not_numbers_or_days_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="no column holds dates"):
        levier.impact(frame().select("orders", "visits"), START)
    text = frame().with_columns(orders=pl.lit("many"))
    with pytest.raises(InvalidArgument, match="column 'orders' must hold numbers"):
        levier.impact(text, START)
    with pytest.raises(InvalidArgument, match="at least 12 different days"):
        levier.impact(frame().head(8), START)
