"""By what a shared cost of one month is split: a rule and the use of the month made weights."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from levier.valuation.allocation.shapley import shapley_value
from levier.valuation.allocation.shared_cost_games import largest_game, peak_game, tariff_game
from levier.valuation.allocation.tariff import tiered_cost
from levier.workspace.inputs.allocations import AllocationMethod, GroupCost
from levier.workspace.reading.amounts import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from levier.valuation.allocation.shapley import Game
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
    """

    shares: Mapping[str, Fraction]
    used: Mapping[str, Fraction]
    errors95: Mapping[str, float]


def weights(rule: AllocationRule, month: date, usage: Iterable[Usage], seed: int) -> Weights | None:
    """Give the shares of one pool in one month; None when nobody is known to have used it."""
    fixed = _normalised({name: exact(share) for name, share in rule.shares.items()})
    if rule.method is AllocationMethod.FIXED:
        return Weights(fixed, {}, {})
    rows = [row for row in usage if row.pool == rule.pool and row.date.replace(day=1) == month]
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
    return Weights(shares, used, {name: float(1 - part) * error for name, error in errors.items()})


def _used(rows: Iterable[Usage]) -> dict[str, Fraction]:
    used: defaultdict[str, Fraction] = defaultdict(Fraction)
    for row in rows:
        used[row.consumer] += exact(row.quantity)
    return {name: used[name] for name in sorted(used)}


def _by_use(
    rule: AllocationRule, rows: list[Usage], used: Mapping[str, Fraction], seed: int
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
    rule: AllocationRule, rows: list[Usage], names: list[str], seed: int
) -> tuple[dict[str, Fraction], dict[str, float]]:
    found = shapley_value(_game(rule, _by_day(rows, names)), len(names), seed)
    shares = _normalised(
        {name: max(Fraction(0), exact(value))
         for name, value in zip(names, found.values.tolist(), strict=True)}
    )  # fmt: skip
    if found.exact or not shares:
        return shares, {}
    relative = _95 * found.errors / found.values.sum()
    return shares, dict(zip(names, relative.tolist(), strict=True))


def _game(rule: AllocationRule, by_day: NDArray[np.float64]) -> Game:
    match rule.group_cost:
        case GroupCost.LARGEST:
            return largest_game(by_day.sum(axis=0))
        case GroupCost.TARIFF:
            return tariff_game(by_day.sum(axis=0), rule.tiers)
        case _:
            return peak_game(by_day)


def _by_day(rows: list[Usage], names: list[str]) -> NDArray[np.float64]:
    """Lay out the use as (days, consumers)."""
    days = sorted({row.date for row in rows})
    laid = np.zeros((len(days), len(names)))
    for row in rows:
        laid[days.index(row.date), names.index(row.consumer)] += row.quantity
    return laid


def _normalised(values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    whole = sum(values.values(), Fraction(0))
    return {name: values[name] / whole for name in sorted(values)} if whole else {}
