"""Measured effects carried beyond the window where they were measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.valuation.cash_flow import NEVER, cash_flow, return_on_cost
from levier.valuation.discounting import MONTHS, discount_factors
from levier.valuation.persistence import projected
from levier.valuation.unit_value import unit_value_draws
from levier.workspace.accounts.product_account import DRAWS, span, waiting
from levier.workspace.accounts.results import EffectProjection

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.workspace.inputs.products import AccountOptions
    from levier.workspace.model import Workspace
    from levier.workspace.results import Effect, Interval, Results

    Array = NDArray[np.float64]

_DAYS_OF_A_MONTH = 365.25 / 12


def effect_projections(results: Results, workspace: Workspace) -> tuple[EffectProjection, ...]:
    """Carry every effect with a value to the horizon, the most valuable first.

    Each is carried by itself: the costs of a decision with several effects are set against each
    of them, and the lines are not to be added up.
    """
    costs = _costs(workspace)
    found = [
        _projection(
            one, costs.get(one.decision, 0.0), workspace.accounts, workspace.measurement.seed
        )
        for one in results.effects
        if one.money is not None and one.projection is not None
    ]
    return tuple(sorted(found, key=lambda one: -(one.measured.p50 + one.to_come.p50)))


def _costs(workspace: Workspace) -> dict[str, float]:
    costs: dict[str, float] = {}
    for cost in workspace.costs:
        if cost.decision:
            costs[cost.decision] = costs.get(cost.decision, 0.0) + cost.amount
    return costs


def _projection(
    effect: Effect, cost: float, options: AccountOptions, seed: int
) -> EffectProjection:
    named = f"{effect.decision}\0{effect.metric}\0{effect.arm or ''}"
    generator = np.random.default_rng([seed, *named.encode()])
    normals = generator.standard_normal(DRAWS)
    measured = _draws(effect.money, normals)
    monthly = _draws(effect.projection, normals) / MONTHS
    half_lives = unit_value_draws(*options.half_life_months, generator.standard_normal(DRAWS))
    coming = projected(monthly, half_lives, options.horizon_months, options.yearly_drift, generator)
    coming = coming * discount_factors(options.horizon_months, options.discount_rate)
    days = (effect.window.to - effect.window.from_).days + 1
    seen = max(1, round(days / _DAYS_OF_A_MONTH))
    spread = np.repeat(measured[:, None] / seen, seen, axis=1)
    spread[:, 0] -= cost
    payback = cash_flow(np.hstack([spread, coming])).payback
    whole = measured + coming.sum(axis=1)
    return EffectProjection(
        decision=effect.decision,
        metric=effect.metric,
        verdict=effect.verdict,
        measured=span(measured),
        to_come=span(coming.sum(axis=1)),
        cost=cost,
        return_on_cost=span(return_on_cost(whole, np.full(DRAWS, cost))) if cost > 0 else None,
        months_to_payback=waiting(payback) if cost > 0 else None,
        chance_of_payback=float(np.mean(payback != NEVER)) if cost > 0 else None,
    )


def _draws(interval: Interval | None, normals: Array) -> Array:
    """Turn normals into draws of a range; a range about zero is a normal of two spreads."""
    if interval is None:
        return np.zeros_like(normals)
    if interval.p10 <= 0:
        return unit_value_draws(interval.p10, interval.p50, interval.p90, normals)
    mirrored = -unit_value_draws(-interval.p90, -interval.p50, -interval.p10, -normals)
    return np.asarray(mirrored)
