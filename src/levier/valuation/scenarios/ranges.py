"""What people know of a number: P10, P50 and P90, made draws."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.valuation.unit_value import unit_value_draws

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Range:
    """A number as its author knows it; three equal numbers are known for certain."""

    low: float
    mid: float
    high: float

    def __post_init__(self) -> None:
        """Refuse ends that are out of order, or are no numbers."""
        if not -math.inf < self.low <= self.mid <= self.high < math.inf:
            msg = (
                "a range must have low <= mid <= high, three finite numbers,"
                f" got {self.low}, {self.mid}, {self.high}"
            )
            raise InvalidArgument(msg)

    def draw(self, generator: np.random.Generator, count: int) -> Array:
        """Draw it ``count`` times; a positive range never gives a negative number."""
        return unit_value_draws(self.low, self.mid, self.high, generator.standard_normal(count))


NOTHING = Range(0.0, 0.0, 0.0)
ALL = Range(1.0, 1.0, 1.0)


def draw_share(given: Range, generator: np.random.Generator, count: int) -> Array:
    """Draw a share, kept from 0 to 1."""
    return np.clip(given.draw(generator, count), 0.0, 1.0)
