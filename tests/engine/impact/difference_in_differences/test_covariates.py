"""Trends that depend on a covariate mislead the plain comparison and not the doubly robust one."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from tests.engine.impact.difference_in_differences.panels import panel_of

from levier.errors import InvalidArgument
from levier.impact.designs.difference_in_differences import (
    NEVER,
    Aggregation,
    NotARollout,
    Panel,
    Refusal,
    measure_rollout,
)

EFFECT, SIMULATIONS = 2.0, 200


def drifting(seed: int, *, bend: float = 0.0) -> Panel:
    """Draw 160 units of which the large ones are reached more often and grow faster anyway.

    ``bend`` makes growth quadratic in size, so that a regression on size is wrong.
    """
    generator = np.random.default_rng(seed)
    size = generator.normal(size=160)
    reached = generator.random(160) < 1 / (1 + np.exp(-0.8 * size))
    growth = 1.5 * size + bend * size**2
    outcome = growth[:, None] * np.arange(4) + generator.normal(size=(160, 4))
    outcome[reached, 2:] += EFFECT
    panel = panel_of(outcome, np.where(reached, 2, NEVER).astype(np.int64))
    return replace(panel, covariates=size[:, None])


def test_without_columns_it_is_the_plain_comparison() -> None:
    panel = drifting(1)
    plain = measure_rollout(replace(panel, covariates=None)).cells
    adjusted = measure_rollout(replace(panel, covariates=np.empty((160, 0)))).cells
    np.testing.assert_allclose(adjusted.value, plain.value, atol=1e-9)
    np.testing.assert_allclose(adjusted.influence, plain.influence, atol=1e-8)


@pytest.mark.parametrize("bend", [0.0, 0.5])
def test_planted_effects_are_covered_where_plain_ones_are_not(bend: float) -> None:
    held = np.zeros(2)
    for seed in range(SIMULATIONS):
        panel = drifting(seed, bend=bend)
        for place, one in enumerate((panel, replace(panel, covariates=None))):
            overall = measure_rollout(one, draws=100).aggregations[Aggregation.SIMPLE].overall
            assert overall.interval95 is not None
            held[place] += overall.interval95[0] < EFFECT < overall.interval95[1]
    # Four Monte-Carlo errors at 95 %. The bent case leans on the odds of being reached alone.
    assert held[0] / SIMULATIONS == pytest.approx(
        0.95, abs=4 * math.sqrt(0.95 * 0.05 / SIMULATIONS)
    )
    assert held[1] / SIMULATIONS < 0.5


def test_the_unit_of_a_covariate_changes_nothing() -> None:
    panel = drifting(3)
    assert panel.covariates is not None
    moved = replace(panel, covariates=1e6 + 1e4 * panel.covariates)
    np.testing.assert_allclose(
        measure_rollout(moved).cells.influence, measure_rollout(panel).cells.influence, rtol=1e-6
    )


def refused(panel: Panel, covariates: np.ndarray) -> NotARollout:
    with pytest.raises(NotARollout) as caught:
        measure_rollout(replace(panel, covariates=covariates))
    return caught.value


def test_unusable_covariates_say_why() -> None:
    panel = drifting(4)
    size = panel.covariates
    assert size is not None
    gone = size.copy()
    gone[7] = np.nan
    missing = refused(panel, gone)
    assert (missing.refusal, missing.fields) == (Refusal.MISSING_COVARIATE, {"unit": "shop 7"})
    assert refused(panel, np.hstack([size, 2 * size])).refusal is Refusal.COLLINEAR_COVARIATES
    reached = (panel.first_treated == 2).astype(float)[:, None]
    assert refused(panel, size + 20 * reached).refusal is Refusal.NO_OVERLAP
    with pytest.raises(InvalidArgument, match="covariates has shape"):
        replace(panel, covariates=size[:5])
