"""Forecasts with their outcomes as cases: those measured here and those of the history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.elicitation import SplitNormal, elicit
from levier.forecasting.pooling import pool
from levier.forecasting.recalibration import PastPairs
from levier.workspace.forecast_board.results import Source
from levier.workspace.measurement.belief import GROUPINGS, told_apart, turned
from levier.workspace.measurement.history import wanted_sign
from levier.workspace.model import EffectScale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from levier.workspace.inputs.past_forecasts import PastForecast
    from levier.workspace.model import Expectation, Workspace
    from levier.workspace.results import Effect, Results

_SDS_IN_95 = 3.92


@dataclass(frozen=True, slots=True)
class Stated:
    """One forecast of an effect, on the scale of its measurement where there is one."""

    decision: str
    title: str
    metric: str
    unit: str
    author: str
    team: str
    kind: str
    stated_on: date
    scale: EffectScale
    forecast: SplitNormal
    sign: float
    """1, or -1 for a metric that should fall."""

    @property
    def groups(self) -> dict[str, str]:
        """The group of each grouping."""
        return {"author": self.author, "team": self.team, "kind": self.kind}

    @property
    def wanted(self) -> SplitNormal:
        """The forecast in the wanted direction: a gain is positive."""
        return turned(self.forecast, self.sign)


@dataclass(frozen=True, slots=True)
class Case:
    """A forecast that can be judged."""

    stated: Stated
    source: Source
    measured: float
    sd: float
    known_on: date

    @property
    def relative(self) -> bool:
        """Whether other decisions can learn from it."""
        return self.stated.scale is EffectScale.RELATIVE

    @property
    def outcome(self) -> str:
        """What was measured, by name."""
        return f"{self.source.value}/{self.stated.decision}/{self.stated.metric}/{self.measured!r}"


def cases_here(results: Results) -> list[Case]:
    """Take each author's forecast of each effect, measured without forecasts."""
    workspace = results.workspace
    stated = _by_pair(workspace)
    return [
        _case(_stated(workspace, row, effect), effect)
        for effect in results.effects
        if effect.forecast is not None
        for row in comparable(stated.get((effect.decision, effect.metric), ()), effect)
    ]


def _case(stated: Stated, effect: Effect) -> Case:
    """Hold a forecast against what was measured: never against what it helped to measure."""
    alone = effect.without_forecast or effect.effect
    sd = (alone.high95 - alone.low95) / _SDS_IN_95
    return Case(stated, Source.HERE, alone.p50, sd, effect.window.to)


def comparable(rows: Iterable[Expectation], effect: Effect | None) -> list[Expectation]:
    """Keep the rows that state a range; with an effect, those on one scale only.

    Forecasts of one effect on two scales cannot be brought to the measurement by one factor.
    """
    ranged = [row for row in rows if None not in (row.low, row.mid, row.high)]
    scales = {row.scale for row in ranged}
    return [] if effect is not None and len(scales) > 1 else ranged


def unjudged(workspace: Workspace, judged: Iterable[Case]) -> list[Stated]:
    """Take the forecasts of ``expectations`` that no measurement answers."""
    done = {(one.stated.decision, one.stated.metric) for one in judged if one.source is Source.HERE}
    return [
        _stated(workspace, row, None)
        for pair, rows in _by_pair(workspace).items()
        if pair not in done
        for row in comparable(rows, None)
    ]


def _by_pair(workspace: Workspace) -> dict[tuple[str, str], list[Expectation]]:
    found: dict[tuple[str, str], list[Expectation]] = {}
    for row in workspace.expectations:
        found.setdefault((row.decision, row.metric), []).append(row)
    return found


def _stated(workspace: Workspace, row: Expectation, effect: Effect | None) -> Stated:
    """Bring one author's forecast to the scale of the measurement."""
    decision, metric = workspace.decisions[row.decision], workspace.metrics[row.metric]
    forecast, scale = _forecast(row), row.scale
    if effect is not None:
        rows = comparable(_by_pair(workspace)[row.decision, row.metric], effect)
        forecast = _scaled(forecast, _factor(rows, effect))
        scale = EffectScale(effect.effect.scale)
    return Stated(
        decision=decision.id,
        title=decision.title or decision.id,
        metric=row.metric,
        unit=metric.unit,
        author=row.author,
        team=decision.team,
        kind=decision.kind,
        stated_on=row.stated_on or decision.decided_on or decision.starts_on,
        scale=scale,
        forecast=forecast,
        sign=wanted_sign(workspace, row.metric),
    )


def _factor(rows: Sequence[Expectation], effect: Effect) -> float:
    """Give what brings a forecast as written to the average effect that was measured.

    ``measure`` pools the authors and brings the pool there (a ramp reaches its height late, an
    amount is a share of the level): the widths of both pools are in that ratio, for every author.
    """
    if effect.forecast is None:
        return 1.0
    plain = pool([_forecast(row) for row in rows])
    width = plain.quantile(0.9) - plain.quantile(0.1)
    return (effect.forecast.p90 - effect.forecast.p10) / width


def _forecast(row: Expectation | PastForecast) -> SplitNormal:
    low, mid, high = row.low, row.mid, row.high
    assert low is not None and mid is not None and high is not None  # noqa: S101, PT018
    return elicit(low, mid, high)


def _scaled(forecast: SplitNormal, factor: float) -> SplitNormal:
    return SplitNormal(
        forecast.median * factor, forecast.left_sd * factor, forecast.right_sd * factor
    )


def cases_of_history(workspace: Workspace, day: date) -> list[Case]:
    """Take the forecasts of the past whose outcome was known by ``day``."""
    return [
        Case(_past(workspace, row), Source.PAST, row.outcome, row.outcome_sd, row.measured_on)
        for row in workspace.past_forecasts
        if row.mid is not None and row.measured_on <= day
    ]


def _past(workspace: Workspace, row: PastForecast) -> Stated:
    declared, decided = workspace.metrics.get(row.metric), workspace.decisions.get(row.decision)
    title = row.title or (decided.title if decided else "") or row.decision
    return Stated(
        decision=row.decision,
        title=title,
        metric=row.metric,
        unit=declared.unit if declared else "",
        author=row.author,
        team=row.team or (decided.team if decided else ""),
        kind=row.kind or (decided.kind if decided else ""),
        stated_on=row.stated_on,
        scale=row.scale,
        forecast=_forecast(row),
        sign=wanted_sign(workspace, row.metric),
    )


def in_order(cases: Iterable[Case]) -> list[Case]:
    """Sort as they were stated, so that the order of rows means nothing."""
    return sorted(cases, key=lambda one: (_key(one.stated), one.source.value, one.known_on))


def stated_in_order(stated: Iterable[Stated]) -> list[Stated]:
    """Sort forecasts as they were stated."""
    return sorted(stated, key=_key)


def _key(one: Stated) -> tuple[date, str, str, str, float]:
    return one.stated_on, one.decision, one.metric, one.author, one.forecast.median


def as_pairs(cases: Sequence[Case]) -> PastPairs:
    """Make the arrays that recalibration learns from; gains are positive."""
    wanted = [case.stated.wanted for case in cases]
    return PastPairs(
        forecasts=np.array([one.mean for one in wanted], dtype=np.float64),
        variances=np.array([one.variance for one in wanted], dtype=np.float64),
        measured=np.array([one.measured * one.stated.sign for one in cases], dtype=np.float64),
        sds=np.array([one.sd for one in cases], dtype=np.float64),
        groups={name: [case.stated.groups[name] for case in cases] for name in GROUPINGS},
        outcomes=tuple(case.outcome for case in cases),
    )


def per_outcome(outcomes: Sequence[str], values: Sequence[float]) -> list[float]:
    """Average over the forecasts of each outcome, in the order of their names."""
    found: dict[str, list[float]] = {}
    for outcome, one in zip(outcomes, values, strict=True):
        found.setdefault(outcome, []).append(one)
    return [float(np.mean(sorted(found[name]))) for name in sorted(found)]


def telling(cases: Sequence[Case]) -> tuple[str, ...]:
    """Give the groupings with two groups or more: one group is all there is."""
    return told_apart(as_pairs(cases))
