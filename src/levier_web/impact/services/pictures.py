"""Drawings of stored measurements, made by the engine as in its report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from levier.language.numbers import short_day
from levier.workspace.report.charts.counterfactual import counterfactual
from levier.workspace.report.charts.drawing import Picture, draw
from levier.workspace.report.charts.waterfall import Step, waterfall
from levier.workspace.report.series import drawn_series
from levier.workspace.results import CounterfactualBand, Interval, SeriesView, Window
from levier_web.impact.models import Effect, SeriesPicture
from levier_web.ui.templatetags.words import number
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.language import Language
    from levier.workspace.report.series import Point

FORMAT = "~s"
"""Of the axes: 12k, 1.5M."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing, and the points that it shows."""

    picture: Picture
    points: tuple[Point, ...]
    block: int


@lru_cache(maxsize=256)
def effect_drawn(effect: int, language: Language) -> Drawn | None:
    """Draw a metric as observed and as it would have been without one decision.

    None when the effect was not measured on a series. A measurement never changes: the drawing
    is kept for as long as the process lives.
    """
    one = Effect.objects.select_related("decision", "metric").get(pk=effect)
    kept = SeriesPicture.objects.filter(measurement=one.measurement_id, metric=one.metric).first()
    window, start = one.detail.get("window"), one.decision.starts_on
    if kept is None or window is None or start is None:
        return None
    series = drawn_series(_view(kept.view), one.decision.slug, _window(window))
    if series is None:
        return None
    word = say("impact.picture.start", language, day=short_day(start, language))
    name = say("impact.picture.alt", language, metric=one.metric.title, decision=one.decision.title)
    picture = draw(
        lambda width: counterfactual(series.points, start, word, _axis(one), width), name, language
    )
    return Drawn(picture, series.points, series.block)


def _axis(one: Effect) -> str:
    """Give the format of the axis: a share reads as a percentage."""
    return ".1%" if one.metric.kind == "ratio" else FORMAT


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a change, named for the reader."""

    name: str
    kind: str
    amount: float
    low: float | None = None
    high: float | None = None


def reconciliation_parts(
    item: Mapping[str, Any], titles: Mapping[str, str], language: Language
) -> list[Part]:
    """Give the parts of a change: what the model says, each decision, what nobody explains."""
    parts = [
        Part(say(f"impact.part.{name}", language), "model", item["parts"][name])
        for name in ("trend", "season", "controls")
    ]
    for slug, amount in sorted(item["parts"]["decisions"].items(), key=lambda pair: -pair[1]):
        span = item["decision_ranges"].get(slug) or {}
        parts.append(
            Part(titles.get(slug, slug), "decision", amount, span.get("p10"), span.get("p90"))
        )
    rest = say("impact.part.unexplained", language)
    return [*parts, Part(rest, "unexplained", item["parts"]["unexplained"])]


def waterfall_drawn(
    item: Mapping[str, Any], parts: list[Part], metric: str, language: Language
) -> Picture:
    """Draw why a metric changed, part by part."""
    first, last = item["before"]["mean"], item["after"]["mean"]
    steps = [_level(say("impact.part.before", language), first)]
    at = first
    for part in parts:
        if part.amount:
            steps.append(_step(part, at, item["decision_ranges"]))
            at += part.amount
    steps.append(_level(say("impact.part.after", language), last))
    name = say("impact.picture.waterfall_alt", language, metric=metric)
    return draw(lambda width: waterfall(steps, FORMAT, width), name, language)


def _level(name: str, mean: float) -> Step:
    return Step(name=name, figure=number(mean), kind="level", start=mean, amount=0.0)


def _step(part: Part, start: float, ranges: Mapping[str, Any]) -> Step:
    spans = [span for span in ranges.values() if span["p10"] == part.low]
    return Step(
        name=part.name,
        figure=number(part.amount),
        kind=part.kind,
        start=start,
        amount=part.amount,
        range=Interval(**spans[0]) if part.kind == "decision" and spans else None,
    )


def _view(kept: Mapping[str, Any]) -> SeriesView:
    return SeriesView(
        metric=kept["metric"],
        dates=tuple(date.fromisoformat(day) for day in kept["dates"]),
        observed=tuple(kept["observed"]),
        usable=tuple(kept["usable"]),
        without={
            slug: CounterfactualBand(
                first=band["first"],
                p10=tuple(band["p10"]),
                p50=tuple(band["p50"]),
                p90=tuple(band["p90"]),
            )
            for slug, band in kept["without"].items()
        },
    )


def _window(told: Mapping[str, Any]) -> Window:
    return Window(date.fromisoformat(told["from"]), date.fromisoformat(told["to"]), told["periods"])
