"""How often something happens to cases of each class: projects stopped, by kind or by phase.

    stopped_c ~ Binomial(n_c, rate_c),   rate_c ~ Beta(m s, (1 - m) s)

The mean m and the strength s of what classes have in common are summed over on a grid, so that a
class of three cases is mostly what the others are, and one of three hundred mostly itself
(Gelman et al., 2013, *Bayesian Data Analysis*, section 5.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betainc, betaln

from levier.errors import InvalidArgument
from levier.forecasting.binomial import ShareRange, wilson_share
from levier.forecasting.regression_grid import mesh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_MEANS = np.linspace(0.015, 0.985, 37)
_STRENGTHS = np.geomspace(1.0, 300.0, 12)
_BISECTIONS = 24
"""To a ten-millionth."""
_LEAST_WEIGHT = 1e-4


@dataclass(frozen=True, slots=True)
class ClassRate:
    """The rate of one class.

    Attributes
    ----------
    name
        Of the class.
    counted
        What was counted in it, with the 95 % range of Wilson.
    p10, p50, p90
        Of the rate to expect, the class drawn towards the others.
    """

    name: str
    counted: ShareRange
    p10: float
    p50: float
    p90: float


def class_rates(stopped: Mapping[str, int], cases: Mapping[str, int]) -> tuple[ClassRate, ...]:
    """Give the rate of every class, in the order of ``cases``.

    Parameters
    ----------
    stopped, cases
        By class: how many it happened to, and of how many; one case at least in each class.

    Raises
    ------
    InvalidArgument
        When there is no class, or more happened than there were cases.
    """
    if not cases:
        raise InvalidArgument("expected one class at least, got none")
    counted = {name: wilson_share(stopped.get(name, 0), count) for name, count in cases.items()}
    mean, strength = mesh([_MEANS, _STRENGTHS])
    first, second = mean * strength, (1 - mean) * strength
    log_weights = np.zeros(len(mean))
    for name in sorted(counted):
        one = counted[name]
        log_weights += betaln(first + one.successes, second + one.trials - one.successes)
        log_weights -= betaln(first, second)
    kept = log_weights >= log_weights.max() + np.log(_LEAST_WEIGHT)
    weights = np.exp(log_weights[kept] - log_weights.max())
    weights /= weights.sum()
    shapes = first[kept], second[kept]
    return tuple(_rate(name, one, *shapes, weights) for name, one in counted.items())


def _rate(name: str, counted: ShareRange, first: Array, second: Array, weights: Array) -> ClassRate:
    shapes = first + counted.successes, second + counted.trials - counted.successes
    p10, p50, p90 = (_quantile(*shapes, weights, level) for level in (0.1, 0.5, 0.9))
    return ClassRate(name, counted, p10, p50, p90)


def _quantile(first: Array, second: Array, weights: Array, level: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if float(weights @ betainc(first, second, middle)) < level:
            low = middle
        else:
            high = middle
    return (low + high) / 2
