"""Unfinished last periods: found, left out or kept as told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.engine.workspace.data_quality.made_series import (
    NOISES,
    clean,
    day,
    examined,
    kinds,
    metric,
    only,
    told_to,
    workspace,
)

from levier.workspace.data_finding import FindingKind, Handling
from levier.workspace.data_quality.examine import Examined, examine
from levier.workspace.model import (
    Company,
    DataOptions,
    Grain,
    Kind,
    Observations,
    Period,
    PeriodKind,
)

LENGTH = 365


def cut(parts: tuple[float, ...], options: DataOptions = DataOptions()) -> Examined:  # noqa: B008
    """Leave only so much of each of the last days."""
    values = clean("gaussian", Grain.DAY, LENGTH, 1)
    values[-len(parts) :] *= parts
    return examined(values, metric(data=options))


def days_left(found: Examined) -> int:
    return len(found.workspace.observations["orders"].dates)


@pytest.mark.parametrize("noise", [one for one in NOISES if one != "small counts"])
@pytest.mark.parametrize("grain", [Grain.DAY, Grain.WEEK])
def test_a_last_period_that_is_half_there_is_left_out(noise: str, grain: Grain) -> None:
    values = clean(noise, grain, 120, 3)
    values[-1] *= 0.4
    found = examined(values, metric(grain))
    one = only(found, FindingKind.INCOMPLETE_LAST)
    assert one.handling is Handling.LEFT_OUT
    assert one.figure == pytest.approx(-0.6, abs=0.15)
    assert days_left(found) == 119


def test_late_data_thin_the_last_periods_out() -> None:
    found = cut((0.5, 0.25, 0.1))
    assert days_left(found) == LENGTH - 3
    assert only(found, FindingKind.INCOMPLETE_LAST).from_ == day(LENGTH - 3)


def test_a_metric_that_fell_is_not_unfinished() -> None:
    assert FindingKind.INCOMPLETE_LAST not in kinds(cut((0.5, 0.5)))
    assert FindingKind.INCOMPLETE_LAST not in kinds(cut((0.5,) * 10))


def test_less_than_a_tenth_is_left_alone() -> None:
    values = 1000.0 + np.arange(120.0) % 5
    values[-1] *= 0.93
    assert FindingKind.INCOMPLETE_LAST not in kinds(examined(values))


def test_keep_only_says_so() -> None:
    found = cut((0.4,), told_to(incomplete_last="keep"))
    assert only(found, FindingKind.INCOMPLETE_LAST).handling is Handling.SHOWN
    assert days_left(found) == LENGTH


@pytest.mark.parametrize("part", [0.4, 1.0])
def test_a_number_leaves_out_that_many_whatever_they_look_like(part: float) -> None:
    found = cut((part,), told_to(incomplete_last=2))
    one = only(found, FindingKind.INCOMPLETE_LAST)
    assert (one.figure, one.from_, one.to) == (2.0, day(LENGTH - 2), day(LENGTH - 1))
    assert days_left(found) == LENGTH - 2


def test_a_holiday_and_a_declared_event_explain_a_low_last_day() -> None:
    values = clean("gaussian", Grain.DAY, 364 + 1, 2)[: 364 - 6]  # ends on 25 December
    assert day(len(values) - 1) == date(2023, 12, 25)
    values[-1] *= 0.3
    assert FindingKind.INCOMPLETE_LAST in kinds(examined(values))
    assert not kinds(examined(values, company=Company("Shop", "EUR", "FR")))
    event = Period("closed", PeriodKind.EVENT, date(2023, 12, 25), date(2023, 12, 25))
    assert not kinds(examined(values, periods=(event,)))


def test_last_year_explains_a_low_last_week() -> None:
    values = clean("gaussian", Grain.WEEK, 105, 2)
    values[[52, 104]] *= 0.5
    assert FindingKind.INCOMPLETE_LAST not in kinds(examined(values, metric(Grain.WEEK)))


def test_a_week_whose_days_are_not_over_is_never_used() -> None:
    made = workspace(clean("gaussian", Grain.WEEK, 60, 1), metric(Grain.WEEK))
    found = examine(made, day(59 * 7 + 3))
    one = only(found, FindingKind.INCOMPLETE_LAST)
    assert (one.from_, one.to, one.handling) == (day(59 * 7), day(59 * 7 + 6), Handling.LEFT_OUT)


@pytest.mark.parametrize("kind", [Kind.RATIO, Kind.MEAN])
def test_the_denominator_of_a_ratio_tells(kind: Kind) -> None:
    weights = clean("gaussian", Grain.DAY, LENGTH, 1)
    weights[-1] *= 0.3
    made = workspace(np.full(LENGTH, 0.1) + 0.001 * (np.arange(LENGTH) % 4), metric(kind=kind))
    rows = made.observations["orders"]
    heavy = {"orders": Observations(rows.dates, rows.values, weights=weights)}
    found = examine(replace(made, observations=heavy), day(LENGTH - 1))
    assert days_left(found) == LENGTH - 1
    assert FindingKind.INCOMPLETE_LAST not in kinds(examine(made, day(LENGTH - 1)))
