"""What each decision brought to the metric, in the metric's unit, draw by draw.

On the scale of the analysis effects add up; in the metric's unit they do not (two decisions of
+10 % make +21 %). The logarithmic-mean weights of LMDI (Ang 2004) share what they bring together
so that the parts of all decisions add up to what they brought in all, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.difference_spectrum import Array
from levier.impact.models.link import Link, mean_slope

_CHUNK = 512


@dataclass(frozen=True, slots=True)
class EffectDraws:
    """Joint draws of the average effects of k decisions and of their shapes.

    Attributes
    ----------
    shifts
        (d, k) on the scale of the analysis.
    choices
        (d, k) the candidate of each.
    """

    shifts: Array
    choices: NDArray[np.intp]


def cumulative_contributions(
    scores: Array,
    link: Link,
    draws: EffectDraws,
    columns: tuple[Array, ...],
    windows: tuple[slice, ...],
    weights: Array,
) -> Array:
    """Add up over each decision's window what it brought: (d, k), in units of the metric.

    Parameters
    ----------
    scores
        (T,) the series on the scale of the analysis, gaps filled.
    link, draws
        The scale and the draws.
    columns
        For each decision, (T, c) its candidates.
    windows
        For each decision, the periods that count.
    weights
        (T,) units of the total per unit of the metric: denominators of a ratio, else ones.
    """
    first = min(window.start for window in windows)
    recent = [column[first:] for column in columns]
    inside = np.zeros((len(columns), len(scores) - first))
    for k, window in enumerate(windows):
        inside[k, window.start - first : window.stop - first] = 1
    observed, score = link.inverse(scores[first:]), scores[first:]
    total = np.empty_like(draws.shifts)
    for low in range(0, len(draws.shifts), _CHUNK):
        chunk = slice(low, low + _CHUNK)
        moves = [
            recent[k][:, draws.choices[chunk, k]] * draws.shifts[chunk, k]
            for k in range(len(columns))
        ]
        without = score[:, None] - sum(moves)
        slope = mean_slope(observed[:, None], link.inverse(without), score[:, None], without)
        worth = slope * weights[first:, None]
        for k, move in enumerate(moves):
            total[chunk, k] = inside[k] @ (worth * move)
    return total


def relative_effect(
    scores: Array, link: Link, column: Array, window: slice, shifts: Array, weights: Array
) -> Array:
    """Give the effect of one decision over its window as a share of the level without it.

    ``shifts`` are (q,) average effects on the scale of the analysis, ``column`` (T,) its shape.
    """
    score, path, worth = scores[window], column[window], weights[window]
    observed = worth @ link.inverse(score)
    without = worth @ link.inverse(score[:, None] - path[:, None] * shifts[None, :])
    return np.asarray((observed - without) / without)


def series_without(
    scores: Array, link: Link, column: Array, draws: EffectDraws, decision: int, first: int
) -> Array:
    """Give the metric without one decision from ``first`` on: (d, T - first).

    ``column`` is (T, c), the candidates of the decision.
    """
    path = column[first:][:, draws.choices[:, decision]] * draws.shifts[:, decision]
    return np.asarray(link.inverse(scores[first:, None] - path).T)
