"""The basis in which a wandering level, an AR(1) noise and white noise are all diagonal.

First differences remove the diffuse initial level exactly (REML). The orthonormal discrete sine
transform (DST-I) of the differences then diagonalises the covariance of a random-walk level plus
white noise exactly, and that of a stationary AR(1) noise to Whittle's accuracy (Whittle 1953;
Harvey 1989, section 4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dst

Array = NDArray[np.float64]

_KNOT_RATIO = 1.17


@dataclass(frozen=True, slots=True)
class DifferenceSpectrum:
    """Tables that depend on the length of the series only.

    Attributes
    ----------
    periods
        T, the number of periods; there are n = T - 1 differences.
    cosine
        (n,) cos(pi j / T), j = 1..n.
    gain
        (n,) 2 - 2 cos(pi j / T): what differencing does to white noise.
    knots
        (m,) indices into 0..n-1, about log-spaced, where inverse spectra are tabulated.
    hats
        (m, n) hat functions in log j: a smooth function of j is its values at the knots times
        these.
    """

    periods: int
    cosine: Array
    gain: Array
    knots: NDArray[np.intp]
    hats: Array

    def transform(self, columns: Array) -> Array:
        """Difference the rows of ``columns`` (T, k) and give their coefficients (n, k).

        Several series one under the other, (s, T, k), give (s n, k).
        """
        if columns.ndim == 3:
            return np.concatenate([self.transform(one) for one in columns])
        return np.asarray(dst(np.diff(columns.T), type=1, norm="ortho")).T

    def inverse(self, coefficients: Array) -> Array:
        """Give the differences (n, …) of these coefficients; the DST-I is its own inverse."""
        return np.asarray(dst(coefficients, type=1, axis=0, norm="ortho"))

    def spectrum(self, level_ratio: float, ar_share: float, ar_coefficient: float) -> Array:
        """Give the variances (n,) of the coefficients, for a noise variance of one.

        Parameters
        ----------
        level_ratio
            Standard deviation of the level's step over that of the noise.
        ar_share
            Share of the noise variance that is AR(1), in [0, 1].
        ar_coefficient
            Coefficient of that AR(1), in [0, 1).
        """
        colour = (1 - ar_coefficient**2) / (
            1 - 2 * ar_coefficient * self.cosine + ar_coefficient**2
        )
        return np.asarray(level_ratio**2 + self.gain * (1 - ar_share + ar_share * colour))


@lru_cache(maxsize=64)
def difference_spectrum(periods: int) -> DifferenceSpectrum:
    """Give the tables for a series of ``periods`` periods (at least 4)."""
    n = periods - 1
    j = np.arange(1, n + 1)
    cosine = np.cos(np.pi * j / periods)
    knots = _log_spaced(n)
    return DifferenceSpectrum(
        periods=periods,
        cosine=cosine,
        gain=2 - 2 * cosine,
        knots=knots,
        hats=_hat_functions(np.log(j), np.log(knots + 1.0)),
    )


def _log_spaced(n: int) -> NDArray[np.intp]:
    count = int(np.ceil(np.log(n) / np.log(_KNOT_RATIO))) + 1
    return np.unique(np.round(np.geomspace(1, n, count)).astype(np.intp)) - 1


def _hat_functions(x: Array, knots: Array) -> Array:
    right = np.clip(np.searchsorted(knots, x, side="right"), 1, len(knots) - 1)
    share = (x - knots[right - 1]) / (knots[right] - knots[right - 1])
    hats = np.zeros((len(knots), len(x)))
    column = np.arange(len(x))
    hats[right, column] = share
    hats[right - 1, column] = 1 - share
    return hats
