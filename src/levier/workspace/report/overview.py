"""The pictures that hold all the effects: the forests, and forecasts beside measurements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.workspace.model import Direction
from levier.workspace.report.charts.drawing import Picture, draw
from levier.workspace.report.charts.forecasts import ForecastRow, forecast_chart
from levier.workspace.report.charts.forest import ForestRow, money_forest, relative_forest
from levier.workspace.report.order import ranked
from levier.workspace.report.wording import RELATIVE

if TYPE_CHECKING:
    from levier.workspace.report.wording import Wording
    from levier.workspace.results import Effect, Interval, ScaledInterval


@dataclass(frozen=True, slots=True)
class Overview:
    """A picture of many effects, and the effects that it shows in its order."""

    picture: Picture
    effects: tuple[Effect, ...]


def forest_in_money(wording: Wording) -> Overview | None:
    """Draw the effects that have a value in money; None when none has."""
    effects = [effect for effect in ranked(wording.results) if effect.money is not None]
    if not effects:
        return None
    rows = [_row(wording, effect, effect.money) for effect in effects if effect.money is not None]
    currency, language = wording.results.currency, wording.language
    picture = draw(
        lambda width: money_forest(rows, currency, language, width),
        wording.count("report.forest.alt_money", len(rows)),
        language,
    )
    return Overview(picture, tuple(effects))


def forest_in_percent(wording: Wording) -> Overview | None:
    """Draw the relative effects that have no value in money; None when there is none."""
    effects = [
        effect
        for effect in wording.results.effects
        if effect.money is None and effect.effect.scale == RELATIVE
    ]
    if not effects:
        return None
    effects.sort(key=lambda effect: (effect.metric, -effect.effect.p50))
    rows = [_row(wording, effect, effect.effect) for effect in effects]
    picture = draw(
        lambda width: relative_forest(rows, width),
        wording.count("report.forest.alt_relative", len(rows)),
        wording.language,
    )
    return Overview(picture, tuple(effects))


def forecasts_against_measurements(wording: Wording) -> Overview | None:
    """Draw the relative forecasts beside what was measured without them."""
    effects = [effect for effect in ranked(wording.results) if _can_be_judged(effect)]
    rows = [
        ForecastRow(
            name=wording.decision(effect.decision),
            detail=_detail(wording, effect),
            figure=wording.effect(effect.metric, measured(effect)),
            note="",
            forecast=effect.forecast,
            measured=measured(effect),
        )
        for effect in effects
        if effect.forecast is not None
    ]
    if not rows:
        return None
    name = wording.count("report.forecasts.alt", len(rows))
    picture = draw(lambda width: forecast_chart(rows, width), name, wording.language)
    return Overview(picture, tuple(effects))


def measured(effect: Effect) -> ScaledInterval:
    """Give the measurement that judges a forecast: the one made without it."""
    return effect.without_forecast or effect.effect


def _can_be_judged(effect: Effect) -> bool:
    return effect.forecast is not None and effect.effect.scale == RELATIVE


def _row(wording: Wording, effect: Effect, interval: Interval | ScaledInterval) -> ForestRow:
    in_money = interval is effect.money
    figure = wording.money(interval.p50, signed=True) if in_money else wording.measured(effect)
    return ForestRow(
        name=wording.decision(effect.decision),
        detail=_detail(wording, effect, outside=in_money and not effect.in_total),
        figure=figure,
        note=effect.grade.value,
        verdict=effect.verdict,
        interval=interval,
    )


def _detail(wording: Wording, effect: Effect, *, outside: bool = False) -> str:
    metric = wording.results.workspace.metrics.get(effect.metric)
    parts = [wording.metric(effect.metric)]
    if metric is not None and metric.direction is Direction.DOWN:
        parts[0] += " ↓"
    if effect.arm:
        parts.append(wording.say("report.detail.arm", arm=effect.arm))
    if outside:
        parts.append(wording.say("report.table.outside"))
    return ", ".join(parts)
