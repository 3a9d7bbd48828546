"""From effects to money: units, directions, margins with their range, values counted once."""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.engine.workspace.measurement.company import (
    LENGTH,
    START,
    arms,
    company,
    decided,
    decision,
    effect_of,
    expects,
    measured,
    metric,
    observed,
    on,
    only,
    values,
)

from levier.workspace.model import DesignChoice, Direction, Kind
from levier.workspace.results import Design, Grade, Interval, ScaledInterval, Verdict

if TYPE_CHECKING:
    from levier.workspace.results import Results

AFTER = LENGTH - START


def figures(one: Interval | ScaledInterval | None) -> list[float]:
    """Give the five quantiles."""
    assert one is not None
    return list(astuple(one)[-5:])


def shop(level: float = 1000.0, value: tuple[float, float, float] = (8, 10, 12)) -> Results:
    return measured(
        company(
            metrics={"orders": metric(value_per_unit=value)},
            observations={"orders": observed(values({START: 0.1}, level=level))},
        )
    )


def test_the_unit_of_a_metric_does_not_matter() -> None:
    units, thousands = only(shop()), only(shop(level=1.0, value=(8000, 10_000, 12_000)))
    assert figures(thousands.effect) == pytest.approx(figures(units.effect), rel=1e-6)
    assert figures(thousands.money) == pytest.approx(figures(units.money), rel=1e-6)
    assert figures(units.cumulative) == pytest.approx(
        [1000 * one for one in figures(thousands.cumulative)], rel=1e-6
    )


def test_money_is_the_cumulative_at_its_margin() -> None:
    effect = only(shop(value=(10, 10, 10)))
    assert figures(effect.money) == pytest.approx([10 * one for one in figures(effect.cumulative)])
    assert figures(effect.cumulative) == pytest.approx(
        [AFTER * one for one in figures(effect.average)]
    )
    # A tenth of a thousand, ninety times: the planted gain in units.
    assert effect.cumulative.low95 < 100 * AFTER < effect.cumulative.high95


def test_an_uncertain_margin_widens_money_and_leaves_its_median() -> None:
    sure, unsure = only(shop(value=(10, 10, 10))).money, only(shop(value=(5, 10, 20))).money
    assert sure is not None
    assert unsure is not None
    assert unsure.p50 == pytest.approx(sure.p50, rel=0.1)
    # P10 to P90 of the margin is a factor of four, which alone is 1.5 times the median.
    assert unsure.p90 - unsure.p10 > 1.2 * sure.p50 > 3 * (sure.p90 - sure.p10)


def test_a_metric_without_a_value_has_no_money_and_is_in_no_total() -> None:
    results = measured(company())
    effect = only(results)
    assert effect.money is None
    assert effect.projection is None
    assert not effect.in_total
    assert results.portfolio.value == Interval(0, 0, 0, 0, 0)


@pytest.mark.parametrize("margin", [(2, 3, 4), (-4, -3, -2)])
def test_what_should_fall_and_falls_is_a_gain(margin: tuple[float, float, float]) -> None:
    """A ticket avoided saves 3; said as what one more costs (-3), it saves as much."""
    tickets = metric("tickets", direction=Direction.DOWN, value_per_unit=margin)
    results = measured(
        company(
            metrics={"tickets": tickets},
            observations={"tickets": observed(values({START: -0.1}))},
            expectations=(expects(moved="tickets"),),
        )
    )
    effect = only(results)
    assert effect.verdict is Verdict.GAIN
    assert effect.cumulative.high95 < 0
    assert effect.money is not None
    assert effect.money.low95 > 0
    assert effect.probability_right_direction > 0.99
    assert results.portfolio.proven.p50 > 0


def test_what_should_fall_and_rises_is_a_loss() -> None:
    tickets = metric("tickets", direction=Direction.DOWN, value_per_unit=(2, 3, 4))
    results = measured(
        company(
            metrics={"tickets": tickets},
            observations={"tickets": observed(values({START: 0.1}))},
            expectations=(expects(moved="tickets"),),
        )
    )
    assert only(results).verdict is Verdict.LOSS
    assert results.portfolio.proven.high95 < 0


def test_a_ratio_counts_in_units_of_its_numerator() -> None:
    """Two points more on a rate of 20 %, over 500 visitors a day: ten buyers a day."""
    weights = np.full(LENGTH, 500.0)
    rate = values(level=0.20, sd=0.01)
    rate[START:] += 0.02
    results = measured(
        company(
            metrics={"orders": metric(kind=Kind.RATIO, value_per_unit=(30, 30, 30))},
            observations={"orders": observed(rate, weights=weights)},
        )
    )
    effect = only(results)
    assert effect.average.low95 < 10 < effect.average.high95
    assert effect.effect.low95 < 0.1 < effect.effect.high95
    assert effect.money is not None
    assert effect.money.p50 == pytest.approx(30 * AFTER * effect.average.p50)


def family(*, of_child: tuple[float, float, float] | None = (1, 1, 1)) -> Results:
    """Measure one decision on sign-ups and on the orders of which they are a part."""
    return measured(
        company(
            metrics={
                "orders": metric(value_per_unit=(10, 10, 10)),
                "signups": metric("signups", value_per_unit=of_child, parent="orders"),
            },
            observations={
                "orders": observed(values({START: 0.1})),
                "signups": observed(values({START: 0.1}, seed=2)),
            },
            expectations=(expects(), expects(moved="signups")),
        )
    )


def test_a_metric_and_its_part_are_counted_once() -> None:
    results = family()
    parent, child = effect_of(results, "change"), effect_of(results, "change", "signups")
    assert (parent.in_total, child.in_total) == (True, False)
    assert child.money is not None
    assert "Orders" in " ".join(note["en"] for note in child.diagnostics.notes)
    assert results.portfolio.unshrunk == family(of_child=None).portfolio.unshrunk


def test_two_decisions_on_parent_and_part_are_both_counted() -> None:
    one, two = decision("one"), decision("two", START + 30)
    results = measured(
        company(
            metrics={
                "orders": metric(value_per_unit=(10, 10, 10)),
                "signups": metric("signups", value_per_unit=(1, 1, 1), parent="orders"),
            },
            observations={
                "orders": observed(values({START: 0.1})),
                "signups": observed(values({START + 30: 0.1}, seed=2)),
            },
            decisions=decided(one, two),
            expectations=(expects("one"), expects("two", "signups")),
        )
    )
    assert all(effect.in_total for effect in results.effects)


def test_what_is_declared_enters_no_total() -> None:
    stated = expects(design=DesignChoice.DECLARED, low=0.05, mid=0.1, high=0.2)
    results = measured(
        company(
            metrics={"orders": metric(value_per_unit=(10, 10, 10))},
            observations={"orders": observed(values())},
            expectations=(stated,),
        )
    )
    effect = only(results)
    assert (effect.design, effect.grade) == (Design.DECLARED, Grade.E)
    assert effect.verdict is Verdict.NOT_PROVEN
    assert effect.money is not None
    assert effect.money.p50 == pytest.approx(0.1 * 1000 * 10 * AFTER, rel=0.1)
    assert results.portfolio.declared == effect.money
    nothing = Interval(0, 0, 0, 0, 0)
    assert (results.portfolio.value, results.portfolio.proven) == (nothing, nothing)
    assert results.portfolio.by_grade == {}


def test_a_projection_is_a_year_of_the_same_and_in_no_total() -> None:
    results = shop(value=(10, 10, 10))
    effect = only(results)
    assert effect.money is not None
    assert effect.projection is not None
    assert effect.projection.p50 == pytest.approx(effect.money.p50 * 365.25 / AFTER, rel=1e-9)
    assert results.portfolio.unshrunk == effect.money


def test_a_decision_that_ended_projects_nothing() -> None:
    ended = decided(decision(ends_on=on(160)))
    series = values({START: 0.1})
    series[161:] /= 1.1
    results = measured(
        company(
            metrics={"orders": metric(value_per_unit=(10, 10, 10))},
            observations={"orders": observed(series)},
            decisions=ended,
        )
    )
    effect = only(results)
    assert effect.window.to == on(160)
    assert effect.projection == Interval(0, 0, 0, 0, 0)
    assert effect.effect.low95 < 0.1 < effect.effect.high95


def test_a_test_and_its_series_are_one_answer() -> None:
    """The launched test informs the series: one effect, narrower than either alone."""
    with_test = measured(company(experiments=arms()))
    tested, alone = only(with_test), only(measured(company()))
    assert (tested.design, alone.design) == (Design.EXPERIMENT, Design.SERIES)
    assert width(tested.effect) < width(alone.effect)
    by_test = replace(expects(), design=DesignChoice.EXPERIMENT)
    test_only = only(measured(company(experiments=arms(), expectations=(by_test,))))
    assert width(tested.effect) < width(test_only.effect)


def width(one: ScaledInterval) -> float:
    """Give the width of the 95 % interval."""
    return one.high95 - one.low95
