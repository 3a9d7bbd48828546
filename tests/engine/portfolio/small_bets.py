"""Small sets of bets, and what weighing every choice of them says."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.bets import NEUTRAL, Bets, Limit, LimitKind, Risk, rows_of
from levier.portfolio.worst_draws import tail_mean

if TYPE_CHECKING:
    from collections.abc import Iterator


def drawn_bets(seed: int, size: int, draws: int = 20) -> Bets:
    """Draw bets with two limits, a requirement, an exclusion and something that must be done."""
    chance = np.random.default_rng(seed)
    values = chance.normal(10, 20, (size, 1)) + chance.normal(0, 15, (size, draws))
    limits = tuple(
        Limit(kind, "", chance.uniform(1, 10, size).round(1), 4.0 * size**0.7)
        for kind in (LimitKind.CAPACITY, LimitKind.BUDGET)
    )
    names = tuple(f"b{n}" for n in range(size))
    return Bets(names, values, limits, ((1, 2),), ((0, 3),), (4,) if size > 4 else ())


def allowed(bets: Bets) -> Iterator[tuple[int, ...]]:
    """List every choice that keeps within the limits."""
    rows = rows_of(bets)
    for count in range(len(bets.names) + 1):
        for chosen in combinations(range(len(bets.names)), count):
            sums = [(row, row.weights[list(chosen)].sum()) for row in rows]
            if all(row.low - 1e-9 <= total <= row.high + 1e-9 for row, total in sums):
                yield chosen


def objective(bets: Bets, chosen: tuple[int, ...], risk: Risk = NEUTRAL) -> float:
    """Give what is maximised, for one choice."""
    totals = bets.values[list(chosen)].sum(axis=0)
    worst = tail_mean(totals, risk.tail)
    return float((1 - risk.aversion) * totals.mean() + risk.aversion * worst)


def worst_of(bets: Bets, chosen: tuple[int, ...], tail: float) -> float:
    return tail_mean(bets.values[list(chosen)].sum(axis=0), tail)
