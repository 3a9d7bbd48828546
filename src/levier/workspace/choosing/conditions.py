"""What would have to be true for the answer on each solution to turn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.bets import NEUTRAL, LimitKind
from levier.portfolio.displaced_value import (
    displaced_value,
    linear_break_even,
    sought_break_even,
)
from levier.portfolio.selection import select
from levier.workspace.choosing.results import Condition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from levier.portfolio.displaced_value import BreakEven
    from levier.workspace.choosing.chosen import Choosing

_CERTAIN = "success"


def displaced(choosing: Choosing) -> dict[str, float]:
    """Give, by solution, the mean value from which it is chosen."""
    names = choosing.bets.names
    return {name: displaced_value(choosing.few, place) for place, name in enumerate(names)}


def conditions(
    choosing: Choosing, chosen: Sequence[int], thresholds: Mapping[str, float]
) -> tuple[Condition, ...]:
    """List, for each solution and input, where the answer turns and how likely that is."""
    found = []
    for place, one in enumerate(choosing.solutions):
        name = one.row.id
        for key, known in one.inputs.items():
            turn = _turn(choosing, place, key, thresholds[name])
            if turn is not None:
                expected = float(known.draws.mean())
                told = (turn.at, expected, turn.above, turn.chance)
                found.append(Condition(name, place in chosen, key, *told))
    return tuple(found)


def _turn(choosing: Choosing, place: int, key: str, threshold: float) -> BreakEven | None:
    one = choosing.solutions[place]
    known = one.inputs[key]
    if one.net is None or not np.isfinite(threshold):
        return None
    if key == "effort" and choosing.options.capacity:
        return sought_break_even(_taken_with(choosing, place), known.draws)
    turn = linear_break_even(float(one.net.mean()), known.slope, threshold, known.draws)
    impossible = turn is not None and key == _CERTAIN and not 0 <= turn.at <= 1
    return None if impossible or turn is None or _senseless(key, turn.at) else turn


def _senseless(key: str, at: float) -> bool:
    return key in ("reach", "effort", "unit_value") and at < 0


def _taken_with(choosing: Choosing, place: int) -> Callable[[float], bool]:
    """Tell whether a solution is still chosen, by mean value, when it takes so many days."""
    bets, rate = choosing.few, choosing.options.person_day_rate or 0.0
    days = float(choosing.solutions[place].effort.mean())

    def taken(effort: float) -> bool:
        values = bets.values.copy()
        values[place] -= (effort - days) * rate
        limits = []
        for limit in bets.limits:
            use = limit.use.copy()
            if limit.kind is LimitKind.CAPACITY and use[place] > 0:
                use[place] = effort
            elif limit.kind is not LimitKind.CAPACITY:
                use[place] += (effort - days) * rate
            limits.append(replace(limit, use=use))
        found = select(replace(bets, values=values, limits=tuple(limits)), NEUTRAL)
        return found is not None and place in found.chosen

    return taken
