"""How good a forecast was, once the thing is known. All are losses: lower is better.

Gneiting and Raftery (2007), *Strictly proper scoring rules, prediction, and estimation*,
JASA 102, 359-378: an author cannot gain by stating anything but what he or she believes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from levier.errors import InvalidArgument
from levier.forecasting.elicitation import FAR, SplitNormal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from levier.forecasting.distribution import Distribution

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(40)


def crps(forecast: Distribution, value: float) -> float:
    """Give the continuous ranked probability score, in the unit of ``value``.

    The integral of (F(x) - 1{x >= value})^2 over x (Gneiting and Raftery, equation 20); for a
    forecast of one sure number it is the absolute error. Closed form for one author,
    Gauss-Legendre quadrature between the landmarks of a pool.
    """
    if isinstance(forecast, SplitNormal):
        return _crps_of_split_normal(forecast, value)
    return integrate(lambda x: (forecast.cdf(x) - (x >= value)) ** 2, [*forecast.landmarks, value])


def expected_crps(forecast: Distribution, mean: float, sd: float) -> float:
    """Average the score over what is not known of the measurement: value ~ N(mean, sd^2).

    With G the distribution of the measurement, it is the integral of (F - G)^2 plus that of
    G (1 - G), the last being sd / sqrt(pi) for a Gaussian. A blurred measurement raises the
    score of every forecast by that same amount, so comparisons stay fair.

    Raises
    ------
    InvalidArgument
        When ``sd`` is negative.
    """
    if sd < 0:
        msg = f"the sd of a measurement cannot be negative, got {sd}"
        raise InvalidArgument(msg)
    if sd == 0:
        return crps(forecast, mean)
    cuts = [*forecast.landmarks, *(mean + sd * step for step in (-FAR, -3.0, 0.0, 3.0, FAR))]
    distance = integrate(lambda x: (forecast.cdf(x) - ndtr((x - mean) / sd)) ** 2, cuts)
    return distance + sd / math.sqrt(math.pi)


def log_score(forecast: Distribution, value: float, sd: float = 0.0) -> float:
    """Give minus the logarithm of the density at ``value``; infinite where it is zero.

    A value known with an error is compared with the forecast blurred by it (``sd``).
    """
    if sd == 0:
        density = float(forecast.pdf(value))
    else:
        cuts = [value + sd * step for step in (-FAR, -3.0, -1.0, 0.0, 1.0, 3.0, FAR)]
        inside = [at for at in forecast.landmarks if cuts[0] < at < cuts[-1]]
        scale = sd * math.sqrt(2 * math.pi)
        density = integrate(
            lambda x: forecast.pdf(x) * np.exp(-(((x - value) / sd) ** 2) / 2) / scale,
            [*cuts, *inside],
        )
    return -math.log(density) if density > 0 else math.inf


def pinball(quantile: float, level: float, value: float, sd: float = 0.0) -> float:
    """Score one quantile: it must be passed a share ``1 - level`` of the time.

    Koenker and Bassett (1978), *Econometrica* 46, 33-50; on average over N(value, sd^2).
    """
    return level * (value - quantile) + _short_of(quantile, value, sd)


def interval_score(
    low: float, high: float, value: float, level: float = 0.8, sd: float = 0.0
) -> float:
    """Score a central interval: its width, plus a penalty when it is missed.

    Winkler (1972), JASA 67, 187-191; on average over N(value, sd^2). ``level`` is the share that
    it claims: 0.8 for P10-P90.
    """
    miss = _short_of(low, value, sd) + _short_of(-high, -value, sd)
    return (high - low) + 2 / (1 - level) * miss


def _short_of(bound: float, value: float, sd: float) -> float:
    """Give by how much N(value, sd^2) falls short of a bound, on average."""
    if sd == 0:
        return max(bound - value, 0.0)
    score = (bound - value) / sd
    density = math.exp(-(score**2) / 2) / math.sqrt(2 * math.pi)
    return sd * (score * float(ndtr(score)) + density)


def sharpness(forecast: Distribution, level: float = 0.8) -> float:
    """Give the width of the central range, P10 to P90 by default: of two that hold, the better.

    Gneiting, Balabdaoui and Raftery (2007), JRSS B 69, 243-268.
    """
    edge = (1 - level) / 2
    return forecast.quantile(1 - edge) - forecast.quantile(edge)


def coverage(intervals: Sequence[tuple[float, float]], values: Sequence[float]) -> float | None:
    """Give the share of values inside their interval; None when there is none to count."""
    if not values:
        return None
    pairs = zip(intervals, values, strict=True)
    return sum(low <= value <= high for (low, high), value in pairs) / len(values)


def _crps_of_split_normal(forecast: SplitNormal, value: float) -> float:
    sides = (forecast.left_sd, forecast.right_sd)
    near, far = sides if value < forecast.median else sides[::-1]
    score = (value - forecast.median) / near
    at_median = _integral_of_squared_cdf(0.0)
    whole = _integral_of_squared_cdf(score) + _integral_of_squared_cdf(-score)
    return near * (whole - at_median) + far * at_median


def _integral_of_squared_cdf(score: float) -> float:
    """Integrate the squared standard normal cdf from minus infinity to ``score``."""
    below = float(ndtr(score))
    density = math.exp(-(score**2) / 2) / math.sqrt(2 * math.pi)
    last = float(ndtr(score * math.sqrt(2))) / math.sqrt(math.pi)
    return score * below**2 + 2 * density * below - last


def integrate(
    integrand: Callable[[NDArray[np.float64]], NDArray[np.float64]], cuts: Iterable[float]
) -> float:
    """Integrate a function that is smooth between ``cuts``, from the first of them to the last."""
    edges = np.unique(np.fromiter(cuts, dtype=np.float64))
    centre, half = (edges[1:] + edges[:-1]) / 2, np.diff(edges) / 2
    values = integrand(centre[:, None] + half[:, None] * _NODES)
    return float(half @ (values @ _WEIGHTS))
