"""Units reached at several dates: pooled by units and periods, with a range that holds."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.impact.synthetic_control.panels import factor_panel

from levier.errors import InvalidArgument
from levier.impact.designs.synthetic_control import (
    NEVER,
    NotAPanel,
    Refusal,
    SeveralDates,
    difference_in_differences,
    measure_several_dates,
    synthetic_difference_in_differences,
)

EFFECT, PANELS = 2.0, 60


def staggered(seed: int, *, units: int = 18) -> SeveralDates:
    outcomes = factor_panel(seed, units=units).outcomes.copy()
    dates = np.full(units, NEVER)
    dates[:3] = (18, 24, 24)
    for unit in range(3):
        outcomes[unit, dates[unit] :] += EFFECT
    return SeveralDates(outcomes, dates, tuple(f"unit {one}" for one in range(units)))


def test_dates_are_pooled_by_units_and_periods() -> None:
    panel = staggered(1)
    found = measure_several_dates(panel)
    assert found.shares == pytest.approx({18: 14 / 30, 24: 16 / 30})
    by_hand = {date: synthetic_difference_in_differences(p) for date, p in panel.panels().items()}
    assert found.effect == pytest.approx(
        sum(found.shares[date] * one.effect for date, one in by_hand.items())
    )
    assert found.estimates[18].effect == by_hand[18].effect


def test_nobody_reached_at_another_date_is_a_donor() -> None:
    panels = staggered(2).panels()
    assert {date: one.treated_count for date, one in panels.items()} == {18: 1, 24: 2}
    for one in panels.values():
        assert not {"unit 0", "unit 1", "unit 2"} & {
            name for name, reached in zip(one.units, one.treated, strict=True) if not reached
        }


def test_ranges_hold_the_planted_effect() -> None:
    held = []
    for seed in range(PANELS):
        low, high = measure_several_dates(
            staggered(300 + seed), estimator=difference_in_differences, most=40
        ).interval95
        held.append(low < EFFECT < high)
    # Three standard errors of 60 draws at 95 %: 8.4 points.
    assert np.mean(held) == pytest.approx(0.95, abs=0.084)


def test_a_large_effect_is_told_from_none() -> None:
    found = measure_several_dates(staggered(5), seed=3)
    assert found.p_value < 0.05
    assert found.interval95[0] > 0
    again = measure_several_dates(staggered(5), seed=3)
    assert (again.effect, again.standard_error) == (found.effect, found.standard_error)


def test_what_cannot_be_measured_says_why() -> None:
    whole = staggered(6)
    with pytest.raises(NotAPanel) as caught:
        measure_several_dates(SeveralDates(whole.outcomes, np.full(18, NEVER), whole.units))
    assert caught.value.refusal is Refusal.NO_TREATED_UNIT
    with pytest.raises(NotAPanel) as caught:
        measure_several_dates(staggered(7, units=8))
    assert caught.value.refusal is Refusal.TOO_FEW_DONORS_FOR_PLACEBOS
    assert caught.value.fields == {"donors": 5, "fewest": 6}
    with pytest.raises(InvalidArgument, match="expected"):
        SeveralDates(whole.outcomes, np.full(3, NEVER), whole.units)
