r"""Counts to come from counts seen: gamma-Poisson, over-dispersed, with an uncertain growth.

In period :math:`t`, of length :math:`e_t`, the count is negative binomial with mean
:math:`e_t \mu \exp(g (t - \bar t))` and variance :math:`m + \phi m^2`. The posterior of
:math:`(\mu, g, \phi)` is computed on a grid and drawn from; futures are simulated from the draws.
Priors, weak and free of the unit:

- :math:`\mu` gamma of shape ½ (worth half an event), its mean the pace that the rule asks for;
- :math:`g` normal around zero, one standard deviation being a doubling or a halving from the first
  period seen to the last one to come;
- :math:`\phi` exponential of mean ½, and zero (Poisson) with a chance of one in four.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RATES, GROWTHS = 61, 21
RATE_SHAPE = 0.5
DISPERSIONS = np.array([0.0, 0.05, 0.1, 0.2, 0.35, 0.6, 1.0, 1.6, 2.5])
_MEAN_DISPERSION = 0.5
_POISSON_CHANCE = 0.25
_FARTHEST_GROWTH = 2.5
"""In standard deviations of its prior."""


@dataclass(frozen=True, slots=True)
class CountForecast:
    """Futures of a count.

    Attributes
    ----------
    totals
        (draws, periods) cumulative count after each period to come.
    growth
        P10, P50 and P90 of the relative change from one period to the next.
    dispersion
        Posterior mean of the over-dispersion; 0 for a Poisson count.
    """

    totals: Array
    growth: tuple[float, float, float]
    dispersion: float


def count_forecast(
    counts: Array,
    lengths: Array,
    future: Array,
    pace: float,
    *,
    growth: bool,
    seed: int,
    draws: int,
) -> CountForecast:
    """Simulate the counts to come.

    Parameters
    ----------
    counts, lengths
        (T,) what was counted in each period, and how much of a period it was.
    future
        (H,) the same lengths for the periods to come.
    pace
        Count per period that the rule asks for, the mean of the prior of the rate; positive.
    growth
        Whether the rate may grow or fall.
    seed, draws
        Of the simulation.
    """
    time = np.arange(len(counts) + len(future), dtype=np.float64)
    centre = float(np.average(time[: len(counts)], weights=lengths))
    growths, prior = _growths(len(time), growth)
    rates = _rates(counts, lengths, pace)
    shape = np.exp(np.outer(growths, time - centre))
    weights = _posterior(counts, lengths, shape[:, : len(counts)], rates, pace)
    weights += prior[:, None, None]
    chances = np.exp(weights - weights.max()).ravel()
    generator = np.random.default_rng(seed)
    cells = generator.choice(len(chances), draws, p=chances / chances.sum())
    g, r, d = np.unravel_index(cells, weights.shape)
    # Between the points of the grid the rate is anywhere: without this its tails are steps.
    step = np.log(rates[1] / rates[0])
    rate = rates[r] * np.exp(step * (generator.random(draws) - 0.5))
    means = rate[:, None] * shape[g][:, len(counts) :] * future
    come = _negative_binomial(means, DISPERSIONS[d], generator)
    p10, p50, p90 = np.quantile(np.expm1(growths[g]), (0.1, 0.5, 0.9))
    return CountForecast(
        np.cumsum(come, axis=1), (float(p10), float(p50), float(p90)), float(DISPERSIONS[d].mean())
    )


def _growths(periods: int, growth: bool) -> tuple[Array, Array]:
    """Give the growths per period, and the logarithm of their prior."""
    if not growth or periods < 2:
        return np.zeros(1), np.zeros(1)
    sd = np.log(2.0) / (periods - 1)
    scores = np.linspace(-_FARTHEST_GROWTH, _FARTHEST_GROWTH, GROWTHS)
    return scores * sd, -(scores**2) / 2


def _rates(counts: Array, lengths: Array, pace: float) -> Array:
    """Give rates, evenly apart in logarithm, wide enough for what was seen and for the prior."""
    mean = (counts.sum() + RATE_SHAPE) / (lengths.sum() + RATE_SHAPE / pace)
    spread = 5 * np.sqrt(1 / (counts.sum() + RATE_SHAPE) + 2.5 / len(counts))
    return np.asarray(mean * np.exp(np.linspace(-min(spread, 9.0), min(spread, 3.0), RATES)))


def _posterior(counts: Array, lengths: Array, shape: Array, rates: Array, pace: float) -> Array:
    """Give the logarithm of likelihood times prior: (growths, rates, dispersions)."""
    means = rates[None, :, None] * (shape * lengths)[:, None, :]
    found = np.stack([_likelihood(counts, means, phi) for phi in DISPERSIONS], axis=2)
    # On a grid even in the logarithm, the density of the rate gains a factor of the rate.
    rate_prior = RATE_SHAPE * np.log(rates) - RATE_SHAPE * rates / pace
    return np.asarray(found + rate_prior[None, :, None] + _dispersion_prior()[None, None, :])


def _likelihood(counts: Array, means: Array, phi: float) -> Array:
    if phi == 0:
        return np.asarray((counts * np.log(means) - means).sum(axis=2)) - _factorials(counts)
    size = 1 / phi
    each = (
        gammaln(counts + size)
        - gammaln(size)
        + size * np.log(size / (size + means))
        + counts * np.log(means / (size + means))
    )
    return np.asarray(each.sum(axis=2)) - _factorials(counts)


def _factorials(counts: Array) -> float:
    return float(gammaln(counts + 1).sum())


def _dispersion_prior() -> Array:
    """Share the chance of an over-dispersed count among the points, by the stretch of each."""
    positive = DISPERSIONS[1:]
    edges = np.concatenate([[0.0], (positive[1:] + positive[:-1]) / 2, [np.inf]])
    stretch = np.exp(-edges[:-1] / _MEAN_DISPERSION) - np.exp(-edges[1:] / _MEAN_DISPERSION)
    chances = np.concatenate([[_POISSON_CHANCE], (1 - _POISSON_CHANCE) * stretch])
    return np.asarray(np.log(chances))


def _negative_binomial(means: Array, phi: Array, generator: np.random.Generator) -> Array:
    """Draw counts: Poisson around gamma rates, or around the mean itself without dispersion."""
    spread = np.where(phi > 0, phi, 1.0)[:, None]
    noisy = generator.gamma(1 / spread, spread, size=means.shape)
    rates = np.where(phi[:, None] > 0, means * noisy, means)
    return generator.poisson(np.minimum(rates, 1e12)).astype(np.float64)
