"""Standard errors: against their definition, and against the spread over simulated panels."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.impact.synthetic_control.panels import factor_panel, reordered

from levier.impact.designs.synthetic_control import (
    NotAPanel,
    Refusal,
    difference_in_differences,
    jackknife_standard_error,
    placebo_standard_error,
    synthetic_control,
    synthetic_difference_in_differences,
)

TWO = factor_panel(11, treated=2)


def test_jackknife_by_leaving_each_unit_out() -> None:
    estimate = synthetic_difference_in_differences(TWO)
    weights = np.full(len(TWO.units), 1 / TWO.treated_count)
    weights[~TWO.treated] = estimate.donor_weights
    after, before = TWO.outcomes[:, 24:], TWO.outcomes[:, :24]
    change = after.mean(axis=1) - before @ estimate.period_weights
    effects = []
    for unit in range(len(TWO.units)):
        kept = np.arange(len(TWO.units)) != unit
        donors, reached = kept & ~TWO.treated, kept & TWO.treated
        expected = np.average(change[donors], weights=weights[donors])
        effects.append(change[reached].mean() - expected)
    by_hand = np.sqrt((len(effects) - 1) * np.var(effects))
    assert jackknife_standard_error(TWO, estimate) == pytest.approx(by_hand)


def test_jackknife_refuses_what_one_unit_holds_alone() -> None:
    one = factor_panel(11)
    with pytest.raises(NotAPanel) as caught:
        jackknife_standard_error(one, synthetic_control(one))
    assert caught.value.refusal is Refusal.ONE_TREATED_UNIT
    twins = factor_panel(11, treated=2)
    twins.outcomes[:2] = twins.outcomes[2]
    with pytest.raises(NotAPanel) as caught:
        jackknife_standard_error(twins, synthetic_control(twins))
    assert caught.value.refusal is Refusal.ONE_WEIGHTED_DONOR


def test_every_donor_takes_the_place_of_one_treated_unit() -> None:
    one = factor_panel(12)
    donors = np.arange(1, 16)
    effects = [synthetic_control(one.pretend(donors[[i]], donors)).effect for i in range(15)]
    found = placebo_standard_error(one, synthetic_control, seed=1)
    assert found == pytest.approx(np.std(effects))
    assert found == placebo_standard_error(one, synthetic_control, seed=2)
    assert found == pytest.approx(
        placebo_standard_error(reordered(one, 5), synthetic_control, seed=1)
    )


def test_groups_are_drawn_by_the_seed_when_many() -> None:
    first = placebo_standard_error(TWO, difference_in_differences, seed=1, most=20)
    assert first == placebo_standard_error(TWO, difference_in_differences, seed=1, most=20)
    assert first != placebo_standard_error(TWO, difference_in_differences, seed=2, most=20)


def test_placebos_need_donors_to_spare() -> None:
    with pytest.raises(NotAPanel) as caught:
        placebo_standard_error(factor_panel(1, units=4), synthetic_control, seed=1)
    assert caught.value.refusal is Refusal.TOO_FEW_DONORS_FOR_PLACEBOS
    assert caught.value.fields == {"donors": 3, "fewest": 4}
