"""From cells to answers: overall, by group, by time since exposure, by period.

Callaway and Sant'Anna (2021), section 3 (table 1). A group weighs as much as its units; these
weights are estimated too, and their error is part of the influence functions (their corollary 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.impact.designs.difference_in_differences.group_time import GroupTimeEffects
    from levier.impact.designs.difference_in_differences.panel import Panel


class Aggregation(StrEnum):
    """Along what the cells are averaged."""

    SIMPLE = "simple"
    """Every cell after exposure, weighted by the size of its group."""
    GROUP = "group"
    """The mean over the periods of each group; overall, each unit reached counts once."""
    DYNAMIC = "dynamic"
    """By periods since exposure, negative before; overall, their mean from 0 on."""
    CALENDAR = "calendar"
    """By period; overall, the mean of the periods."""


@dataclass(frozen=True, slots=True)
class Combination:
    """One weighted mean of cells.

    Attributes
    ----------
    value
        In the unit of the outcome.
    influence
        (N,) what each unit adds to N times its error.
    cells
        Positions of the cells that it averages.
    """

    value: float
    influence: NDArray[np.float64]
    cells: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Aggregated:
    """One aggregation.

    Attributes
    ----------
    keys
        Group, periods since exposure or period of each part; empty for the simple one.
    parts
        One for each key.
    overall
        All of them in one figure; only what comes after exposure.
    """

    keys: tuple[int, ...]
    parts: tuple[Combination, ...]
    overall: Combination


def aggregate(panel: Panel, effects: GroupTimeEffects, along: Aggregation) -> Aggregated:
    """Average the cells along one axis; ``effects`` has at least one cell after exposure."""
    after = effects.after
    if along is Aggregation.SIMPLE:
        return Aggregated((), (), _by_size(panel, effects, np.flatnonzero(after)))
    axis = {
        Aggregation.GROUP: effects.group,
        Aggregation.DYNAMIC: effects.period - effects.group,
        Aggregation.CALENDAR: effects.period,
    }[along]
    used = np.full(len(after), True) if along is Aggregation.DYNAMIC else after
    keys = np.unique(axis[used])
    parts = [_by_size(panel, effects, np.flatnonzero(used & (axis == key))) for key in keys]
    if along is Aggregation.GROUP:
        overall = _sized(panel, keys, parts)
    else:
        late = [p for key, p in zip(keys, parts, strict=True) if key >= 0]
        overall = _evenly(late)
    return Aggregated(tuple(int(key) for key in keys), tuple(parts), overall)


def _by_size(panel: Panel, effects: GroupTimeEffects, cells: NDArray[np.intp]) -> Combination:
    single = [
        Combination(float(effects.value[cell]), effects.influence[:, cell], np.array([cell]))
        for cell in cells
    ]
    return _sized(panel, effects.group[cells], single)


def _sized(panel: Panel, groups: NDArray[np.int64], parts: list[Combination]) -> Combination:
    """Average parts (P,), each weighted by the size of its group (P,), itself estimated."""
    members = panel.relative_weights[:, None] * (panel.first_treated[:, None] == groups)
    sizes = members.mean(axis=0)
    shares = sizes / sizes.sum()
    values = np.array([part.value for part in parts])
    influences = np.column_stack([part.influence for part in parts])
    value = float(shares @ values)
    # Derivative of sum(size * value) / sum(size) along each size, of influence member - size.
    of_sizes = (members - sizes) @ (values - value) / sizes.sum()
    return Combination(value, influences @ shares + of_sizes, _cells_of(parts))


def _evenly(parts: list[Combination]) -> Combination:
    influence = np.mean([part.influence for part in parts], axis=0)
    return Combination(float(np.mean([p.value for p in parts])), influence, _cells_of(parts))


def _cells_of(parts: list[Combination]) -> NDArray[np.intp]:
    return np.concatenate([part.cells for part in parts])
