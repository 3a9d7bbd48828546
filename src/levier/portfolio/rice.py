"""RICE: reach × impact × confidence / effort, draw by draw.

McBride (2016), *RICE: simple prioritization for product managers*, Intercom. The score is his;
ranges in place of single numbers are ours, because an order of single numbers hides how easily it
turns over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]


def rice_scores(
    reach: ArrayLike, impact: ArrayLike, confidence: ArrayLike, effort: ArrayLike
) -> Array:
    """Score N bets in S draws.

    Parameters
    ----------
    reach
        (N, S) people or things reached per period, zero or more.
    impact
        (N, S) effect on each of them, of any sign, in one unit for all bets.
    confidence
        (N, S) or (N, 1) shares from 0 to 1.
    effort
        (N, S) person-days, above zero.

    Returns
    -------
    (N, S) scores, in impact per person-day.

    Raises
    ------
    InvalidArgument
        When an input is outside its range.
    """
    r, i, c, e = (np.asarray(one, dtype=np.float64) for one in (reach, impact, confidence, effort))
    _within(r, 0.0, np.inf, "reach")
    _within(i, -np.inf, np.inf, "impact")
    _within(c, 0.0, 1.0, "confidence")
    _within(e, np.finfo(np.float64).tiny, np.inf, "effort")
    return np.asarray(r * i * c / e)


def _within(values: Array, low: float, high: float, name: str) -> None:
    wrong = ~((values >= low) & (values <= high) & np.isfinite(values))
    if wrong.any():
        bounds = f"from {low:g} to {high:g}"
        raise InvalidArgument(f"{name} must be finite, {bounds}; got {values[wrong].flat[0]}")
