"""Conformal intervals: right by hand, exact where they should be, silent where they cannot tell."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.impact.synthetic_control.panels import factor_panel, reordered

from levier.errors import InvalidArgument
from levier.impact.designs.synthetic_control import (
    NotAPanel,
    Panel,
    Permutations,
    Refusal,
    Supposition,
    conformal_interval,
    conformal_p_value,
    difference_in_differences,
    synthetic_control,
    synthetic_difference_in_differences,
)


def white_noise(seed: int, *, before: int = 16, after: int = 4, effect: float = 0.0) -> Panel:
    generator = np.random.default_rng(seed)
    outcomes = 10 + generator.normal(size=(8, before + after))
    outcomes[0, before:] += effect
    return Panel(outcomes, np.arange(8) < 1, before, tuple("abcdefgh"))


def test_moving_blocks_by_hand() -> None:
    panel = white_noise(1)
    gap = panel.outcomes[0] - panel.outcomes[1:].mean(axis=0)
    residuals = np.abs(gap - gap.mean())
    sums = np.array([np.roll(residuals, shift)[16:].sum() for shift in range(20)])
    by_hand = (sums >= sums[0] - 1e-12).mean()
    assert conformal_p_value(panel, difference_in_differences) == pytest.approx(by_hand)


def test_an_effect_supposed_is_an_effect_taken_off() -> None:
    with_effect, without = white_noise(2, effect=3.0), white_noise(2)
    for estimator in (synthetic_control, synthetic_difference_in_differences):
        assert conformal_p_value(with_effect, estimator, effect=3.0) == conformal_p_value(
            without, estimator
        )


@pytest.mark.parametrize("permutations", list(Permutations))
def test_one_panel_in_twenty_is_rejected_without_effect(permutations: Permutations) -> None:
    # Gaussian noise without memory: periods are exchangeable and the test exact, at most 5 %; three
    # standard errors of 400 draws are 3.3 points.
    p_values = [
        conformal_p_value(
            white_noise(seed), difference_in_differences, permutations=permutations, seed=seed
        )
        for seed in range(400)
    ]
    assert np.mean(np.array(p_values) <= 0.05) == pytest.approx(0.05, abs=0.033)


def test_noise_that_remembers_deceives_independent_permutations() -> None:
    # Walks, which no donor follows: what a block remembers, an independent order forgets.
    rejected = dict.fromkeys(Permutations, 0.0)
    for seed in range(60):
        panel = white_noise(seed, before=40, after=10)
        walks = Panel(
            panel.outcomes.cumsum(axis=1) - 10 * np.arange(50), panel.treated, 40, panel.units
        )
        for permutations in Permutations:
            p_value = conformal_p_value(walks, difference_in_differences, permutations=permutations)
            rejected[permutations] += (p_value <= 0.05) / 60
    assert rejected[Permutations.INDEPENDENT] > 0.3
    assert rejected[Permutations.MOVING_BLOCK] < rejected[Permutations.INDEPENDENT] / 2


@pytest.mark.parametrize("permutations", list(Permutations))
def test_the_interval_holds_what_is_not_rejected(permutations: Permutations) -> None:
    panel = factor_panel(7, before=40, effect=2.0)
    estimator = synthetic_difference_in_differences
    found = conformal_interval(panel, estimator, permutations=permutations)
    assert found.low < estimator(panel).effect < found.high
    assert found.p_value <= 0.05
    assert not found.low <= 0 <= found.high
    for beyond in (found.low - 1e-3, found.high + 1e-3):
        tested = conformal_p_value(panel, estimator, effect=beyond, permutations=permutations)
        assert tested <= 0.05 + 1e-9
    wider = conformal_interval(panel, estimator, 0.96, permutations=permutations)
    assert wider.low <= found.low < found.high <= wider.high


def test_an_average_effect_is_tested_on_blocks() -> None:
    panel = factor_panel(8, before=42, after=4, effect=1.0)
    means = panel.outcomes[:, 2:].reshape(16, 11, 4).mean(axis=2)
    blocks = Panel(means, panel.treated, 10, panel.units)
    average = conformal_p_value(panel, synthetic_control, supposition=Supposition.AVERAGE_EFFECT)
    assert average == conformal_p_value(blocks, synthetic_control)
    found = conformal_interval(
        panel, synthetic_control, 0.8, supposition=Supposition.AVERAGE_EFFECT
    )
    assert found.low < found.high
    assert found.p_value == average


@pytest.mark.parametrize(
    ("panel", "supposition", "refusal"),
    [
        (white_noise(3, before=12), Supposition.CONSTANT_EFFECT, Refusal.TOO_FEW_PERMUTATIONS),
        (white_noise(3), Supposition.AVERAGE_EFFECT, Refusal.TOO_FEW_PERMUTATIONS),
        (white_noise(3, after=12), Supposition.AVERAGE_EFFECT, Refusal.TOO_FEW_PERMUTATIONS),
        (white_noise(3, after=30), Supposition.CONSTANT_EFFECT, Refusal.NO_EFFECT_REJECTED),
    ],
)
def test_too_few_periods_before(panel: Panel, supposition: Supposition, refusal: Refusal) -> None:
    with pytest.raises(NotAPanel) as caught:
        conformal_interval(panel, difference_in_differences, supposition=supposition)
    assert caught.value.refusal is refusal


def test_an_effect_that_runs_away_has_no_constant_one() -> None:
    panel = white_noise(4, before=30, after=6)
    panel.outcomes[0, 30:] += 20 * np.arange(6)
    with pytest.raises(NotAPanel) as caught:
        conformal_interval(panel, difference_in_differences)
    assert caught.value.refusal is Refusal.NO_CONSTANT_EFFECT


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0])
def test_the_level_is_a_share(level: float) -> None:
    with pytest.raises(InvalidArgument, match="level is"):
        conformal_interval(white_noise(5), difference_in_differences, level)


def test_the_order_of_units_changes_nothing() -> None:
    panel = factor_panel(9)
    here = conformal_interval(panel, synthetic_control)
    there = conformal_interval(reordered(panel, 2), synthetic_control)
    assert (there.low, there.high) == pytest.approx((here.low, here.high), rel=1e-6)
    assert there.p_value == here.p_value
