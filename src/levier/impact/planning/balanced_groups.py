"""Which units go first: groups drawn by lot among those that moved alike in the past.

Rerandomisation (Morgan and Rubin 2012, *Annals of Statistics* 40, 1263-1282): many draws, of
which only the best balanced tenth is kept, and one of these by lot, so that who goes first is
still chance. Balance is how little the groups would have drifted apart in the past, from the
covariance of the changes of the units from one stretch to the next, drawn towards independence
because few stretches say little of many pairs (Ledoit and Wolf 2004, *Journal of Multivariate
Analysis* 88, 365-411, for why; the weight here is the number of units over that of units and
stretches).
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.difference_spectrum import Array

Labels = NDArray[np.int64]

DRAWN = 2000
_KEPT_SHARE = 0.1
_CHOICE_SHARE = 2 / 3


@dataclass(frozen=True, slots=True)
class Grouping:
    """Units in waves, and how well their groups were balanced.

    Attributes
    ----------
    wave
        (N,) 0 for the first wave, up to the number of waves - 1, or the number of waves for units
        that stay without.
    drift
        Standard deviation by which those reached and the others drifted apart from one stretch to
        the next over the last third of the past, which was not used to choose.
    usual_drift
        The same for the median of all draws.
    tried
        How many were compared.
    """

    wave: Labels
    drift: float
    usual_drift: float
    tried: int


def balanced_waves(
    scores: Array,
    sizes: tuple[int, ...],
    stretch: int,
    generator: np.random.Generator,
    count: int = 1,
) -> tuple[Grouping, ...]:
    """Deal units into waves of these sizes, the rest staying without, in ``count`` ways at most.

    Parameters
    ----------
    scores
        (N, T) past of the units on the scale on which effects add up.
    sizes
        Units in each wave; their sum is at most N, and at most N - 1 for a single wave.
    stretch
        Periods averaged over before changes are taken.
    generator
        Where the lot comes from.
    count
        How many of the best balanced deals are drawn.
    """
    choose, judge = _changes(scores, stretch)
    dealt = _deals(len(scores), sizes, generator)
    drift = _drift(dealt, _covariance(choose), len(sizes))
    best = np.argsort(drift, kind="stable")[: max(1, math.ceil(_KEPT_SHARE * len(dealt)))]
    later = np.sqrt(_drift(dealt, judge.T @ judge / len(judge), len(sizes)))
    usual = float(np.median(later))
    return tuple(
        Grouping(dealt[one], float(later[one]), usual, len(dealt))
        for one in generator.permutation(best)[:count]
    )


def _changes(scores: Array, stretch: int) -> tuple[Array, Array]:
    """Give the changes (S, N) beyond those of all units, of the past to choose by and to judge."""
    length = max(min(stretch, scores.shape[1] // 8), 1)
    count = scores.shape[1] // length
    blocks = scores[:, scores.shape[1] - count * length :].reshape(len(scores), count, length)
    change = np.diff(blocks.mean(axis=2), axis=1)
    own = (change - change.mean(axis=0)).T
    cut = max(round(_CHOICE_SHARE * len(own)), 1)
    return own[:cut], own[cut:]


def _covariance(changes: Array) -> Array:
    count, units = changes.shape
    found = changes.T @ changes / count
    weight = units / (units + count)
    return np.asarray((1 - weight) * found + weight * np.diag(np.diagonal(found)))


def _deals(units: int, sizes: tuple[int, ...], generator: np.random.Generator) -> Labels:
    """List deals (D, N): all of them when one wave has few, or else many drawn by lot."""
    if len(sizes) == 1 and math.comb(units, sizes[0]) <= DRAWN:
        rows = np.full((math.comb(units, sizes[0]), units), 1, dtype=np.int64)
        for row, members in enumerate(itertools.combinations(range(units), sizes[0])):
            rows[row, list(members)] = 0
        return rows
    labels = np.full(units, len(sizes), dtype=np.int64)
    labels[: sum(sizes)] = np.repeat(np.arange(len(sizes)), sizes)
    return np.array([generator.permutation(labels) for _ in range(DRAWN)])


def _drift(dealt: Labels, covariance: Array, waves: int) -> Array:
    """Give the mean variance (D,) of the gap between those reached and the others, wave by wave."""
    total, counted = np.zeros(len(dealt)), 0
    for wave in range(waves):
        reached = dealt <= wave
        if reached.all():
            continue
        before = reached / reached.sum(axis=1, keepdims=True)
        others = ~reached / (~reached).sum(axis=1, keepdims=True)
        gap = before - others
        total += np.einsum("di,ij,dj->d", gap, covariance, gap)
        counted += 1
    return total / max(counted, 1)
