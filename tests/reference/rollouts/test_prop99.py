"""California's Proposition 99: the three estimates of Arkhangelsky et al. (2021), table 1."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from tests.engine.impact.synthetic_control.panels import panel_from_rows
from tests.reference.data import reference_file

from levier.impact.designs.synthetic_control import (
    Estimator,
    Panel,
    difference_in_differences,
    placebo_in_space,
    placebo_standard_error,
    synthetic_control,
    synthetic_difference_in_differences,
)

DRAWS_OF_THE_PAPER = 200


@pytest.fixture(scope="module")
def panel() -> Panel:
    rows = pl.read_csv(reference_file("impact_prop99/prop99.csv"))
    return panel_from_rows(
        rows, "state", "year", "cigsale", treated={"California"}, first_after=1989
    )


# Figures are printed to a decimal. The authors' solver stops when a step gains little, ours at the
# optimum: that moves synthetic control, whose objective is flat, by a tenth of a pack.
@pytest.mark.parametrize(
    ("estimator", "published", "tolerance"),
    [
        (difference_in_differences, -27.349, 0.001),
        (synthetic_control, -19.6, 0.15),
        (synthetic_difference_in_differences, -15.6, 0.05),
    ],
)
def test_packs_per_head(
    panel: Panel, estimator: Estimator, published: float, tolerance: float
) -> None:
    assert estimator(panel).effect == pytest.approx(published, abs=tolerance)


@pytest.mark.parametrize(
    ("estimator", "published"),
    [
        (difference_in_differences, 17.7),
        (synthetic_control, 9.9),
        (synthetic_difference_in_differences, 8.4),
    ],
)
def test_standard_errors(panel: Panel, estimator: Estimator, published: float) -> None:
    # The paper drew donors at random where we take each once: its figure must be among those
    # that 200 such draws give.
    donors = np.flatnonzero(~panel.treated)
    effects = [estimator(panel.pretend(donors[[one]], donors)).effect for one in range(38)]
    draws = np.random.default_rng(1).choice(effects, (5000, DRAWS_OF_THE_PAPER)).std(axis=1)
    low, high = np.quantile(draws, [0.025, 0.975])
    assert low < published < high
    assert low < placebo_standard_error(panel, estimator, seed=1) < high


def test_donors_are_those_of_abadie_and_colleagues(panel: Panel) -> None:
    weights = dict(
        zip(
            [name for name in panel.units if name != "California"],
            synthetic_control(panel).donor_weights,
            strict=True,
        )
    )
    largest = sorted(weights, key=lambda name: -weights[name])[:4]
    # They match on covariates too; with outcomes alone Colorado's weight goes to the others.
    assert set(largest) == {"Utah", "Nevada", "Montana", "Connecticut"}


def test_california_is_among_the_first(panel: Panel) -> None:
    placebo = placebo_in_space(panel, seed=1)
    assert len(placebo.placebo_ratios) == 38
    assert placebo.p_value < 0.1
