"""What every estimator must obey, whatever the data."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.impact.synthetic_control.panels import factor_panel, reordered

from levier.impact.designs.synthetic_control import (
    Estimator,
    Panel,
    difference_in_differences,
    ridge_augmented_synthetic_control,
    synthetic_control,
    synthetic_difference_in_differences,
)

ESTIMATORS = (
    difference_in_differences,
    synthetic_control,
    synthetic_difference_in_differences,
    ridge_augmented_synthetic_control,
)
every = pytest.mark.parametrize("estimator", ESTIMATORS)
WHOLE = factor_panel(3, treated=2, effect=1.5)


def moved(panel: Panel, scale: float, level: float) -> Panel:
    outcomes = level + scale * panel.outcomes
    return Panel(outcomes, panel.treated, panel.first_after, panel.units)


@every
@pytest.mark.parametrize("panel", [WHOLE, factor_panel(4, units=40, before=4)])
def test_the_order_of_units_changes_nothing(estimator: Estimator, panel: Panel) -> None:
    here, there = estimator(panel), estimator(reordered(panel, 9))
    assert there.effect == pytest.approx(here.effect, abs=1e-7)
    np.testing.assert_allclose(sorted(here.donor_weights), sorted(there.donor_weights), atol=1e-7)


@every
def test_the_unit_of_the_metric_changes_nothing_relative(estimator: Estimator) -> None:
    here, there = estimator(WHOLE), estimator(moved(WHOLE, 1000.0, 0.0))
    assert there.effect == pytest.approx(1000 * here.effect, rel=1e-7)
    np.testing.assert_allclose(there.donor_weights, here.donor_weights, atol=1e-8)


@every
def test_a_level_common_to_all_changes_nothing(estimator: Estimator) -> None:
    assert estimator(moved(WHOLE, 1.0, 500.0)).effect == pytest.approx(estimator(WHOLE).effect)


@every
def test_weights_sum_to_one_and_parts_agree(estimator: Estimator) -> None:
    found = estimator(WHOLE)
    assert found.donor_weights.sum() == pytest.approx(1)
    np.testing.assert_allclose(found.counterfactual + found.gap, WHOLE.treated_mean)
    assert found.effect == pytest.approx(found.gap[24:].mean())
    assert found.error_before == pytest.approx(np.sqrt((found.gap[:24] ** 2).mean()))
    assert found.error_after == pytest.approx(np.sqrt((found.gap[24:] ** 2).mean()))


@every
def test_an_effect_added_after_is_added_to_the_answer(estimator: Estimator) -> None:
    without = factor_panel(3, treated=2)
    assert estimator(WHOLE).effect - estimator(without).effect == pytest.approx(1.5)


def test_difference_in_differences_by_hand() -> None:
    before, after = np.split(WHOLE.outcomes, [24], axis=1)
    change = after.mean(axis=1) - before.mean(axis=1)
    by_hand = change[WHOLE.treated].mean() - change[~WHOLE.treated].mean()
    assert difference_in_differences(WHOLE).effect == pytest.approx(by_hand)


def test_period_weights_are_on_the_simplex_or_none() -> None:
    assert not synthetic_control(WHOLE).period_weights.any()
    found = synthetic_difference_in_differences(WHOLE).period_weights
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1)


def test_levels_out_of_reach_are_followed_once_taken_off() -> None:
    outcomes = WHOLE.outcomes + 100 * WHOLE.treated[:, None]
    high = Panel(outcomes, WHOLE.treated, 24, WHOLE.units)
    assert synthetic_control(high).error_before > 50
    for estimator in (synthetic_difference_in_differences, ridge_augmented_synthetic_control):
        assert estimator(high).effect == pytest.approx(estimator(WHOLE).effect)


def test_augmentation_follows_more_closely() -> None:
    # A treated unit beyond every donor: the simplex cannot reach it, a regression can.
    outcomes = WHOLE.outcomes.copy()
    outcomes[WHOLE.treated] = 2.5 * outcomes[2:4] - 1.5 * outcomes[4:6]
    outside = Panel(outcomes, WHOLE.treated, 24, WHOLE.units)
    augmented = ridge_augmented_synthetic_control(outside)
    assert augmented.donor_weights.min() < 0
    assert augmented.error_before < 0.5 * synthetic_control(outside).error_before
