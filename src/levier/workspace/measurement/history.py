"""The past forecasts that a company brought, as pairs of a forecast and a measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.forecasting.elicitation import elicit
from levier.forecasting.pooling import pool
from levier.workspace.model import Direction, EffectScale

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from levier.workspace.inputs.past_forecasts import PastForecast
    from levier.workspace.model import Workspace

    Outcome = tuple[str, str, float, float]


def wanted_sign(workspace: Workspace, metric: str) -> float:
    """Give the way a metric should go: -1 for one that is declared so, else 1."""
    declared = workspace.metrics.get(metric)
    return -1.0 if declared is not None and declared.direction is Direction.DOWN else 1.0


def pooled_history(
    workspace: Workspace, day: date, measured_here: Collection[str]
) -> list[tuple[str, float, float, float]]:
    """Give decision, forecast, measured effect and its standard error of each past outcome.

    Relative effects known by ``day`` only, positive when wanted. Several authors of one outcome are
    pooled, since it came once. A decision that is measured here is left to its measurement, which
    would otherwise count twice.
    """
    outcomes: dict[Outcome, list[PastForecast]] = {}
    for row in relative_effects(workspace.past_forecasts):
        if row.decision not in measured_here and row.measured_on <= day:
            outcomes.setdefault((row.decision, row.metric, row.outcome, row.outcome_sd), []).append(
                row
            )
    return [
        (key[0], _pooled_mean(outcomes[key]) * sign, key[2] * sign, key[3])
        for key in sorted(outcomes)
        for sign in (wanted_sign(workspace, key[1]),)
    ]


def relative_effects(rows: Iterable[PastForecast]) -> list[PastForecast]:
    """Keep the forecasts of a relative effect."""
    return [row for row in rows if row.mid is not None and row.scale is EffectScale.RELATIVE]


def _pooled_mean(rows: Iterable[PastForecast]) -> float:
    members = [
        elicit(row.low, row.mid, row.high)
        for row in sorted(rows, key=lambda row: (row.author, row.stated_on))
        if row.low is not None and row.mid is not None and row.high is not None
    ]
    return pool(members).mean
