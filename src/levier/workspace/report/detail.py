"""One section per decision, and in it one per metric: the verdict, the picture, the figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.language import numbers as write
from levier.workspace.model import Kind
from levier.workspace.report.charts.counterfactual import counterfactual
from levier.workspace.report.charts.drawing import Picture, draw
from levier.workspace.report.check_rows import CheckRows, check_rows
from levier.workspace.report.designs import (
    DesignRow,
    PathRow,
    design_name,
    design_rows,
    designs_picture,
    path_picture,
    path_rows,
    since_title,
)
from levier.workspace.report.order import anchors, ranked
from levier.workspace.report.series import WEEK, DrawnSeries, drawn_series
from levier.workspace.results import CheckStatus, Design

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from levier.workspace.model import Decision
    from levier.workspace.report.charts.rows import Spec
    from levier.workspace.report.wording import Wording
    from levier.workspace.results import Check, Effect, ScaledInterval

CONTRACTION = 0.5
"""Below, the forecast weighs more than the data."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with its range and a remark, both possibly empty."""

    label: str
    value: str
    range: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EffectView:
    """What the page says of one decision on one metric."""

    effect: Effect
    anchor: str
    title: str
    sentence: str
    facts: tuple[Fact, ...]
    series: DrawnSeries | None
    picture: Picture | None
    design: str
    designs: tuple[DesignRow, ...]
    designs_picture: Picture | None
    path: Picture | None
    path_rows: tuple[PathRow, ...]
    since: str
    """What the path counts."""
    checks: tuple[tuple[Check, CheckRows | None], ...]
    """Each check with the rows behind it."""
    notes: tuple[str, ...]
    failed: str
    """How many checks failed, in words; empty when none did."""


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One decision, with what it did to each metric."""

    anchor: str
    title: str
    facts: tuple[Fact, ...]
    reason: str
    effects: tuple[EffectView, ...]


def decision_views(wording: Wording) -> tuple[DecisionView, ...]:
    """Prepare every decision that was measured, in the order of its largest effect."""
    by_decision: dict[str, list[Effect]] = {}
    for effect in ranked(wording.results):
        by_decision.setdefault(effect.decision, []).append(effect)
    return tuple(
        _decision_view(wording, rank, name, effects)
        for rank, (name, effects) in enumerate(by_decision.items(), start=1)
    )


def _decision_view(wording: Wording, rank: int, name: str, effects: list[Effect]) -> DecisionView:
    decision = wording.results.workspace.decisions[name]
    return DecisionView(
        anchor=f"decision-{rank}",
        title=wording.decision(name),
        facts=tuple(_decision_facts(wording, decision)),
        reason=decision.reason,
        effects=tuple(_effect_view(wording, effect) for effect in effects),
    )


def _decision_facts(wording: Wording, decision: Decision) -> list[Fact]:
    results = wording.results
    cost = sum(
        row.amount
        for row in results.workspace.costs
        if row.decision == decision.id and row.date <= results.as_of
    )
    values = {
        "team": decision.team,
        "product": decision.product,
        "origin": wording.origin(decision.origin) if decision.origin else "",
        "owner": decision.owner,
        "decided": wording.day(decision.decided_on) if decision.decided_on else "",
        "started": wording.day(decision.starts_on),
        "cost": wording.money(cost) if cost else "",
    }
    return [
        Fact(wording.say(f"report.detail.{name}"), value) for name, value in values.items() if value
    ]


def _effect_view(wording: Wording, effect: Effect) -> EffectView:
    series = effect_series(wording, effect)
    arm = f" ({wording.say('report.detail.arm', arm=effect.arm)})" if effect.arm else ""
    return EffectView(
        effect=effect,
        anchor=anchors(wording.results)[id(effect)],
        title=wording.metric(effect.metric) + arm,
        sentence=_sentence(wording, effect),
        facts=tuple(_facts(wording, effect)),
        series=series,
        picture=_picture(wording, effect, series) if series else None,
        design=_design(wording, effect),
        designs=design_rows(wording, effect),
        designs_picture=designs_picture(wording, effect),
        path=path_picture(wording, effect),
        path_rows=path_rows(wording, effect),
        since=since_title(wording, effect),
        checks=tuple(
            (check, check_rows(wording, effect.metric, check))
            for check in effect.diagnostics.checks
        ),
        notes=tuple(_notes(wording, effect)),
        failed=_failed(wording, effect),
    )


def _design(wording: Wording, effect: Effect) -> str:
    method = None if effect.reached is None else effect.reached.method
    return design_name(wording, effect.design.value, method)


def _sentence(wording: Wording, effect: Effect) -> str:
    declared = effect.design is Design.DECLARED
    return wording.say(
        f"report.detail.{'declared' if declared else effect.verdict.value}",
        metric=wording.metric(effect.metric),
        effect=_where(wording, effect, wording.effect(effect.metric, effect.effect)),
        span=wording.effect_range(effect.metric, effect.effect.scale, effect.effect),
        periods=wording.periods(effect.metric, effect.window),
    )


def _where(wording: Wording, effect: Effect, figure: str) -> str:
    """Say that a figure is that of the units reached, where it is."""
    return (
        figure if effect.reached is None else wording.say("report.detail.on_units", effect=figure)
    )


def effect_series(wording: Wording, effect: Effect) -> DrawnSeries | None:
    """Give the points that show one effect; None when it was not measured on a series."""
    views = {view.metric: view for view in wording.results.series}
    view = views.get(effect.metric)
    return drawn_series(view, effect.decision, effect.window) if view else None


def _picture(wording: Wording, effect: Effect, series: DrawnSeries) -> Picture:
    name = wording.say(
        "report.detail.chart_alt",
        metric=wording.metric(effect.metric),
        decision=wording.decision(effect.decision),
        day=wording.day(_start(wording, effect)),
    )
    return draw(effect_chart(wording, effect, series), name, wording.language)


def effect_chart(wording: Wording, effect: Effect, series: DrawnSeries) -> Callable[[int], Spec]:
    """Give the chart of one effect, to be drawn at a width in pixels."""
    start = _start(wording, effect)
    levels = [point.without for point in series.points if point.without is not None]
    number_format = wording.axis_format(effect.metric, max(levels, default=0.0))
    word = f"{wording.say('report.detail.start')} · {wording.short_day(start)}"
    return lambda width: counterfactual(series.points, start, word, number_format, width)


def _start(wording: Wording, effect: Effect) -> date:
    return wording.results.workspace.decisions[effect.decision].starts_on


def chart_caption(wording: Wording, series: DrawnSeries) -> str:
    """Say what the lines are, and how much was averaged to draw them."""
    caption = wording.say("report.detail.chart_caption")
    if series.block == 1:
        return caption
    if series.block == WEEK:
        return f"{caption} {wording.say('report.detail.weekly')}"
    return f"{caption} {wording.say('report.detail.blocks', count=series.block)}"


def _facts(wording: Wording, effect: Effect) -> list[Fact]:
    on_units = effect.reached is not None
    facts = [
        _scaled(wording, "effect_on_units" if on_units else "effect", effect, effect.effect),
        *_reached(wording, effect),
        Fact(
            wording.say("report.detail.average"),
            *wording.brought(effect.metric, effect.average),
        ),
    ]
    facts += _cumulative(wording, effect)
    facts += _money(wording, effect)
    if effect.without_forecast is not None and effect.forecast is not None:
        facts.append(_scaled(wording, "without_forecast", effect, effect.without_forecast))
    facts += _forecast(wording, effect)
    facts.append(Fact(wording.say("report.detail.probability"), _likely(wording, effect)))
    if effect.truth is not None:
        truth = wording.scaled(effect.metric, effect.effect.scale, effect.truth)
        facts.append(Fact(wording.say("table.planted"), truth))
    return facts


def _reached(wording: Wording, effect: Effect) -> list[Fact]:
    """Give the same effect on the whole metric and per unit reached."""
    reached = effect.reached
    if reached is None:
        return []
    counts = ", ".join(
        (
            wording.count("report.designs.reached", reached.units),
            wording.count("report.designs.compared", reached.compared),
        )
    )
    per_unit = wording.amount(effect.metric, reached.per_unit.p50, signed=True)
    return [
        _scaled(wording, "effect_on_whole", effect, reached.whole_metric),
        Fact(
            wording.say("report.detail.per_unit"),
            per_unit,
            wording.amount_range(effect.metric, reached.per_unit),
            counts,
        ),
    ]


def _likely(wording: Wording, effect: Effect) -> str:
    """Say the probability of the right direction; never quite 0 % nor 100 %."""
    chance = effect.probability_right_direction
    key = "probability_over" if chance > 0.99 else "probability_under" if chance < 0.01 else ""
    bounded = min(0.99, max(0.01, chance))
    return wording.say(
        f"report.detail.{key or 'probability_value'}", share=wording.percent(bounded)
    )


def _scaled(wording: Wording, name: str, effect: Effect, interval: ScaledInterval) -> Fact:
    return Fact(
        wording.say(f"report.detail.{name}"),
        wording.effect(effect.metric, interval),
        wording.effect_range(effect.metric, interval.scale, interval),
    )


def _cumulative(wording: Wording, effect: Effect) -> list[Fact]:
    """Give the effect over the window, for metrics whose values add up."""
    metric = wording.results.workspace.metrics.get(effect.metric)
    if metric is None or metric.kind not in {Kind.SUM, Kind.COUNT}:
        return []
    return [
        Fact(
            wording.say("report.detail.cumulative"),
            *wording.brought(effect.metric, effect.cumulative),
        )
    ]


def _money(wording: Wording, effect: Effect) -> list[Fact]:
    if effect.money is None:
        return []
    note = "" if effect.in_total else wording.say("report.detail.money_outside")
    facts = [
        Fact(
            wording.say("report.detail.money"),
            wording.money(effect.money.p50, signed=True),
            wording.money_range(effect.money),
            note,
        )
    ]
    if effect.projection is not None:
        facts.append(
            Fact(
                wording.say("report.detail.projection"),
                wording.money(effect.projection.p50, signed=True),
                wording.money_range(effect.projection),
                wording.say("report.detail.projection_note"),
            )
        )
    return facts


def _forecast(wording: Wording, effect: Effect) -> list[Fact]:
    forecast = effect.forecast
    if forecast is None:
        return []
    scale, metric = effect.effect.scale, effect.metric
    return [
        Fact(
            wording.say("report.detail.forecast"),
            wording.scaled(metric, scale, forecast.p50),
            wording.effect_range(metric, scale, forecast),
            wording.say(f"report.detail.{'inside' if forecast.inside80 else 'outside'}"),
        )
    ]


def _notes(wording: Wording, effect: Effect) -> list[str]:
    diagnostics = effect.diagnostics
    notes = [note[wording.language] for note in diagnostics.notes]
    if diagnostics.contraction is not None and diagnostics.contraction < CONTRACTION:
        notes.append(wording.say("report.detail.contraction"))
    if effect.forecast is not None:
        score = write.number(effect.forecast.crps, wording.language, digits=2)
        notes.append(wording.say("report.detail.score", score=score))
    if diagnostics.correlated_with:
        notes.append(_correlated(wording, effect))
    for name in ("masked", "cleaned"):
        count = getattr(diagnostics, name)
        if count:
            notes.append(wording.say(f"report.detail.{name}", count=count))
    return notes


def _failed(wording: Wording, effect: Effect) -> str:
    failed = sum(check.status is CheckStatus.FAILED for check in effect.diagnostics.checks)
    return wording.count("report.detail.failed", failed) if failed else ""


def _correlated(wording: Wording, effect: Effect) -> str:
    others = [
        wording.say(
            "report.detail.correlated_one",
            decision=wording.decision(name),
            figure=write.number(figure, wording.language, digits=2),
        )
        for name, figure in effect.diagnostics.correlated_with.items()
    ]
    return wording.say("report.detail.correlated", others=wording.listed(others))
