"""A metric too short for a series is compared before and after, with a wide range and grade D."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.engine.workspace.measurement.company import (
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
    reasons,
    values,
)

from levier.workspace.model import DesignChoice, Direction, Period, PeriodKind
from levier.workspace.results import CheckStatus, Design, Grade, Verdict

if TYPE_CHECKING:
    from levier.workspace.model import Workspace

ASKED = expects(design=DesignChoice.BEFORE_AFTER)


def short(before: int = 6, after: int = 3, effect: float = 0.5, **parts: Any) -> Workspace:
    """Build a company with a few periods, and a decision worth a half more."""
    made = values({before: effect}, length=before + after)
    plain: dict[str, Any] = {
        "observations": {"orders": observed(made)},
        "decisions": decided(decision(starts=before)),
    }
    return company(**{**plain, **parts})


def test_a_short_metric_is_compared_before_and_after() -> None:
    effect = only(measured(short()))
    assert (effect.design, effect.grade) == (Design.BEFORE_AFTER, Grade.D)
    assert effect.effect.low95 < 0.5 < effect.effect.high95
    assert effect.verdict is Verdict.GAIN
    assert effect.window.periods == 3


def test_what_is_small_is_not_proven_and_says_what_would_settle_it() -> None:
    effect = only(measured(short(effect=0.01)))
    assert effect.verdict is Verdict.NOT_PROVEN
    assert effect.settling is not None
    assert effect.settling.more_periods is None
    assert "longer past" in effect.settling.sentence["en"]


def test_the_sum_is_what_the_periods_after_made_more() -> None:
    valued = {"orders": metric(value_per_unit=(2.0, 2.0, 2.0))}
    results = measured(short(metrics=valued))
    effect = only(results)
    assert effect.in_total
    assert effect.money is not None
    assert effect.cumulative.p50 == pytest.approx(3 * effect.average.p50)
    assert effect.money.p50 == pytest.approx(2 * effect.cumulative.p50)
    assert results.portfolio.value.p50 == pytest.approx(effect.money.p50)
    assert effect.average.p50 == pytest.approx(500, rel=0.15)


def test_it_is_chosen_only_when_the_series_cannot_answer() -> None:
    assert only(measured(short(before=30, after=30))).design is Design.SERIES
    assert only(measured(short(before=30, after=1))).design is Design.BEFORE_AFTER
    assert only(measured(short(before=5, after=30))).design is Design.BEFORE_AFTER


def test_it_may_be_asked_for_and_another_is_never_replaced_by_it() -> None:
    long = short(before=30, after=30, expectations=(ASKED,))
    assert only(measured(long)).design is Design.BEFORE_AFTER
    by_series = short(expectations=(expects(design=DesignChoice.SERIES),))
    assert reasons(measured(by_series)) == {("change", "orders"): "too_short_before"}


@pytest.mark.parametrize(
    ("before", "after", "reason"), [(3, 5, "too_short_before"), (1, 1, "too_short_before")]
)
def test_too_few_periods_stay_refused(before: int, after: int, reason: str) -> None:
    results = measured(short(before, after))
    assert reasons(results) == {("change", "orders"): reason}
    assert "four periods" in results.not_measured[0].sentence["en"]


def test_the_week_in_which_it_starts_is_on_neither_side() -> None:
    weeks = observed(values({6: 0.5}, length=9), days=7)
    weekly = replace(metric(), grain=type(metric().grain).WEEK)
    midweek = decided(decision(starts=6 * 7 + 3))
    parts: dict[str, Any] = {"metrics": {"orders": weekly}, "observations": {"orders": weeks}}
    effect = only(measured(short(decisions=midweek, **parts)))
    assert effect.window.from_ == on(7, days=7)
    assert effect.window.periods == 2


def test_a_neighbour_cuts_the_stretch_off_and_is_named() -> None:
    made = values({6: 0.5, 12: 1.0}, length=18)
    both = decided(decision(starts=6), decision("second", starts=12, title="Second"))
    rows = (ASKED, replace(ASKED, decision="second"))
    parts = {"observations": {"orders": observed(made)}, "decisions": both, "expectations": rows}
    results = measured(company(**parts))
    for name, planted in (("change", 0.5), ("second", 1.0)):
        effect = effect_of(results, name)
        assert effect.window.periods == 6
        assert effect.effect.low95 < planted < effect.effect.high95
        assert effect.effect.p50 == pytest.approx(planted, rel=0.1)
    notes = [note["en"] for note in effect_of(results, "change").diagnostics.notes]
    assert any("(Second)" in note for note in notes)


def test_two_decisions_at_once_cannot_be_told_apart() -> None:
    both = decided(decision(starts=6), decision("second", starts=6))
    rows = (expects(), expects("second"))
    results = measured(short(decisions=both, expectations=rows))
    assert set(reasons(results).values()) == {"too_short_before"}


def test_what_was_declared_is_left_out() -> None:
    made = values({8: 0.5}, length=12)
    made[2], made[9] = 1.0, 9000.0
    periods = (
        Period("down", PeriodKind.OUTAGE, on(2), on(2)),
        Period("sale", PeriodKind.EVENT, on(9), on(9)),
    )
    parts: dict[str, Any] = {"observations": {"orders": observed(made)}, "periods": periods}
    effect = only(measured(short(before=8, after=4, expectations=(ASKED,), **parts)))
    assert effect.effect.p50 == pytest.approx(0.5, rel=0.1)
    assert effect.window.periods == 3


def test_a_drift_before_is_flagged_and_proves_nothing() -> None:
    climbing = 1000 * np.exp(0.05 * np.arange(11)) + np.resize([1.0, -1.0, 0.5], 11)
    parts: dict[str, Any] = {"observations": {"orders": observed(climbing)}}
    effect = only(measured(short(before=8, after=3, **parts)))
    (drift,) = (one for one in effect.diagnostics.checks if one.name == "drift_before")
    assert drift.status is CheckStatus.FAILED
    assert effect.verdict is Verdict.NOT_PROVEN
    assert effect.grade is Grade.D


def test_a_metric_that_should_fall_gains_by_falling() -> None:
    falling = {"orders": metric(direction=Direction.DOWN)}
    effect = only(measured(short(effect=-0.5, metrics=falling)))
    assert effect.verdict is Verdict.GAIN
    assert effect.probability_right_direction > 0.95


def test_a_forecast_is_scored_and_moves_nothing() -> None:
    told = (expects(low=0.4, mid=0.5, high=0.6),)
    effect, plain = only(measured(short(expectations=told))), only(measured(short()))
    assert effect.forecast is not None
    assert effect.forecast.inside80
    assert effect.effect == plain.effect
