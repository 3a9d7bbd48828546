"""The weights of a scorecard learned again each year, from the outcomes known by its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.gates.scorecard import Scorecard, scorecard

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.gates.scorecard import Criterion


@dataclass(frozen=True, slots=True)
class YearOfWeights:
    """The scorecard as it was learned at the end of a year."""

    year: int
    card: Scorecard


def yearly_refit(
    criteria: tuple[Criterion, ...],
    marks: NDArray[np.float64],
    outcomes: NDArray[np.bool_],
    years: NDArray[np.int64],
) -> tuple[YearOfWeights, ...]:
    """Learn the weights at the end of each year in which an outcome became known.

    Parameters
    ----------
    criteria
        The scorecard's.
    marks, outcomes
        As for ``scorecard``.
    years
        (n,) year in which each outcome became known.
    """
    return tuple(
        YearOfWeights(int(year), scorecard(criteria, marks[years <= year], outcomes[years <= year]))
        for year in np.unique(years)
    )
