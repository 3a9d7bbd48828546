"""From an author's P10, P50 and P90 to a distribution.

Two half-normals of equal mass meet at the median, each with the scale that puts its outer
quantile where the author put it. The textbook two-piece normal (Wallis, 2014, *Statistical
Science* 29, 106-112) has a continuous density, but it shares its mass in the ratio of its
scales and so cannot pass through three quantiles whose sides differ by more than 1.77 to 1,
which authors do every day. Here the quantiles are always the author's own; the price is a
density that jumps at the median. Everything is in closed form.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

P90_OF_NORMAL = float(ndtri(0.9))
FAR = 8.5
"""In scales: beyond it a half-normal holds less than 1e-16."""
SMALLEST_SPREAD = 1e-6
"""A side of no width is given this share of the forecast, so that every density is finite."""


@dataclass(frozen=True, slots=True)
class SplitNormal:
    """Two half-normals of equal mass that meet at the median.

    Attributes
    ----------
    median
        P50.
    left_sd, right_sd
        Scale below and above the median; positive.
    """

    median: float
    left_sd: float
    right_sd: float

    @property
    def mean(self) -> float:
        """Expectation: the median, drawn towards the wider side."""
        return self.median + self._shift

    @property
    def variance(self) -> float:
        """Variance, in the unit squared."""
        return (self.left_sd**2 + self.right_sd**2) / 2 - self._shift**2

    @property
    def landmarks(self) -> tuple[float, ...]:
        """The median, where the density jumps, and 1, 3 and 8.5 scales on either side."""
        left = (self.median - self.left_sd * steps for steps in (FAR, 3.0, 1.0))
        right = (self.median + self.right_sd * steps for steps in (1.0, 3.0, FAR))
        return (*left, self.median, *right)

    def pdf(self, values: ArrayLike) -> NDArray[np.float64]:
        """Density at ``values``, same shape."""
        scores, sd = self._standardise(values)
        return np.asarray(np.exp(-(scores**2) / 2) / (math.sqrt(2 * math.pi) * sd))

    def cdf(self, values: ArrayLike) -> NDArray[np.float64]:
        """Probability of at most ``values``, same shape."""
        return np.asarray(ndtr(self._standardise(values)[0]))

    def quantile(self, probability: float) -> float:
        """Value below which a share ``probability`` of the forecast lies."""
        sd = self.left_sd if probability < 0.5 else self.right_sd
        return self.median + sd * float(ndtri(probability))

    @property
    def _shift(self) -> float:
        return (self.right_sd - self.left_sd) / math.sqrt(2 * math.pi)

    def _standardise(self, values: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        distance = np.asarray(values, dtype=np.float64) - self.median
        sd = np.where(distance < 0, self.left_sd, self.right_sd)
        return distance / sd, sd


def elicit(low: float, mid: float, high: float) -> SplitNormal:
    """Make the distribution whose P10, P50 and P90 are those given.

    Parameters
    ----------
    low, mid, high
        In one unit, in order. Equal ones are taken as near certainty on that side.

    Raises
    ------
    InvalidArgument
        When they are not finite, or not in order.
    """
    if not (math.isfinite(low) and math.isfinite(mid) and math.isfinite(high)):
        msg = f"a forecast needs three finite numbers, got {low}, {mid}, {high}"
        raise InvalidArgument(msg)
    if not low <= mid <= high:
        msg = f"a forecast must have low <= mid <= high, got {low}, {mid}, {high}: order them"
        raise InvalidArgument(msg)
    least = SMALLEST_SPREAD * max(high - low, abs(mid), SMALLEST_SPREAD)
    return SplitNormal(
        median=mid,
        left_sd=max((mid - low) / P90_OF_NORMAL, least),
        right_sd=max((high - mid) / P90_OF_NORMAL, least),
    )
