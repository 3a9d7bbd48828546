"""By what a shared cost of one month is split: a rule and the use of the month made weights."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from levier.valuation.allocation.shapley import shapley_value
from levier.valuation.allocation.shared_cost_games import (
    largest_arrivals,
    largest_game,
    peak_arrivals,
    peak_game,
    tariff_arrivals,
    tariff_game,
)
from levier.valuation.allocation.tariff import tiered_cost
from levier.workspace.inputs.allocations import AllocationMethod, GroupCost
from levier.workspace.reading.amounts import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from levier.valuation.allocation.shapley import Arrivals, Game
    from levier.workspace.inputs.allocations import AllocationRule
    from levier.workspace.inputs.usage import Usage

_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Weights:
    """The shares of a shared cost.

    Attributes
    ----------
    shares
        By consumer in alphabetical order; they sum to one.
    used
        What each used in the month; empty when use plays no part.
    errors95
        Half the width of the 95 % range of each share; empty when they are exact.
    used_by_all
        The sum of ``used``.
    """

    shares: Mapping[str, Fraction]
    used: Mapping[str, Fraction]
    errors95: Mapping[str, float]
    used_by_all: Fraction = Fraction(0)


def usage_by_month(usage: Iterable[Usage]) -> dict[tuple[str, date], list[Usage]]:
    """Sort use by pool and first day of the month."""
    found: defaultdict[tuple[str, date], list[Usage]] = defaultdict(list)
    for row in usage:
        found[row.pool, row.date.replace(day=1)].append(row)
    return found


def weights(rule: AllocationRule, rows: Sequence[Usage], seed: int) -> Weights | None:
    """Give the shares of one pool in one month from the use of the month.

    None when nobody is known to have used it.
    """
    fixed = _normalised({name: exact(share) for name, share in rule.shares.items()})
    if rule.method is AllocationMethod.FIXED:
        return Weights(fixed, {}, {})
    used = _used(rows)
    by_use, errors = _by_use(rule, rows, used, seed)
    if not by_use:
        return None
    part = exact(rule.fixed_part)
    names = sorted({*by_use, *(fixed if part else ())})
    nothing = Fraction(0)
    shares = {
        name: part * fixed.get(name, nothing) + (1 - part) * by_use.get(name, nothing)
        for name in names
    }
    scaled = {name: float(1 - part) * error for name, error in errors.items()}
    return Weights(shares, used, scaled, sum(used.values(), nothing))


def _used(rows: Iterable[Usage]) -> dict[str, Fraction]:
    used: defaultdict[str, Fraction] = defaultdict(Fraction)
    for row in rows:
        used[row.consumer] += exact(row.quantity)
    return {name: used[name] for name in sorted(used)}


def _by_use(
    rule: AllocationRule, rows: Sequence[Usage], used: Mapping[str, Fraction], seed: int
) -> tuple[dict[str, Fraction], dict[str, float]]:
    """Give the shares by use, and their errors; empty when nothing was used."""
    if not any(used.values()):
        return {}, {}
    match rule.method:
        case AllocationMethod.TIERS:
            quantities = [float(quantity) for quantity in used.values()]
            costs = tiered_cost(quantities, rule.tiers)
            return _normalised(dict(zip(used, map(exact, costs.tolist()), strict=True))), {}
        case AllocationMethod.SHAPLEY:
            return _shapley(rule, rows, list(used), seed)
        case _:
            return _normalised(used), {}


def _shapley(
    rule: AllocationRule, rows: Sequence[Usage], names: list[str], seed: int
) -> tuple[dict[str, Fraction], dict[str, float]]:
    game, arrivals = _game(rule, _by_day(rows, names))
    found = shapley_value(game, len(names), seed, arrivals=arrivals)
    shares = _normalised(
        {name: max(Fraction(0), exact(value))
         for name, value in zip(names, found.values.tolist(), strict=True)}
    )  # fmt: skip
    if found.exact or not shares:
        return shares, {}
    relative = _95 * found.errors / found.values.sum()
    return shares, dict(zip(names, relative.tolist(), strict=True))


def _game(rule: AllocationRule, by_day: NDArray[np.float64]) -> tuple[Game, Arrivals]:
    used = by_day.sum(axis=0)
    match rule.group_cost:
        case GroupCost.LARGEST:
            return largest_game(used), largest_arrivals(used)
        case GroupCost.TARIFF:
            return tariff_game(used, rule.tiers), tariff_arrivals(used, rule.tiers)
        case _:
            return peak_game(by_day), peak_arrivals(by_day)


def _by_day(rows: Iterable[Usage], names: Iterable[str]) -> NDArray[np.float64]:
    """Lay out the use as (days, consumers)."""
    kept = list(rows)
    days = {day: rank for rank, day in enumerate(sorted({row.date for row in kept}))}
    ranks = {name: rank for rank, name in enumerate(names)}
    laid = np.zeros((len(days), len(ranks)))
    for row in kept:
        laid[days[row.date], ranks[row.consumer]] += row.quantity
    return laid


def _normalised(values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    whole = sum(values.values(), Fraction(0))
    return {name: values[name] / whole for name in sorted(values)} if whole else {}
