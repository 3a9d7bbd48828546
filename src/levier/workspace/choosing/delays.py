"""What waiting costs each solution, and the order in which each team loses the least."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.cost_of_delay import (
    ValueProfile,
    cost_of_delay,
    weighted_shortest_job_first,
)
from levier.portfolio.rank_stability import rank_stability
from levier.portfolio.schedule import best_schedule, delay_cost
from levier.workspace.choosing.results import Delay, TeamOrder
from levier.workspace.choosing.spreads import spread

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from levier.workspace.choosing.drawn import DrawnSolution
    from levier.workspace.inputs.opportunities import Opportunity
    from levier.workspace.inputs.portfolio import PortfolioOptions

    Array = NDArray[np.float64]

WEEKS_IN_MONTH = 365.25 / 12 / 7
WORKING_DAYS = 5.0
"""Person-days a week when no capacity is given: one person."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Solutions that one day find the team busy."""

    options: PortfolioOptions
    as_of: date

    def delays(self, solutions: Sequence[DrawnSolution]) -> tuple[Delay, ...]:
        """Give the cost of delay of every valued solution, the highest index first."""
        kept = [one for one in solutions if one.gross is not None and _takes_days(one)]
        if not kept:
            return ()
        values, weeks, profile = self._arrays(kept)
        costs = cost_of_delay(values, profile, weeks)
        index = weighted_shortest_job_first(costs, weeks)
        first = rank_stability(index.T).first
        rows = [
            Delay(
                solution=one.row.id,
                team=one.row.team,
                per_week=spread(costs[:, n]),
                weeks=float(weeks[:, n].mean()),
                index=spread(index[:, n]),
                first=float(first[n]),
            )
            for n, one in enumerate(kept)
        ]
        return tuple(sorted(rows, key=lambda row: (-row.index.mean, row.solution)))

    def orders(
        self, solutions: Sequence[DrawnSolution], chosen: Collection[str]
    ) -> tuple[TeamOrder, ...]:
        """Order what each team is to do; one order for all where capacity is not by team."""
        kept = [
            one
            for one in solutions
            if one.gross is not None and _takes_days(one) and one.row.id in chosen
        ]
        shared = not any(self.options.capacity) and not self._by_team
        teams = [""] if shared else sorted({one.row.team for one in kept})
        groups = [(team, [one for one in kept if shared or one.row.team == team]) for team in teams]
        return tuple(self._order(team, group) for team, group in groups if len(group) > 1)

    @property
    def _by_team(self) -> bool:
        return any(name for name in self.options.capacity)

    def _order(self, team: str, group: Sequence[DrawnSolution]) -> TeamOrder:
        values, weeks, profile = self._arrays(group)
        worth = np.maximum(values.mean(axis=0), 0.0)
        found = best_schedule(worth, weeks.mean(axis=0), profile)
        lost = delay_cost(found.order, values, weeks, profile)
        order = tuple(group[place].row.id for place in found.order)
        return TeamOrder(team, order, spread(lost), found.proven)

    def _arrays(self, group: Sequence[DrawnSolution]) -> tuple[Array, Array, ValueProfile]:
        """Give (S, N) expected values and durations in weeks, and when value comes."""
        values = np.array([_likely_value(one) for one in group]).T
        pace = np.array([self._days_a_week(one.row.team) for one in group])
        weeks = np.array([one.effort for one in group]).T / pace
        profile = ValueProfile(
            self.options.horizon_months * WEEKS_IN_MONTH,
            np.array([(one.row.half_life_days or np.inf) / 7 for one in group]),
            np.array([self._deadline(one.row) for one in group]),
        )
        return values, weeks, profile

    def _days_a_week(self, team: str) -> float:
        capacity = self.options.capacity
        days = capacity.get(team) or capacity.get("") or 0.0
        weeks = self.options.period_months * WEEKS_IN_MONTH
        return days / weeks if days > 0 else WORKING_DAYS

    def _deadline(self, row: Opportunity) -> float:
        return np.inf if row.deadline is None else (row.deadline - self.as_of).days / 7


def _takes_days(one: DrawnSolution) -> bool:
    """Tell whether there is anything to put in an order: what takes no day is done at once."""
    return bool((one.effort > 0).all())


def _likely_value(one: DrawnSolution) -> Array:
    """Give the value with its chance of success, without its costs, which waiting does not save."""
    return np.zeros_like(one.effort) if one.gross is None else one.gross * one.row.confidence
