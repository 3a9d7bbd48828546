"""What waiting costs: value that is lost each week, and the order by cost of delay over duration.

Reinertsen (2009), *The Principles of Product Development Flow*, principles E3 and D1 ff. A bet
brings its value over a horizon that does not move: finished later, it earns for less long. Its
stream is constant or fades with a half-life of calendar time, and may be lost after a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ValueProfile:
    """When N bets bring their value, in weeks from now.

    Attributes
    ----------
    horizon
        Week after which nothing counts; above zero.
    half_lives
        (N,) weeks in which the stream of value halves; infinite when it is constant.
    deadlines
        (N,) last week at which finishing is of any use; infinite when there is none.
    """

    horizon: float
    half_lives: Array
    deadlines: Array

    def __post_init__(self) -> None:
        if not self.horizon > 0 or not np.all(self.half_lives > 0):
            found = f"{self.horizon} and {self.half_lives}"
            raise InvalidArgument(f"the horizon and half-lives must be above zero, got {found}")

    @property
    def is_constant(self) -> bool:
        """Whether no bet fades or has a last date."""
        return bool(np.isinf(self.half_lives).all() and np.isinf(self.deadlines).all())


def remaining_share(profile: ValueProfile, finished: ArrayLike) -> Array:
    """Give the share of a bet's value that is left when it is finished at a week.

    Parameters
    ----------
    profile
        Of N bets.
    finished
        (..., N) weeks, zero or more.

    Returns
    -------
    (..., N) from 1 (finished now) to 0 (too late): the integral of the stream from the finish to
    the horizon over that from now to the horizon.
    """
    at = np.minimum(np.asarray(finished, dtype=np.float64), profile.horizon)
    rate = np.log(2) / profile.half_lives
    fades = rate > 0
    safe = np.where(fades, rate, 1.0)
    end = np.exp(-safe * profile.horizon)
    fading = (np.exp(-safe * at) - end) / (1 - end)
    share = np.where(fades, fading, 1 - at / profile.horizon)
    return np.where(np.asarray(finished) > profile.deadlines, 0.0, share)


def cost_of_delay(values: ArrayLike, profile: ValueProfile, durations: ArrayLike) -> Array:
    """Give the value lost by finishing one week later than one could.

    Parameters
    ----------
    values
        (..., N) value if finished now.
    profile
        Of the N bets.
    durations
        (..., N) weeks of work, zero or more.

    Returns
    -------
    (..., N) in the unit of ``values`` per week; a value that is passed its date has none left.
    """
    weeks = np.asarray(durations, dtype=np.float64)
    lost = remaining_share(profile, weeks) - remaining_share(profile, weeks + 1)
    return np.asarray(np.asarray(values, dtype=np.float64) * lost)


def weighted_shortest_job_first(delay_costs: ArrayLike, durations: ArrayLike) -> Array:
    """Give the cost of delay per week of work: the highest goes first.

    Parameters
    ----------
    delay_costs
        (..., N) per week.
    durations
        (..., N) weeks, above zero.

    Raises
    ------
    InvalidArgument
        When a duration is not above zero.
    """
    weeks = np.asarray(durations, dtype=np.float64)
    if not (weeks > 0).all():
        raise InvalidArgument(f"durations must be above zero, got {weeks.min()}")
    return np.asarray(np.asarray(delay_costs, dtype=np.float64) / weeks)
