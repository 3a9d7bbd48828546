"""Whether to say yes to a client during the call: effort, chance to win, margin, drift.

    value = P(win) margin - effort x rate - drift

The effort is spent whether the deal is won or not; the drift is what the work costs the strategy,
in money.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.valuation.scenarios.ranges import Range, draw_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

DRAWS = 20_000
SURE, HARDLY = 0.8, 0.5


class Feasibility(StrEnum):
    """What to answer."""

    YES = "yes"
    WITH_LIMITS = "with_limits"
    NO = "no"


@dataclass(frozen=True, slots=True)
class FeasibilityAnswer:
    """The answer and what it rests on, in money.

    Attributes
    ----------
    answer
        Yes when it is worth it in eight courses out of ten and the drift leaves most of the value;
        no when it is worth it in less than half; with limits between the two.
    value
        P10, P50, P90 of what it is worth on average over winning and losing.
    mean
        Its mean.
    worth_it
        Chance that it is worth more than nothing.
    lost_if_lost
        P90 of what is spent if the deal is lost.
    most_days
        Effort beyond which it is worth nothing in the middle; the limit to set.
    least_margin
        Margin below which it is worth nothing in the middle.
    least_chance
        Chance to win below which it is worth nothing in the middle; above one: never.
    """

    answer: Feasibility
    value: tuple[float, float, float]
    mean: float
    worth_it: float
    lost_if_lost: float
    most_days: float
    least_margin: float
    least_chance: float


def feasibility(
    effort_days: Range,
    margin: Range,
    win: Range,
    day_rate: float,
    drift: Range,
    seed: int = 0,
) -> FeasibilityAnswer:
    """Answer a demand.

    Parameters
    ----------
    effort_days
        Person-days, not below zero.
    margin
        Of the deal, before this effort.
    win
        Chance to win the deal if the answer is yes, from 0 to 1.
    day_rate
        Of one person-day.
    drift
        What the work costs the strategy, not below zero.
    seed
        Where the draws start from.

    Raises
    ------
    InvalidArgument
        When an effort, a rate or a drift is below zero, or a chance is none.
    """
    for name, least in (("effort", effort_days.low), ("rate", day_rate), ("drift", drift.low)):
        if not least >= 0:
            raise InvalidArgument(f"{name} must be zero or more, got {least}")
    if not (win.low >= 0 and win.high <= 1):
        raise InvalidArgument(f"a chance to win is from 0 to 1, got {win.low} to {win.high}")
    generator = np.random.default_rng(seed)
    effort = effort_days.draw(generator, DRAWS) * day_rate
    won = draw_share(win, generator, DRAWS) * margin.draw(generator, DRAWS)
    lost = drift.draw(generator, DRAWS)
    value = won - effort - lost
    worth_it = float(np.mean(value > 0))
    middle = win.mid * margin.mid - drift.mid
    cost = effort_days.mid * day_rate + drift.mid
    return FeasibilityAnswer(
        answer=_answer(worth_it, drift.mid, win.mid * margin.mid),
        value=_landmarks(value),
        mean=float(value.mean()),
        worth_it=worth_it,
        lost_if_lost=float(np.quantile(effort, 0.9)),
        most_days=max(0.0, middle / day_rate) if day_rate > 0 else float("inf"),
        least_margin=cost / win.mid if win.mid > 0 else float("inf"),
        least_chance=cost / margin.mid if margin.mid > 0 else float("inf"),
    )


def _answer(worth_it: float, drift: float, hoped: float) -> Feasibility:
    if worth_it < HARDLY:
        return Feasibility.NO
    drifts = hoped <= 0 or drift > 0.5 * hoped
    return Feasibility.YES if worth_it >= SURE and not drifts else Feasibility.WITH_LIMITS


def _landmarks(draws: Array) -> tuple[float, float, float]:
    low, mid, high = (float(value) for value in np.quantile(draws, [0.1, 0.5, 0.9]))
    return low, mid, high
