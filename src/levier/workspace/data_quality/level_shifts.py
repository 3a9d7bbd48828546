"""Jumps of the level at one date, measured against how much the level wanders by itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from levier.workspace.data_quality.levels import Array, Levels, spread
from levier.workspace.model import Grain

WINDOWS = {Grain.DAY: 3, Grain.WEEK: 6, Grain.MONTH: 6}
"""Periods either side whose medians are compared; for days, weeks of days."""
NOISES = 5.0
SMALLEST = float(np.log(1.03))
_SHORT = 3
_LEAST_WINDOWS = 6


@dataclass(frozen=True, slots=True)
class LevelShift:
    """From period ``place`` on the level is another: ``size`` is relative."""

    place: int
    size: float
    noises: float


def jump_scores(found: Levels) -> Array | None:
    """Give (T,) the jump at each period over the usual one; None when the series is too short.

    Two jumps are looked at: between the medians of long windows, so that it lasts, and of short
    ones, so that it is sudden. Each is divided by its own spread, which includes the level's
    wandering, and the smaller counts; zero where they differ in sign.
    """
    jumps = _jumps(found)
    return None if jumps is None else _in_usual_jumps(jumps)


def _in_usual_jumps(jumps: tuple[Array, Array]) -> Array | None:
    usual = [spread(jump) for jump in jumps]
    if min(usual) <= 0:
        return None
    lasting, sudden = (jump / one for jump, one in zip(jumps, usual, strict=True))
    size = np.minimum(np.abs(lasting), np.abs(sudden))
    return np.where(np.sign(lasting) == np.sign(sudden), np.sign(lasting) * size, 0.0 * sudden)


def level_shift(found: Levels) -> LevelShift | None:
    """Find the largest jump of a series, if it is too large for its own wandering."""
    jumps = _jumps(found)
    scores = None if jumps is None else _in_usual_jumps(jumps)
    if jumps is None or scores is None or not np.isfinite(scores).any():
        return None
    place = int(np.nanargmax(np.abs(scores)))
    size = min((float(jump[place]) for jump in jumps), key=abs)
    if abs(scores[place]) < NOISES or abs(size) < SMALLEST:
        return None
    if _comes_every_year(found, scores, place):
        return None
    return LevelShift(place, float(np.expm1(size)), float(scores[place]))


def window_of(found: Levels) -> int:
    """Give how many periods either side are compared."""
    return WINDOWS.get(found.index.grain, 0) * found.cycle


def _jumps(found: Levels) -> tuple[Array, Array] | None:
    """Give the lasting and the sudden jump (T,) at each period."""
    window = window_of(found)
    if not window or len(found.scores) < _LEAST_WINDOWS * window:
        return None
    plain = _without_weekdays(found)
    return (
        _difference_of_medians(plain, window),
        _difference_of_medians(plain, max(found.cycle, _SHORT)),
    )


def _without_weekdays(found: Levels) -> Array:
    """Take out the usual pattern of the week."""
    if found.cycle == 1:
        return found.scores
    plain = found.scores - np.nanmedian(found.scores)
    rest = plain - _rolling_median(plain, found.cycle)
    weekday = found.index.first_days % 7
    for one in np.unique(weekday):
        rows = weekday == one
        if np.isfinite(rest[rows]).any():
            plain[rows] -= np.nanmedian(rest[rows])
    return plain


def _rolling_median(values: Array, width: int) -> Array:
    half = width // 2
    padded = np.pad(values, (half, width - 1 - half), constant_values=np.nan)
    return _medians(np.lib.stride_tricks.sliding_window_view(padded, width))


def _difference_of_medians(values: Array, window: int) -> Array:
    """Give (T,) the median of the window from each period on, less that of the window before."""
    middles = _medians(np.lib.stride_tricks.sliding_window_view(values, window))
    change = np.full(len(values), np.nan)
    change[window : len(values) - window + 1] = middles[window:] - middles[:-window]
    return change


def _medians(windows: Array) -> Array:
    """Give the median of each row, NaN when less than half of it is known."""
    known = np.isfinite(windows).mean(axis=1)
    found = np.full(len(windows), np.nan)
    whole, part = known == 1, (known >= 1 / 2) & (known < 1)
    found[whole] = np.median(windows[whole], axis=1)
    found[part] = np.nanmedian(windows[part], axis=1)
    return found


def _comes_every_year(found: Levels, scores: Array, place: int) -> bool:
    """Tell whether a jump half as large was there a year before or after: a season, then."""
    reach = max(window_of(found) // 2, 1)
    for middle in (place - found.year, place + found.year):
        near = scores[max(middle - reach, 0) : max(middle + reach + 1, 0)]
        near = near[np.isfinite(near)] * np.sign(scores[place])
        if len(near) and near.max() > abs(scores[place]) / 2:
            return True
    return False
