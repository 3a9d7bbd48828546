"""Several authors' forecasts of one thing as one forecast: the linear opinion pool.

Stone (1961), *The opinion pool*, Annals of Mathematical Statistics 32, 1339-1342. Authors who
disagree make the pool wider, as they should: nobody's spread is taken for knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from levier.forecasting.elicitation import SplitNormal

_BISECTIONS = 100


@dataclass(frozen=True, slots=True)
class OpinionPool:
    """A mixture of forecasts.

    Attributes
    ----------
    members
        M forecasts.
    weights
        M shares that sum to one.
    """

    members: tuple[SplitNormal, ...]
    weights: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Expectation: the weighted mean of the members'."""
        return sum(w * member.mean for w, member in zip(self.weights, self.members, strict=True))

    @property
    def variance(self) -> float:
        """Variance within the members plus variance between their means."""
        centre = self.mean
        return sum(
            w * (member.variance + (member.mean - centre) ** 2)
            for w, member in zip(self.weights, self.members, strict=True)
        )

    @property
    def landmarks(self) -> tuple[float, ...]:
        """Those of every member."""
        return tuple(sorted({at for member in self.members for at in member.landmarks}))

    def pdf(self, values: ArrayLike) -> NDArray[np.float64]:
        """Density at ``values``, same shape."""
        return np.tensordot(self.weights, [member.pdf(values) for member in self.members], axes=1)

    def cdf(self, values: ArrayLike) -> NDArray[np.float64]:
        """Probability of at most ``values``, same shape."""
        return np.tensordot(self.weights, [member.cdf(values) for member in self.members], axes=1)

    def quantile(self, probability: float) -> float:
        """Value below which a share ``probability`` of the pool lies, by bisection."""
        found = [member.quantile(probability) for member in self.members]
        low, high = min(found), max(found)
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            if not low < middle < high:
                break
            if self.cdf(middle) < probability:
                low = middle
            else:
                high = middle
        return high


def pool(forecasts: Sequence[SplitNormal], weights: Sequence[float] | None = None) -> OpinionPool:
    """Pool the forecasts of several authors.

    Parameters
    ----------
    forecasts
        At least one, all of the same thing on the same scale.
    weights
        One per forecast, positive, divided by their sum; equal when None.

    Raises
    ------
    InvalidArgument
        When there is nothing to pool or the weights do not fit.
    """
    given = np.ones(len(forecasts)) if weights is None else np.asarray(weights, dtype=np.float64)
    if len(forecasts) == 0 or len(given) != len(forecasts) or not (given > 0).all():
        msg = f"expected one positive weight per forecast, got {weights} for {len(forecasts)}"
        raise InvalidArgument(msg)
    return OpinionPool(tuple(forecasts), tuple((given / given.sum()).tolist()))
