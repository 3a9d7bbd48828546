"""From the error of a measurement to the smallest effect that it would see."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import ndtri

from levier.errors import InvalidArgument
from levier.impact.checks.power import SEEN_FOUR_TIMES_IN_FIVE
from levier.impact.planning.chance import Chance, smallest_effect_seen


def test_without_prior_it_is_the_sum_of_two_quantiles() -> None:
    assert smallest_effect_seen(2.0, math.inf, Chance()) == 2 * SEEN_FOUR_TIMES_IN_FIVE


@pytest.mark.parametrize("power", [0.5, 0.8, 0.95])
def test_with_a_prior_the_posterior_range_leaves_out_zero_as_often_as_asked(power: float) -> None:
    """By the exact law of the posterior of a Gaussian with a Gaussian prior of mean zero."""
    data, prior = 0.6, 1.0
    kept = prior**2 / (prior**2 + data**2)
    sd = math.sqrt(kept) * data
    effect = smallest_effect_seen(sd, prior, Chance(power))
    estimates = effect + data * ndtri((np.arange(100_000) + 0.5) / 100_000)
    assert (kept * estimates > 1.959964 * sd).mean() == pytest.approx(power, abs=1e-4)


def test_data_that_add_nothing_see_nothing() -> None:
    assert smallest_effect_seen(0.2, 0.2, Chance()) == math.inf


@pytest.mark.parametrize("wrong", [{"power": 0.4}, {"power": 1.0}, {"level": 0.0}, {"level": 1.0}])
def test_impossible_chances_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidArgument, match="power"):
        Chance(**wrong)
