"""Each metric as it went, and as it would have gone without each decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.models.effect_shapes import EffectShape, ShapeName
from levier.workspace.demonstration import calendar
from levier.workspace.demonstration.noise import draw_noise, market_factor
from levier.workspace.demonstration.plan_decisions import DECISIONS
from levier.workspace.demonstration.plan_metrics import FIRST_DAY, METRICS
from levier.workspace.model import Grain, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from levier.workspace.demonstration.plan_decisions import DecisionPlan, EffectPlan
    from levier.workspace.demonstration.plan_metrics import MetricPlan

DAYS_OF_WEEK = 7
CUSTOMERS_AT_START, CUSTOMERS_PER_WEEK = 41_000, 190


@dataclass(frozen=True, slots=True)
class Series:
    """One metric over its T periods and U units (one when it is not split).

    Attributes
    ----------
    dates
        T first days of the periods.
    units
        U names; empty when the metric is not split.
    values
        (T, U) as observed, before any fault of measurement.
    weights
        (T,) denominators; None without.
    expected
        (T, U) what the values are drawn about.
    without
        By decision: (T, U) what they would have been drawn about without it.
    """

    plan: MetricPlan
    dates: tuple[date, ...]
    units: tuple[str, ...]
    values: NDArray[np.float64]
    weights: NDArray[np.float64] | None
    expected: NDArray[np.float64]
    without: Mapping[str, NDArray[np.float64]]


def generate(seed: int) -> dict[str, Series]:
    """Draw every metric, in the order of the plan: some take their weights from those before."""
    market = market_factor(np.random.default_rng([seed, 0]), len(calendar.days()))
    done: dict[str, Series] = {}
    for rank, plan in enumerate(METRICS, start=1):
        generator = np.random.default_rng([seed, rank])
        done[plan.id] = _generate_metric(generator, plan, market, done)
    return done


def effects_on(metric: str) -> list[tuple[DecisionPlan, EffectPlan]]:
    """List what was put in force and planned to act on a metric."""
    return [
        (decision, effect)
        for decision in DECISIONS
        if decision.shipped
        for effect in decision.effects
        if effect.metric == metric
    ]


def shape_of(effect: EffectPlan) -> EffectShape:
    """Give the path of an effect after its start."""
    return EffectShape(ShapeName(effect.shape.value), effect.days)


def period_starts(grain: Grain) -> tuple[date, ...]:
    """List the first day of each whole period."""
    step = DAYS_OF_WEEK if grain is Grain.WEEK else 1
    count = len(calendar.days()) // step
    return tuple(FIRST_DAY + timedelta(days=step * rank) for rank in range(count))


def _generate_metric(
    generator: np.random.Generator,
    plan: MetricPlan,
    market: NDArray[np.float64],
    done: Mapping[str, Series],
) -> Series:
    dates = period_starts(plan.grain)
    shares = np.array(list(plan.units.values())) if plan.units else np.ones(1)
    calm = np.outer(np.exp(_calm_logarithm(plan, market)), plan.level * shares)
    noise = np.exp(draw_noise(generator, plan, len(dates), len(shares)))
    heights = {d.id: e.size * _height(d, e, plan) for d, e in effects_on(plan.id)}
    expected = _expected(plan, calm, noise, list(heights.values()))
    weights = _weights(generator, plan, len(dates), done)
    return Series(
        plan=plan,
        dates=dates,
        units=tuple(plan.units),
        values=_observe(generator, plan, expected, weights),
        weights=weights,
        expected=expected,
        without={
            left_out: _expected(
                plan, calm, noise, [height for name, height in heights.items() if name != left_out]
            )
            for left_out in heights
        },
    )


def _expected(
    plan: MetricPlan,
    calm: NDArray[np.float64],
    noise: NDArray[np.float64],
    acting: Sequence[NDArray[np.float64]],
) -> NDArray[np.float64]:
    """Give (T, U) the level under some effects (D, U): multiplied by them, or added to."""
    if plan.additive:
        added = np.sum([0 * calm, *acting], axis=0)
        return _by_period(calm, plan.grain) * noise + _by_period(added, plan.grain)
    multiplied = np.prod([calm, *(1 + height for height in acting)], axis=0)
    return _by_period(multiplied, plan.grain) * noise


def _calm_logarithm(plan: MetricPlan, market: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give (D,) the logarithm of the level, relative to the usual, when nothing is decided."""
    every = calendar.days()
    total = plan.growth * np.arange(len(every)) / 365 + plan.market * market
    total = total + plan.year * calendar.yearly_season()
    total = total + plan.holiday * calendar.public_holiday_days()
    total = total + plan.school * calendar.share_on_school_holiday()
    total = total + plan.august * calendar.august_closure()
    if plan.grain is Grain.DAY:
        total = total + np.array([plan.week[day.weekday()] for day in every])
    for shock in calendar.SHOCKS:
        if shock.metric == plan.id:
            total = total + shock.size * calendar.within(shock.first, shock.last)
    return np.asarray(total)


def _height(decision: DecisionPlan, effect: EffectPlan, plan: MetricPlan) -> NDArray[np.float64]:
    """Give (D, U) how much of the full effect acts on each day and unit."""
    units = tuple(plan.units) or ("",)
    reached = dict(decision.reaches) or dict.fromkeys(units, decision.starts_on)
    days = np.arange(len(calendar.days()))
    never = np.zeros(len(days))
    columns = [
        shape_of(effect).at(days - calendar.position(reached[unit])) if unit in reached else never
        for unit in units
    ]
    return np.column_stack(columns)


def _by_period(daily: NDArray[np.float64], grain: Grain) -> NDArray[np.float64]:
    """Average (D, U) over the days of each whole period: (T, U)."""
    if grain is Grain.DAY:
        return daily
    whole = len(daily) // DAYS_OF_WEEK
    weeks = daily[: whole * DAYS_OF_WEEK].reshape(whole, DAYS_OF_WEEK, -1)
    return np.asarray(weeks.mean(axis=1))


def _weights(
    generator: np.random.Generator, plan: MetricPlan, periods: int, done: Mapping[str, Series]
) -> NDArray[np.float64] | None:
    if plan.id == "activation":
        return _by_period(done["signups"].values, Grain.WEEK)[:, 0] * DAYS_OF_WEEK
    if plan.id == "churn":
        return np.asarray(CUSTOMERS_AT_START + CUSTOMERS_PER_WEEK * np.arange(periods, dtype=float))
    if plan.weight:
        return generator.poisson(plan.weight, periods).astype(np.float64)
    return None


def _observe(
    generator: np.random.Generator,
    plan: MetricPlan,
    expected: NDArray[np.float64],
    weights: NDArray[np.float64] | None,
) -> NDArray[np.float64]:
    """Draw (T, U) what is counted, answered or billed: whole counts, whole numerators."""
    if plan.kind is Kind.COUNT:
        return generator.poisson(expected).astype(np.float64)
    if weights is None:
        return np.asarray(np.round(expected, plan.decimals))
    denominators = np.round(weights)[:, None]
    if plan.kind is Kind.RATIO:
        drawn = generator.binomial(denominators.astype(np.int64), np.clip(expected, 0, 1))
        return np.asarray(np.round(drawn / denominators, plan.decimals))
    blur = generator.standard_normal(expected.shape) * plan.per_person / np.sqrt(denominators)
    return np.asarray(np.round(expected + blur, plan.decimals))
