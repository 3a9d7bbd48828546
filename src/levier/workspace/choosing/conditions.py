"""What would have to be true for the answer on each solution to turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.displaced_value import displaced_value, linear_break_even
from levier.portfolio.largest_effort import Work, largest_effort
from levier.workspace.choosing.results import Condition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.portfolio.displaced_value import BreakEven
    from levier.workspace.choosing.chosen import Choosing

_CERTAIN = "success"


def displaced(choosing: Choosing) -> dict[str, float]:
    """Give, by solution, the mean value from which it is chosen."""
    bets = choosing.by_mean
    return {
        name: displaced_value(bets, place, choosing.best) for place, name in enumerate(bets.names)
    }


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
        work = Work(place, float(one.effort.mean()), choosing.options.person_day_rate or 0.0)
        without = _without(choosing, place, threshold)
        return largest_effort(choosing.by_mean, work, without, known.draws)
    turn = linear_break_even(float(one.net.mean()), known.slope, threshold, known.draws)
    impossible = turn is not None and key == _CERTAIN and not 0 <= turn.at <= 1
    return None if impossible or turn is None or _senseless(key, turn.at) else turn


def _without(choosing: Choosing, place: int, threshold: float) -> float:
    """Give the best mean total without a solution."""
    best = choosing.best
    if best is None or place not in best.chosen:
        return -np.inf if best is None else best.objective
    return threshold + best.objective - float(choosing.by_mean.values[place].mean())


def _senseless(key: str, at: float) -> bool:
    return key in ("reach", "effort", "unit_value") and at < 0
