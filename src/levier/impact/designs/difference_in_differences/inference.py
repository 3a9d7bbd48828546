"""Errors clustered as units were drawn, intervals for one effect and bands for all at once.

The standard error sums influence functions within clusters. The band's critical value is that of
the largest of all studentised effects under the multiplier bootstrap (Callaway and Sant'Anna,
2021, algorithm 1): every cluster's contribution is multiplied by a random sign, or by Mammen's
two points (1993, *Annals of Statistics* 21, 255-285), and nothing is estimated again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtrit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.impact.designs.difference_in_differences.refusals import Caution

LEVEL = 0.95
_AT_ONCE = 2_000_000
"""Random numbers drawn at once: 16 MB, whatever the number of clusters."""


class Multiplier(StrEnum):
    """The random factor of a cluster: mean 0, variance 1; Mammen's has skewness 1 as well."""

    RADEMACHER = "rademacher"
    MAMMEN = "mammen"


@dataclass(frozen=True, slots=True)
class Estimate:
    """One effect, in the unit of the outcome.

    Attributes
    ----------
    value, standard_error
        The latter clustered.
    interval95
        For this effect alone: Student's, with the degrees of freedom of the smaller side; None
        when there are too few clusters for it, and then ``caution`` says so.
    simultaneous95
        Holds for all effects of its family together 95 times in 100; None likewise.
    degrees_of_freedom
        Clusters on the smaller side, less one for each mean taken.
    caution
        Why there is no interval.
    """

    value: float
    standard_error: float
    interval95: tuple[float, float] | None
    simultaneous95: tuple[float, float] | None
    degrees_of_freedom: int
    caution: Caution | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """What the number of clusters allows for one effect: see ``clusters``."""

    degrees_of_freedom: int
    caution: Caution | None


def cluster_contributions(
    influence: NDArray[np.float64], cluster: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Sum influence functions (N, K) within clusters and divide by N: (C, K), labels in order."""
    labels, position = np.unique(cluster, return_inverse=True)
    sums = np.zeros((len(labels), influence.shape[1]))
    np.add.at(sums, position, influence)
    return sums / len(influence)


def standard_errors(contributions: NDArray[np.float64]) -> NDArray[np.float64]:
    """(K,) from the contributions (C, K) of clusters."""
    return np.asarray(np.sqrt((contributions**2).sum(axis=0)))


def simultaneous_critical_value(
    contributions: NDArray[np.float64],
    *,
    draws: int,
    seed: int,
    multiplier: Multiplier,
) -> float:
    """Find how far the largest of K studentised effects goes by chance, 95 times in 100.

    Parameters
    ----------
    contributions
        (C, K) with no column of zeros.
    draws, seed, multiplier
        Of the bootstrap.
    """
    generator = np.random.default_rng(seed)
    scaled = contributions / standard_errors(contributions)
    step = max(1, _AT_ONCE // len(scaled))
    largest = [
        np.abs(_factors(generator, (min(step, draws - done), len(scaled)), multiplier) @ scaled)
        for done in range(0, draws, step)
    ]
    return float(np.quantile(np.concatenate(largest).max(axis=1), LEVEL))


def estimates(
    values: NDArray[np.float64],
    contributions: NDArray[np.float64],
    reliability: list[Reliability],
    *,
    draws: int,
    seed: int,
    multiplier: Multiplier,
) -> tuple[Estimate, ...]:
    """Give K effects (K,) of one family with intervals, from contributions (C, K) of clusters."""
    errors = standard_errors(contributions)
    sound = np.array([one.caution is None for one in reliability])
    band = 0.0
    if sound.sum() > 1:  # a family of one needs no more than its own interval
        band = simultaneous_critical_value(
            contributions[:, sound], draws=draws, seed=seed, multiplier=multiplier
        )
    return tuple(
        _estimate(float(value), float(error), one, band)
        for value, error, one in zip(values, errors, reliability, strict=True)
    )


def _estimate(value: float, error: float, reliability: Reliability, band: float) -> Estimate:
    freedom, caution = reliability.degrees_of_freedom, reliability.caution
    if caution is not None:
        return Estimate(value, error, None, None, freedom, caution)
    alone = float(stdtrit(freedom, 0.5 + LEVEL / 2)) * error
    # The bootstrap is random: a band narrower than the interval of one effect would be absurd.
    together = max(band * error, alone)
    return Estimate(
        value,
        error,
        (value - alone, value + alone),
        (value - together, value + together),
        freedom,
        None,
    )


def _factors(
    generator: np.random.Generator, shape: tuple[int, int], multiplier: Multiplier
) -> NDArray[np.float64]:
    if multiplier is Multiplier.RADEMACHER:
        return np.asarray(2.0 * generator.integers(0, 2, shape) - 1.0)
    root = math.sqrt(5.0)
    low = generator.random(shape) < (root + 1) / (2 * root)
    return np.where(low, (1 - root) / 2, (1 + root) / 2)
