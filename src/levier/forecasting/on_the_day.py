"""Forecasts recalibrated as they could have been on the day they were stated.

Judged with what is known today, recalibration would grade its own lessons. Each forecast is
therefore recalibrated from the pairs whose measurement was known before its day, and from no
other: nothing that comes later changes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.recalibration import recalibrate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from levier.forecasting.distribution import Distribution
    from levier.forecasting.gaussian_mixture import GaussianMixture
    from levier.forecasting.recalibration import PastPairs


@dataclass(frozen=True, slots=True)
class Stated:
    """One forecast: what it says, by which groups, and its day (any count of days)."""

    forecast: Distribution
    groups: Mapping[str, str]
    day: int


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """A forecast as it would have been recalibrated on its day, and from how many pairs."""

    forecast: GaussianMixture
    pairs: int


def recalibrated_on_the_day(
    questions: Sequence[Stated],
    pairs: PastPairs,
    known: NDArray[np.int64],
    groupings: Sequence[str] = (),
) -> tuple[OnTheDay, ...]:
    """Recalibrate each forecast with what was known before its day.

    Parameters
    ----------
    questions
        The forecasts, in any order.
    pairs, known
        K pairs, and the day (K,) on which each measurement became known; one of the very day of
        a forecast is not used for it.
    groupings
        Those of ``pairs.groups`` to tell apart.
    """
    learned = {}
    answers = []
    for question in questions:
        usable = known < question.day
        key = int(usable.sum())  # days are ordered: as many usable pairs are the same pairs
        if key not in learned:
            learned[key] = recalibrate(pairs.only(usable), groupings)
        answers.append(OnTheDay(learned[key].predict(question.forecast, question.groups), key))
    return tuple(answers)
