"""What each solution would bring, drawn: gross value, effort, and net value over the horizon."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from levier.portfolio.common_draws import probabilities
from levier.valuation.unit_value import unit_value_draws
from levier.workspace.choosing.forecast_value import forecast_effects
from levier.workspace.choosing.learned import Learned
from levier.workspace.choosing.results import Source
from levier.workspace.measurement.answered import value_draws

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from levier.workspace.inputs.opportunities import Opportunity, Span
    from levier.workspace.inputs.portfolio import PortfolioOptions
    from levier.workspace.model import Workspace

    Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DrawnInput:
    """One uncertain input of a solution.

    Attributes
    ----------
    draws
        (S,) of it.
    slope
        By how much the mean net value rises for one more unit of it, the others being as they are.
    """

    draws: Array
    slope: float


@dataclass(frozen=True, slots=True)
class DrawnSolution:
    """One solution in S joint draws.

    Attributes
    ----------
    gross
        (S,) value over the horizon if it works, discounted; None when it is in no currency.
    score_base
        (S,) what the rank rests on: ``gross``, or reach × impact without a value.
    effort
        (S,) person-days.
    net
        (S,) value if it works, or nothing, less what it costs; None when there is no value.
    inputs
        By name: ``reach``, ``impact``, ``unit_value``, ``value``, ``effect``, ``success``,
        ``effort``.
    """

    row: Opportunity
    source: Source
    gross: Array | None
    score_base: Array | None
    effort: Array
    net: Array | None
    inputs: Mapping[str, DrawnInput]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How everything is drawn."""

    workspace: Workspace
    options: PortfolioOptions
    draws: int
    seed: int
    learned: Learned = field(default_factory=Learned)

    @property
    def discount(self) -> float:
        """What an even stream over the horizon is worth now, for one undiscounted."""
        years = self.options.horizon_months / 12
        rate = np.log1p(self.options.discount_rate)
        return float(-np.expm1(-rate * years) / (rate * years)) if rate > 0 else 1.0

    def probabilities(self, row: Opportunity, name: str) -> Array:
        """Draw numbers between 0 and 1 that belong to one input of one solution."""
        return probabilities(f"{row.id}/{name}", self.draws, self.seed)

    def span(self, row: Opportunity, name: str, span: Span) -> Array:
        """Draw a quantity whose P10, P50 and P90 are given."""
        normals = ndtri(self.probabilities(row, name))
        return unit_value_draws(span.low, span.mid, span.high, normals)

    def solution(self, row: Opportunity) -> DrawnSolution:
        """Draw one solution."""
        factors, source = self._factors(row)
        base = np.prod(list(factors.values()), axis=0) * self.discount if factors else None
        gross = None if source is Source.SCORE else base
        effort = self._effort(row)
        success = (self.probabilities(row, "success") < row.confidence).astype(np.float64)
        rate = self.options.person_day_rate or 0.0
        net = None if gross is None else success * gross - effort * rate - row.cost
        inputs = self._inputs(row, factors, gross, success)
        inputs["effort"] = DrawnInput(effort, -rate)
        return DrawnSolution(row, source, gross, base, effort, net, inputs)

    def _factors(self, row: Opportunity) -> tuple[dict[str, Array], Source]:
        """Give the inputs whose product is the value over the horizon, and where they are from."""
        if row.value is not None:
            return {"value": self.span(row, "value", row.value)}, Source.STATED
        if row.decision is not None:
            effects = forecast_effects(self, row.decision)
            return (
                ({"effect": effects}, Source.FORECAST) if effects is not None else ({}, Source.NONE)
            )
        if row.reach is None or row.impact is None:
            return {}, Source.NONE
        reach = np.maximum(self.span(row, "reach", row.reach), 0.0)
        factors = {"reach": reach, "impact": self.span(row, "impact", row.impact)}
        metric = self.workspace.metrics.get(row.metric or "")
        unit = None if metric is None else value_draws(metric, self.seed, self.draws)
        if unit is None:
            return factors, Source.SCORE
        return {**factors, "unit_value": unit * self.options.horizon_months}, Source.REACH

    def _effort(self, row: Opportunity) -> Array:
        if row.effort is None:
            return np.zeros(self.draws)
        return np.maximum(self.span(row, "effort", row.effort), row.effort.mid * 0.01)

    def _inputs(
        self, row: Opportunity, factors: Mapping[str, Array], gross: Array | None, success: Array
    ) -> dict[str, DrawnInput]:
        if gross is None:
            return {name: DrawnInput(draws, 0.0) for name, draws in factors.items()}
        certain = {name: float(draws.mean()) for name, draws in factors.items()}
        whole = float(np.prod(list(certain.values()))) * self.discount * row.confidence
        found = {
            name: DrawnInput(draws, whole / certain[name] if certain[name] else 0.0)
            for name, draws in factors.items()
        }
        if row.confidence < 1:
            found["success"] = DrawnInput(success, float(gross.mean()))
        return found
