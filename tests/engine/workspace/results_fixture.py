"""A seeded answer of a fictional company: every kind of effect that a reader can meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
from tests.engine.workspace.effects_fixture import DRAWS, interval, made_effects
from tests.engine.workspace.workspace_fixture import FIRST_DAY, LEVELS, WINDOW_END, made_workspace

from levier.workspace.model import Workspace
from levier.workspace.results import (
    CounterfactualBand,
    ForecastScores,
    Group,
    GroupTotal,
    Interval,
    NotMeasured,
    Parts,
    Portfolio,
    Provenance,
    Reconciliation,
    Results,
    ScaledInterval,
    SeriesView,
    Span,
    Verdict,
)


@cache
def full_results() -> Results:
    """Twenty-one effects on eight metrics, with money, forecasts, groups and refusals."""
    workspace = made_workspace()
    return Results(
        as_of=WINDOW_END,
        currency="EUR",
        effects=made_effects(workspace),
        groups=(_group(),),
        not_measured=_not_measured(),
        reconciliation=_reconciliations(),
        portfolio=_portfolio(workspace),
        series=tuple(_series(metric, workspace) for metric in LEVELS),
        provenance=Provenance("0.1.0", "9f2c" * 16, 20260630, DRAWS, "on"),
        workspace=workspace,
    )


@cache
def bare_results() -> Results:
    """One effect without money, cost, forecast or reconciliation."""
    full = full_results()
    effect = next(effect for effect in full.effects if effect.metric == "page_load")
    bare = replace(effect, forecast=None, money=None, projection=None, truth=None)
    return replace(
        full,
        effects=(bare,),
        groups=(),
        not_measured=(),
        reconciliation=(),
        portfolio=_nothing(),
        series=tuple(view for view in full.series if view.metric == "page_load"),
        workspace=replace(full.workspace, costs=(), expectations=()),
    )


@cache
def empty_results() -> Results:
    """Nothing could be measured."""
    return replace(bare_results(), effects=(), series=(), not_measured=_not_measured())


def _group() -> Group:
    return Group(
        metric="orders",
        decisions=("search-ranking", "free-delivery"),
        effect=ScaledInterval("relative", 0.012, 0.031, 0.049, 0.002, 0.059),
        cumulative=Interval(1480.0, 3820.0, 6040.0, 250.0, 7270.0),
        money=Interval(17800.0, 45800.0, 77100.0, 3000.0, 94000.0),
        verdict=Verdict.GAIN,
    )


def _not_measured() -> tuple[NotMeasured, ...]:
    late = {
        "en": "Only 4 periods after the start: at least 14 are needed.",
        "fr": "Seulement 4 périodes après le début\u202f: il en faut au moins 14.",
    }
    bare = {
        "en": "The metric has no value after the start of the decision.",
        "fr": "La métrique n’a aucune valeur après le début de la décision.",
    }
    return (
        NotMeasured("mobile-app-v3", "signups", "too_few_periods_after", late),
        NotMeasured("partner-portal", "orders", "no_observations_after", bare),
    )


def _reconciliations() -> tuple[Reconciliation, ...]:
    return (
        _reconciliation("orders", 21.4, 9.1, 0.0, {"checkout-one-page": 24.2, "price-rise": -6.1}),
        _reconciliation("support_tickets", 3.2, -1.4, 1.1, {"help-centre": -9.6}),
    )


def _reconciliation(
    metric: str, trend: float, season: float, controls: float, decisions: dict[str, float]
) -> Reconciliation:
    level, unexplained = LEVELS[metric], 1.7
    change = trend + season + controls + sum(decisions.values()) + unexplained
    ranges = {name: interval(part, abs(part) / 4) for name, part in decisions.items()}
    return Reconciliation(
        metric=metric,
        before=Span(date(2024, 7, 1), date(2024, 12, 31), level),
        after=Span(date(2025, 7, 1), date(2025, 12, 31), level + change),
        observed_change=change,
        parts=Parts(trend, season, controls, decisions, unexplained),
        decision_ranges=ranges,
    )


def _portfolio(workspace: Workspace) -> Portfolio:
    value = interval(412_000.0, 88_000.0)
    cost = sum(row.amount for row in workspace.costs if row.date <= WINDOW_END)
    return Portfolio(
        value=value,
        without_forecasts=interval(371_000.0, 92_000.0),
        unshrunk=interval(486_000.0, 97_000.0),
        proven=interval(355_000.0, 61_000.0),
        proven_unshrunk=interval(431_000.0, 66_000.0),
        declared=interval(50_000.0, 20_000.0),
        cost=cost,
        net=interval(412_000.0 - cost, 88_000.0),
        return_on_cost=interval((412_000.0 - cost) / cost, 88_000.0 / cost),
        by_grade=_totals({"A": 96_000.0, "B": 0.0, "C": 251_000.0, "D": 65_000.0}),
        by_team=_totals({"Achat": 248_000.0, "Croissance": 137_000.0, "Support": 27_000.0}),
        by_product=_totals({"Boutique": 301_000.0, "Application": 111_000.0}),
        by_origin=_totals({"team": 190_000.0, "client": 164_000.0, "board": 58_000.0}),
        forecasts=ForecastScores(scored=17, coverage80=9 / 17, bias=0.021),
    )


def _totals(values: dict[str, float]) -> dict[str, GroupTotal]:
    return {
        name: GroupTotal(
            value=interval(value, 0.3 * value + 4_000.0),
            cost=0.45 * value,
            net=interval(0.55 * value, 0.3 * value + 4_000.0),
            effects=3 + rank,
        )
        for rank, (name, value) in enumerate(values.items())
    }


def _nothing() -> Portfolio:
    zero = Interval(0.0, 0.0, 0.0, 0.0, 0.0)
    return Portfolio(
        value=zero,
        without_forecasts=zero,
        unshrunk=zero,
        proven=zero,
        proven_unshrunk=zero,
        declared=None,
        cost=0.0,
        net=zero,
        return_on_cost=None,
        by_grade={},
        by_team={},
        by_product={},
        by_origin={},
        forecasts=ForecastScores(0, None, None),
    )


def _series(metric: str, workspace: Workspace) -> SeriesView:
    """Observed values of one metric with, for each decision on it, what would have been."""
    observations = workspace.observations[metric]
    dates = tuple(FIRST_DAY + timedelta(days=int(d)) for d in _offsets(observations.dates))
    values: list[float | None] = [float(value) for value in observations.values]
    usable = [True] * len(values)
    for gap in range(200, 207 if len(values) > 300 else 202):
        if gap < len(values):
            values[gap], usable[gap] = None, False
    bands = {
        row.decision: _band(row.mid or 0.0, workspace, row.decision, dates, observations.values)
        for row in workspace.expectations
        if row.metric == metric and row.mid is not None
    }
    return SeriesView(metric, dates, tuple(values), tuple(usable), bands)


def _offsets(dates: np.ndarray) -> np.ndarray:
    return (dates - np.datetime64(FIRST_DAY)).astype(int)


def _band(
    forecast: float,
    workspace: Workspace,
    decision: str,
    dates: tuple[date, ...],
    values: np.ndarray,
) -> CounterfactualBand:
    start = workspace.decisions[decision].starts_on
    first = sum(day < start for day in dates)
    padded = np.pad(values, 3, mode="edge")
    smooth = np.convolve(padded, np.ones(7) / 7, mode="valid")[first:] / (1 + 0.6 * forecast)
    spread = 0.03 * smooth * np.sqrt(1 + np.arange(smooth.size) / max(1, smooth.size))
    low, high = smooth - spread, smooth + spread
    return CounterfactualBand(
        first, tuple(low.tolist()), tuple(smooth.tolist()), tuple(high.tolist())
    )
