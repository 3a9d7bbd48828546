"""Planted effects recovered, nothing found where there is nothing, error bars that hold.

The full figures are in ``benchmarks/calibration.py``; here fewer series, with tolerances of four
Monte-Carlo standard errors around the bounds claimed there.
"""

import numpy as np
import pytest
from benchmarks.planted_series import Recipe
from benchmarks.prepared_series import interventions, planted, to_measure
from numpy.typing import NDArray

from levier.impact.designs.interrupted_time_series import JointMeasurement, measure_jointly

LEVELS = np.array([0.025, 0.25, 0.75, 0.975])


def measured(recipe: Recipe, seed: int, *, averaging: bool) -> JointMeasurement:
    series = planted(recipe, 11, seed)
    return measure_jointly(
        to_measure(series), interventions(series, averaging=averaging), averaging=averaging
    )


def intervals(
    recipe: Recipe, count: int, *, averaging: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Quantiles (m, 4) and truths (m,) of every decision of ``count`` series."""
    found, truths = [], []
    for seed in range(count):
        mixture = measured(recipe, seed, averaging=averaging).posterior.mixture
        decisions = planted(recipe, 11, seed).decisions
        found += [mixture.marginal(k).quantiles(LEVELS) for k in range(len(decisions))]
        truths += [decision.effect for decision in decisions]
    return np.array(found), np.array(truths)


def test_one_decision_is_covered_as_often_as_claimed_and_rarely_found_for_nothing() -> None:
    """150 series: standard error 1.8 points at 95 %, 4.1 at 50 %, 3.2 on 45 placebos."""
    found, truth = intervals(Recipe(), 150, averaging=False)
    inside95 = np.mean((found[:, 0] <= truth) & (truth <= found[:, 3]))
    inside50 = np.mean((found[:, 1] <= truth) & (truth <= found[:, 2]))
    nothing = truth == 0
    false = np.mean((found[nothing, 0] > 0) | (found[nothing, 3] < 0))
    assert inside95 >= 0.95 - 4 * 0.018
    assert 0.50 - 4 * 0.041 <= inside50 <= 0.50 + 4 * 0.041
    assert false <= 0.05 + 4 * 0.032


def test_five_overlapping_decisions_and_their_sum_are_covered() -> None:
    """30 series of five: standard error 1.8 points on 150 effects, 4 on 30 sums."""
    recipe = Recipe(decisions=5, shapes=True)
    found, truth = intervals(recipe, 30, averaging=False)
    assert np.mean((found[:, 0] <= truth) & (truth <= found[:, 3])) >= 0.95 - 4 * 0.018
    inside = 0
    for seed in range(30):
        mixture = measured(recipe, seed, averaging=False).posterior.mixture
        low, high = mixture.combination(np.ones(5)).quantiles(LEVELS[[0, 3]])
        total = sum(decision.effect for decision in planted(recipe, 11, seed).decisions)
        inside += low <= total <= high
    assert inside / 30 >= 0.95 - 4 * 0.04


@pytest.mark.parametrize("recipe", [Recipe(late_by=7), Recipe(true_ramp=30)])
def test_wrong_dates_and_slow_ramps_are_averaged_over(recipe: Recipe) -> None:
    """60 series: standard error 2.8 points; the bound is what a declared step alone reaches."""
    averaged, truth = intervals(recipe, 60, averaging=True)
    declared, _ = intervals(recipe, 60, averaging=False)
    covered = np.mean((averaged[:, 0] <= truth) & (truth <= averaged[:, 3]))
    naive = np.mean((declared[:, 0] <= truth) & (truth <= declared[:, 3]))
    assert covered >= 0.93 - 4 * 0.033
    assert covered >= naive


def test_a_strong_effect_is_found_where_it_is() -> None:
    series = planted(Recipe(noise="clean"), 3)
    boosted = series.target + 0.3 * (np.arange(730) >= series.decisions[0].start)
    ready = to_measure(series)
    result = measure_jointly(
        type(ready)(boosted, ready.usable, ready.background, ready.scale),
        interventions(series, averaging=True),
    )
    truth = series.decisions[0].effect + 0.3
    mean = result.posterior.mixture.mean[0]
    sd = float(np.sqrt(result.posterior.mixture.covariance[0, 0]))
    assert abs(mean - truth) < 4 * sd
    assert result.posterior.weights[0][0] > 0.4


def test_the_same_series_gives_the_same_answer() -> None:
    first = measured(Recipe(decisions=5, shapes=True), 4, averaging=True)
    second = measured(Recipe(decisions=5, shapes=True), 4, averaging=True)
    np.testing.assert_array_equal(first.posterior.mixture.means, second.posterior.mixture.means)


def test_outliers_are_pulled_in_and_reported() -> None:
    series = planted(Recipe(noise="clean"), 5)
    spoiled = to_measure(series)
    spoiled.target[[100, 300]] += 2.0
    result = measure_jointly(spoiled, interventions(series, averaging=False), averaging=False)
    assert result.touched[[100, 300]].all()
    assert result.touched.sum() < 40
    assert np.abs(result.cleaned[100] - spoiled.target[100]) > 1.5


def test_masked_periods_may_hold_anything() -> None:
    series = planted(Recipe(noise="clean"), 6)
    ready = to_measure(series)
    usable = ready.usable.copy()
    usable[200:214] = False
    answers = []
    for filling in (0.0, 50.0):
        target = np.where(usable, ready.target, filling)
        masked = type(ready)(target, usable, ready.background, ready.scale)
        result = measure_jointly(masked, interventions(series, averaging=False), averaging=False)
        answers.append(result.posterior.mixture.mean[0])
    assert answers[0] == pytest.approx(answers[1], abs=1e-12)
