"""The bets and the means as the engine takes them: capacity, budget, cash, requirements."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.bets import Bets, Limit, LimitKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.workspace.choosing.drawn import DrawnSolution
    from levier.workspace.inputs.portfolio import PortfolioOptions

    Array = NDArray[np.float64]


def bets_of(solutions: Sequence[DrawnSolution], options: PortfolioOptions) -> Bets:
    """Write the solutions and the means as bets and limits.

    Parameters
    ----------
    solutions
        Those that can be chosen: valued, or to be done whatever they bring.
    options
        The means.
    """
    places = {one.row.id: place for place, one in enumerate(solutions)}
    values = np.array([_net(one, options) for one in solutions])
    requires = tuple(
        (places[one.row.id], places[needed])
        for one in solutions
        for needed in one.row.requires
        if needed in places
    )
    pairs = {
        tuple(sorted((places[one.row.id], places[other])))
        for one in solutions
        for other in one.row.excludes
        if other in places and other != one.row.id
    }
    must = tuple(place for place, one in enumerate(solutions) if one.row.must)
    limits = (
        *_capacity(solutions, options),
        *_budget(solutions, options),
        *_cash(solutions, options),
    )
    return Bets(tuple(places), values, limits, requires, tuple(sorted(pairs)), must)


def cash_out(one: DrawnSolution, options: PortfolioOptions) -> float:
    """Give what a solution takes out of the till in the period, on average."""
    return one.row.cost + float(one.effort.mean()) * (options.person_day_rate or 0.0)


def _net(one: DrawnSolution, options: PortfolioOptions) -> Array:
    """Give the net value; what must be done and brings nothing known only costs."""
    if one.net is not None:
        return one.net
    return -one.row.cost - one.effort * (options.person_day_rate or 0.0)


def _capacity(solutions: Sequence[DrawnSolution], options: PortfolioOptions) -> list[Limit]:
    effort = np.array([one.effort.mean() for one in solutions])
    return [
        Limit(
            LimitKind.CAPACITY,
            team,
            np.array(
                [
                    days if not team or one.row.team == team else 0.0
                    for one, days in zip(solutions, effort, strict=True)
                ]
            ),
            capacity,
        )
        for team, capacity in sorted(options.capacity.items())
    ]


def _budget(solutions: Sequence[DrawnSolution], options: PortfolioOptions) -> list[Limit]:
    if options.budget is None:
        return []
    spent = np.array([cash_out(one, options) for one in solutions])
    return [Limit(LimitKind.BUDGET, "", spent, options.budget)]


def _cash(solutions: Sequence[DrawnSolution], options: PortfolioOptions) -> list[Limit]:
    """Keep cash above its floor each month: costs come first, value from the next period on."""
    if options.opening_cash is None:
        return []
    months = math.ceil(options.period_months + options.horizon_months)
    return [
        Limit(
            LimitKind.CASH,
            str(month),
            np.array([_taken_by(one, options, month) for one in solutions]),
            options.opening_cash + month * options.monthly_cash - options.cash_floor,
        )
        for month in range(1, months + 1)
    ]


def _taken_by(one: DrawnSolution, options: PortfolioOptions, month: int) -> float:
    """Give what a solution has taken out of the till by the end of a month."""
    work = float(one.effort.mean()) * (options.person_day_rate or 0.0)
    earning = max(0.0, month - options.period_months) / options.horizon_months
    brought = 0.0 if one.gross is None else float(one.gross.mean()) * one.row.confidence
    worked = min(1.0, month / options.period_months)
    return one.row.cost + work * worked - brought * min(1.0, earning)
