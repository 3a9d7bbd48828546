"""Monthly series of a few years, where the season alone takes a fifth of the data.

The case that once broke everything: a noise model borrowed its penalty from another and found
no noise at all. Error bars must hold here too.
"""

import numpy as np
import pytest

from levier.impact.designs.interrupted_time_series import (
    Interventions,
    SeriesToMeasure,
    measure_jointly,
)
from levier.impact.models.candidate_averaging import CandidateSet
from levier.impact.models.regression_design import background
from levier.impact.models.seasonality import seasonal_contrasts

ENDS = np.array([0.025, 0.975])


def interval(periods: int, seed: int) -> np.ndarray:
    """Measure nothing: a step without effect in level, season and noise, from two thirds on."""
    generator = np.random.default_rng([51, periods, seed])
    months = np.arange(periods)
    level = np.cumsum(generator.normal(size=periods)) * 0.02
    season = generator.normal(size=12)[months % 12] * 0.1
    target = 5 + level + season + generator.normal(size=periods) * 0.05
    spread = float(target.std())
    known = background(
        periods, spread, seasonal_contrasts(months % 12), generator.normal(size=(periods, 3))
    )
    step = (months >= 2 * periods // 3).astype(float)[:, None]
    asked = Interventions((CandidateSet(step, np.zeros(1)),), np.zeros(1), np.full(1, 0.04))
    series = SeriesToMeasure(target, np.ones(periods, dtype=bool), known, spread, 0.4)
    result = measure_jointly(series, asked, averaging=False)
    return result.posterior.mixture.marginal(0).quantiles(ENDS)


@pytest.mark.parametrize("periods", [30, 36, 60, 120])
def test_nothing_is_found_where_there_is_nothing(periods: int) -> None:
    """120 placebos: the standard error of a rate of 5 % is 2 points."""
    found = np.array([interval(periods, seed) for seed in range(120)])
    false = np.mean((found[:, 0] > 0) | (found[:, 1] < 0))
    assert false <= 0.05 + 4 * 0.02


def test_a_longer_series_tells_more() -> None:
    widths = [
        np.median([np.ptp(interval(periods, seed)) for seed in range(30)])
        for periods in (36, 60, 120)
    ]
    assert widths[0] > widths[1] > widths[2] > 0.02
