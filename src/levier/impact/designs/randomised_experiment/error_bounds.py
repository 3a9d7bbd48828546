"""How many standard errors each side: for a test read once, while it ran, or by few clusters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from scipy.special import ndtr, ndtri, stdtr, stdtrit

from levier.impact.designs.randomised_experiment.dunnett import (
    adjusted_p_values,
    critical_value,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.impact.designs.randomised_experiment.sequential import Sequential

    Array = NDArray[np.float64]

LEVEL = 0.05
NOMINAL = float(ndtri(1 - LEVEL / 2))


class ErrorBounds(Protocol):
    """What a way of reading says of A standardised effects.

    ``loadings`` (A,) are the correlations with the error of the control that they share.
    """

    def alone(self, loadings: Array) -> Array:
        """Give (A,) standard errors each side, for each treatment by itself."""
        ...

    def together(self, loadings: Array) -> Array:
        """Give (A,) standard errors each side, for all the treatments at once."""
        ...

    def p_values(self, statistics: Array) -> Array:
        """Give (A,) two-sided p-values, each treatment by itself."""
        ...

    def adjusted_p_values(self, statistics: Array, loadings: Array) -> Array:
        """Give (A,) two-sided p-values, for the largest of all."""
        ...


@dataclass(frozen=True, slots=True)
class ReadOnce:
    """The normal distribution, with Dunnett's bound for several treatments."""

    def alone(self, loadings: Array) -> Array:
        """Give 1.96 for each."""
        return np.full(len(loadings), NOMINAL)

    def together(self, loadings: Array) -> Array:
        """Give Dunnett's bound."""
        return np.full(len(loadings), critical_value(loadings))

    def p_values(self, statistics: Array) -> Array:
        """Give the normal's tails."""
        return np.asarray(2 * ndtr(-np.abs(statistics)))

    def adjusted_p_values(self, statistics: Array, loadings: Array) -> Array:
        """Give Dunnett's."""
        return adjusted_p_values(statistics, loadings)


@dataclass(frozen=True, slots=True)
class ReadWhileItRan:
    """The confidence sequence; several treatments share the level (Bonferroni)."""

    sequential: Sequential
    users: float
    """Over all arms, so far."""

    def alone(self, loadings: Array) -> Array:
        """Give the sequence's bound at this many users."""
        return np.full(len(loadings), self.sequential.bound(self.users, LEVEL))

    def together(self, loadings: Array) -> Array:
        """Give the same at a level shared among the treatments."""
        shared = LEVEL / len(loadings)
        return np.full(len(loadings), self.sequential.bound(self.users, shared))

    def p_values(self, statistics: Array) -> Array:
        """Give p-values that hold at every look."""
        return self.sequential.p_values(statistics, self.users)

    def adjusted_p_values(self, statistics: Array, loadings: Array) -> Array:
        """Multiply by the number of treatments."""
        return np.minimum(len(loadings) * self.p_values(statistics), 1.0)


@dataclass(frozen=True, slots=True)
class ReadByClusters:
    """Student's distribution; several treatments share the level (Bonferroni)."""

    freedom: Array
    """(A,) degrees of freedom of each difference."""

    def alone(self, loadings: Array) -> Array:  # noqa: ARG002 - the same for every reading
        """Give Student's bound."""
        return np.asarray(stdtrit(self.freedom, 1 - LEVEL / 2))

    def together(self, loadings: Array) -> Array:
        """Give the same at a level shared among the treatments."""
        return np.asarray(stdtrit(self.freedom, 1 - LEVEL / (2 * len(loadings))))

    def p_values(self, statistics: Array) -> Array:
        """Give Student's tails."""
        return np.asarray(2 * stdtr(self.freedom, -np.abs(statistics)))

    def adjusted_p_values(self, statistics: Array, loadings: Array) -> Array:
        """Multiply by the number of treatments."""
        return np.minimum(len(loadings) * self.p_values(statistics), 1.0)
