"""Outages, gaps, new definitions, events, grains: what happens to series and is no decision."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.engine.workspace.measurement.company import (
    EXACT_DATES,
    FIRST_DAY,
    LENGTH,
    START,
    company,
    decided,
    decision,
    measured,
    metric,
    observed,
    on,
    only,
    values,
)

from levier.workspace.measurement.calendar_index import period_index
from levier.workspace.model import Decision, Grain, Observations, Period, PeriodKind
from levier.workspace.results import Verdict

if TYPE_CHECKING:
    from levier.workspace.results import Effect

OUTAGE = Period("Tracker down", PeriodKind.OUTAGE, on(130), on(139), ("orders",))


def with_outage(inside: float, *, declared: bool = True) -> Effect:
    series = values({START: 0.1})
    series[130:140] = inside
    periods = (OUTAGE,) if declared else ()
    return only(measured(company(observations={"orders": observed(series)}, periods=periods)))


def test_what_an_outage_holds_is_ignored_whatever_it_is() -> None:
    low, high, absent = with_outage(3.0), with_outage(90_000.0), with_outage(np.nan)
    assert low.effect == high.effect == absent.effect
    assert low.effect.low95 < 0.1 < low.effect.high95


def test_an_outage_that_nobody_declared_is_felt() -> None:
    assert with_outage(3.0, declared=False).effect != with_outage(3.0).effect


def test_an_outage_of_another_metric_takes_nothing_away() -> None:
    elsewhere = Period("Tracker down", PeriodKind.OUTAGE, on(130), on(139), ("visits",))
    metrics = {"orders": metric(), "visits": metric("visits")}
    plain = only(measured(company(metrics=metrics)))
    assert only(measured(company(metrics=metrics, periods=(elsewhere,)))) == plain


def test_a_missing_week_is_no_effect() -> None:
    series = values({START: 0.1})
    whole = only(measured(company(observations={"orders": observed(series)})))
    series[100:107] = np.nan
    results = measured(company(observations={"orders": observed(series)}))
    effect = only(results)
    assert effect.effect.p50 == pytest.approx(whole.effect.p50, abs=0.005)
    (view,) = results.series
    assert list(view.observed[100:107]) == [None] * 7
    assert not any(view.usable[100:107])
    assert all(view.usable[:100])


def redefined(*, declared: bool) -> Effect:
    """Count a fifth more from day 150 on, which has nothing to do with a decision of day 120."""
    series = values({150: 0.2})
    change = Period("New count", PeriodKind.DEFINITION, on(150), None, ("orders",))
    return only(
        measured(
            company(
                observations={"orders": observed(series)}, periods=(change,) if declared else ()
            )
        )
    )


def test_a_new_definition_does_not_become_an_effect() -> None:
    effect = redefined(declared=True)
    assert effect.verdict is Verdict.NOT_PROVEN
    assert effect.effect.low95 < 0 < effect.effect.high95
    assert abs(effect.effect.p50) < 0.02 < redefined(declared=False).effect.p50


def test_a_declared_event_is_not_taken_for_the_decision() -> None:
    """A sale of ten days twice, once before and once just after the decision."""
    series = values()
    for first in (60, 122):
        series[first : first + 10] *= 1.3
    sales = tuple(Period("Sale", PeriodKind.EVENT, on(first), on(first + 9)) for first in (60, 122))
    observations = {"orders": observed(series)}
    told = only(measured(company(observations=observations, periods=sales)))
    untold = only(measured(company(observations=observations)))
    assert told.verdict is Verdict.NOT_PROVEN
    assert abs(told.effect.p50) < 0.01
    told_width = told.effect.high95 - told.effect.low95
    assert told_width < untold.effect.high95 - untold.effect.low95


@pytest.mark.parametrize(
    ("grain", "count", "start"),
    [(Grain.WEEK, 104, 70), (Grain.MONTH, 48, 30), (Grain.QUARTER, 32, 20)],
)
def test_longer_periods_are_measured_in_their_own(grain: Grain, count: int, start: int) -> None:
    dates = first_days(grain, count)
    starts_on: date = dates[start].item()
    results = measured(
        company(
            metrics={"orders": metric(grain=grain)},
            observations={
                "orders": Observations(dates, values({start: 0.15}, length=count, sd=0.01))
            },
            decisions={"change": Decision("change", "Change", starts_on)},
        )
    )
    effect = only(results)
    assert effect.effect.low95 < 0.15 < effect.effect.high95
    assert effect.verdict is Verdict.GAIN
    assert effect.window.from_ == starts_on
    assert effect.window.periods == count - start
    index = period_index(dates, grain)
    assert effect.window.to == results.as_of == index.last_day_of(len(index) - 1)


def first_days(grain: Grain, count: int) -> np.ndarray:
    """Give the first day of consecutive periods."""
    if grain is Grain.WEEK:
        return np.datetime64(FIRST_DAY) + 7 * np.arange(count)
    step = 1 if grain is Grain.MONTH else 3
    months = np.datetime64("2016-01", "M") + step * np.arange(count)
    return months.astype("datetime64[D]")


def test_a_decision_in_the_middle_of_a_month_acts_on_part_of_it() -> None:
    dates = first_days(Grain.MONTH, 48)
    series = values({31: 0.2}, length=48, sd=0.005)
    series[30] *= 1.1
    half = Decision("change", "Change", date(2018, 7, 16))
    effect = only(
        measured(
            company(
                metrics={"orders": metric(grain=Grain.MONTH)},
                observations={"orders": Observations(dates, series)},
                decisions={"change": half},
            )
        )
    )
    # 17 full months and 16 days of 31: the average effect over the 18 months.
    average = 0.2 * (17 + 16 / 31) / 18
    assert effect.effect.p50 == pytest.approx(average, abs=0.01)
    assert effect.window.from_ == half.starts_on


def test_an_unfinished_period_is_not_counted() -> None:
    dates = first_days(Grain.MONTH, 48)
    workspace = company(
        metrics={"orders": metric(grain=Grain.MONTH)},
        observations={"orders": Observations(dates, values(length=48))},
        decisions={"change": Decision("change", "Change", date(2018, 7, 1))},
    )
    results = measured(workspace, as_of=date(2019, 12, 30))
    assert only(results).window.to == date(2019, 11, 30)
    (view,) = results.series
    assert view.dates[-1] == date(2019, 11, 1)


def test_a_shop_closed_on_sundays_has_no_missing_day() -> None:
    series = values({START: 0.1})
    series[np.arange(LENGTH) % 7 == 6] = np.nan
    results = measured(
        company(
            observations={"orders": observed(series)},
            decisions=decided(decision()),
            measurement=EXACT_DATES,
        )
    )
    (view,) = results.series
    assert len(view.dates) == LENGTH - LENGTH // 7
    assert all(view.usable)
    assert only(results).effect.low95 < 0.1 < only(results).effect.high95
