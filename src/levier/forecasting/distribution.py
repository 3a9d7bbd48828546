"""What every forecast can answer, be it one author's or several pooled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


class Distribution(Protocol):
    """A forecast of one number, as a probability distribution."""

    @property
    def mean(self) -> float:
        """Expectation."""

    @property
    def variance(self) -> float:
        """Variance, in the unit squared."""

    @property
    def landmarks(self) -> tuple[float, ...]:
        """Where the density jumps or bends, out to where it ends: quadrature is cut there."""

    def pdf(self, values: ArrayLike) -> NDArray[np.float64]:
        """Density at ``values``, same shape."""

    def cdf(self, values: ArrayLike) -> NDArray[np.float64]:
        """Probability of at most ``values``, same shape."""

    def quantile(self, probability: float) -> float:
        """Value below which a share ``probability`` of the forecast lies."""
