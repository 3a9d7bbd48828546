"""The three numbers that each author gave for each effect, rounded as people round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from levier.workspace.demonstration.plan_decisions import DECISIONS, DecisionPlan, EffectPlan
from levier.workspace.demonstration.plan_metrics import METRICS
from levier.workspace.model import EffectScale

NEAR, FAR = 0.45, 1.65
"""P10 and P90 as shares of the median, for people; too narrow, as they are."""
AI_SPREAD = 1.6
"""How much wider the ranges of the machine are."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One row of ``expectations.csv``."""

    decision: DecisionPlan
    effect: EffectPlan
    author: str
    scale: EffectScale
    low: float
    mid: float
    high: float
    stated_on: date


def draw_forecasts(seed: int) -> list[Forecast]:
    """Draw every forecast, a little apart from the hope that it stands for."""
    generator = np.random.default_rng([seed, 200])
    absolute = {plan.id for plan in METRICS if plan.additive}
    return [
        _draw(generator, decision, effect, author, hope, effect.metric in absolute)
        for decision in DECISIONS
        for effect in decision.effects
        for author, hope in effect.hopes
    ]


def _draw(
    generator: np.random.Generator,
    decision: DecisionPlan,
    effect: EffectPlan,
    author: str,
    hope: float,
    absolute: bool,
) -> Forecast:
    step = 0.5 if absolute else 0.005
    width = AI_SPREAD if author == "ai" else 1.0
    mid = _round(hope * (1 + 0.08 * generator.standard_normal()), step) or step
    near, far = (mid * (1 + width * (share - 1)) for share in (NEAR, FAR))
    low, high = sorted((_round(near, step), _round(far, step)))
    return Forecast(
        decision=decision,
        effect=effect,
        author=author,
        scale=EffectScale.ABSOLUTE if absolute else EffectScale.RELATIVE,
        low=min(low, mid),
        mid=mid,
        high=max(high, mid),
        stated_on=decision.decided_on,
    )


def _round(value: float, step: float) -> float:
    return round(round(value / step) * step, 4)
