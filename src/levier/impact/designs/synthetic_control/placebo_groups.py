"""Which groups of units to pretend were treated: all of them when few, some of them when many."""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np

from levier.impact.designs.synthetic_control.panel import Positions


def placebo_groups(units: Positions, size: int, most: int, seed: int) -> list[Positions]:
    """List groups of ``size`` among ``units``.

    Parameters
    ----------
    units
        Positions to choose among.
    size
        Units in a group.
    most
        Every group is listed when there are no more than this; otherwise this many are drawn.
    seed
        Of the drawing.
    """
    if comb(len(units), size) <= most:
        return [np.array(group, dtype=np.intp) for group in combinations(units.tolist(), size)]
    generator = np.random.default_rng(seed)
    return [np.sort(generator.choice(units, size, replace=False)) for _ in range(most)]
