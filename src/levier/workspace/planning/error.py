"""The error of one design after so many periods, as found in several futures or placements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.planning.chance import Chance, smallest_effect_seen

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class ErrorAfter:
    """What an effect on the scale of the analysis is known to.

    Attributes
    ----------
    periods
        Since the decision.
    middle, least, most
        Posterior and prior standard deviation of the full effect: the median over futures or
        placements, and the extremes.
    """

    periods: int
    middle: tuple[float, float]
    least: tuple[float, float]
    most: tuple[float, float]

    @classmethod
    def of(cls, periods: int, errors: Sequence[tuple[float, float]]) -> ErrorAfter:
        """Gather several."""
        ordered = sorted(errors)
        sds, priors = np.array(ordered).T
        middle = (float(np.median(sds)), float(np.median(priors)))
        return cls(periods, middle, ordered[0], ordered[-1])

    def seen(self, chance: Chance) -> tuple[float, float, float]:
        """Give the smallest effect seen, and its range from the luckiest to the unluckiest."""
        low, middle, high = (
            smallest_effect_seen(*one, chance) for one in (self.least, self.middle, self.most)
        )
        return middle, low, high
