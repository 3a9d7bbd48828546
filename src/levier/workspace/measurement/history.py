"""The past forecasts that a company brought, as pairs of a forecast and a measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.forecasting.elicitation import elicit
from levier.workspace.measurement.belief import Pair, turned
from levier.workspace.model import Direction, EffectScale

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from levier.workspace.inputs.past_forecasts import PastForecast
    from levier.workspace.model import Workspace


def wanted_sign(workspace: Workspace, metric: str) -> float:
    """Give the way a metric should go: -1 for one that is declared so, else 1."""
    declared = workspace.metrics.get(metric)
    return -1.0 if declared is not None and declared.direction is Direction.DOWN else 1.0


def pairs_of_history(
    workspace: Workspace, day: date, measured_here: Collection[str]
) -> tuple[Pair, ...]:
    """Give each past forecast with what was measured, as known by ``day``.

    Relative effects only, positive when wanted. A decision that is measured here is left to its
    measurement, which would otherwise count twice.
    """
    rows = [
        row
        for row in relative_effects(workspace.past_forecasts)
        if row.decision not in measured_here and row.measured_on <= day
    ]
    ordered = sorted(rows, key=lambda row: (row.decision, row.metric, row.author, row.stated_on))
    return tuple(_pair(workspace, row) for row in ordered)


def _pair(workspace: Workspace, row: PastForecast) -> Pair:
    sign = wanted_sign(workspace, row.metric)
    forecast = turned(elicit(row.low or 0.0, row.mid or 0.0, row.high or 0.0), sign)
    decided = workspace.decisions.get(row.decision)
    return Pair(
        decision=row.decision,
        groups={
            "author": row.author,
            "team": row.team or (decided.team if decided else ""),
            "kind": row.kind or (decided.kind if decided else ""),
        },
        outcome=f"past/{row.decision}/{row.metric}/{row.outcome!r}/{row.outcome_sd!r}",
        forecast=forecast.mean,
        variance=forecast.variance,
        measured=row.outcome * sign,
        sd=row.outcome_sd,
    )


def relative_effects(rows: Iterable[PastForecast]) -> list[PastForecast]:
    """Keep the forecasts of a relative effect."""
    return [row for row in rows if row.mid is not None and row.scale is EffectScale.RELATIVE]
