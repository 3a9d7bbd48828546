"""The placebo in space: right by hand, honest without effect, sharp with one."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.impact.synthetic_control.panels import factor_panel, reordered

from levier.impact.designs.synthetic_control import (
    placebo_in_space,
    synthetic_control,
    synthetic_difference_in_differences,
)


def test_ratio_and_rank_by_hand() -> None:
    panel = factor_panel(21)
    everyone = np.arange(16)
    found = [synthetic_control(panel.pretend(everyone[[one]], everyone)) for one in everyone]
    ratios = np.array([one.error_after / one.error_before for one in found])
    placebo = placebo_in_space(panel, seed=1)
    assert placebo.ratio == pytest.approx(ratios[0])
    np.testing.assert_allclose(placebo.placebo_ratios, ratios[1:])
    assert placebo.p_value == pytest.approx((ratios >= ratios[0]).mean())


def test_a_large_effect_comes_first() -> None:
    placebo = placebo_in_space(factor_panel(22, effect=8.0), seed=1)
    assert placebo.p_value == pytest.approx(1 / 16)
    assert placebo.ratio > placebo.placebo_ratios.max()


def test_ranks_are_even_without_effect() -> None:
    count = 200
    ranks = np.array(
        [
            round(8 * placebo_in_space(factor_panel(seed, units=8, before=10), seed=1).p_value)
            for seed in range(count)
        ]
    )
    observed = np.bincount(ranks, minlength=9)[1:]
    expected = count / 8
    # Chi-square with 7 degrees of freedom: 18.5 is its 99 % quantile.
    assert ((observed - expected) ** 2 / expected).sum() < 18.5


def test_several_treated_units_are_ranked_among_groups() -> None:
    panel = factor_panel(23, units=9, treated=2, effect=8.0)
    every = placebo_in_space(panel, seed=1, estimator=synthetic_difference_in_differences)
    assert len(every.placebo_ratios) == 36 - 1
    assert every.p_value == pytest.approx(1 / 36)
    drawn = placebo_in_space(panel, seed=1, most=15)
    assert len(drawn.placebo_ratios) in {14, 15}
    assert drawn.p_value == placebo_in_space(panel, seed=1, most=15).p_value


def test_the_order_of_units_changes_nothing() -> None:
    panel = factor_panel(24)
    here, there = placebo_in_space(panel, seed=1), placebo_in_space(reordered(panel, 3), seed=1)
    assert there.p_value == here.p_value
    assert there.ratio == pytest.approx(here.ratio)


def test_a_perfect_fit_before_counts_as_a_thousandth_of_the_noise() -> None:
    panel = factor_panel(25)
    panel.outcomes[0] = panel.outcomes[1:].mean(axis=0)
    panel.outcomes[0, 24:] += 5
    noise = np.diff(panel.outcomes[:, :24], axis=1).std()
    found = synthetic_control(panel)
    assert found.error_before < 1e-3 * noise
    assert placebo_in_space(panel, seed=1).ratio == pytest.approx(found.error_after / noise * 1e3)
