"""What the page says of the units behind an effect, and of the other designs possible."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from levier.language import numbers as write
from levier.workspace.measurement.across_units.blocks import boundaries
from levier.workspace.model import Grain
from levier.workspace.report.charts.designs import DesignMark, designs_chart
from levier.workspace.report.charts.drawing import Picture, draw
from levier.workspace.report.charts.exposure_path import exposure_path
from levier.workspace.report.wording import RELATIVE

if TYPE_CHECKING:
    from levier.workspace.report.wording import Wording
    from levier.workspace.results import (
        DesignReading,
        Effect,
        Grade,
        PathPoint,
        ScaledInterval,
        Verdict,
    )


_DONORS = "donors"
"""The method whose path is of days seen week by week, never of longer groups."""


@dataclass(frozen=True, slots=True)
class DesignRow:
    """One design of one effect, as a line of a table."""

    name: str
    grade: Grade
    verdict: Verdict
    effect: str
    range: str
    gap: str


@dataclass(frozen=True, slots=True)
class PathRow:
    """One point of the path, as a line of a table."""

    since: str
    value: str
    range: str


def design_rows(wording: Wording, effect: Effect) -> tuple[DesignRow, ...]:
    """List the reported design, then the others; empty when there is no other."""
    if not effect.other_designs:
        return ()
    method = None if effect.reached is None else effect.reached.method
    name = design_name(wording, effect.design.value, method)
    first = _row(wording, effect, name, effect.grade, effect.verdict, effect.effect, "")
    return (first, *(_other(wording, effect, one) for one in effect.other_designs))


def design_name(wording: Wording, design: str, method: str | None) -> str:
    """Name a design, with how units were compared where they were."""
    word = wording.say(f"report.design.{design}")
    return word if method is None else f"{word} ({wording.say(f'report.comparison.{method}')})"


def path_picture(wording: Wording, effect: Effect) -> Picture | None:
    """Draw the effect by time since exposure; None where the design has no path."""
    if effect.reached is None or not effect.reached.path:
        return None
    points = effect.reached.path
    relative = effect.effect.scale == RELATIVE
    largest = max(abs(point.value) for point in points)
    axis = "+.1~%" if relative else wording.axis_format(effect.metric, largest)
    title = since_title(wording, effect)
    name = wording.say(
        "report.designs.path_alt",
        metric=wording.metric(effect.metric),
        decision=wording.decision(effect.decision),
    )
    return draw(lambda width: exposure_path(points, title, axis, width), name, wording.language)


def since_title(wording: Wording, effect: Effect) -> str:
    """Say what the path counts: periods of the metric, or groups of them in a long series."""
    metric = wording.results.workspace.metrics.get(effect.metric)
    view = next((one for one in wording.results.series if one.metric == effect.metric), None)
    if effect.reached is None or metric is None or view is None:
        return wording.say("report.designs.since.blocks")
    periods, unit = len(view.dates), metric.grain.value
    if effect.reached.method == _DONORS:
        weeks = metric.grain is Grain.DAY and 2 * len(effect.reached.path) < periods
        unit = Grain.WEEK.value if weeks else unit
    elif len(boundaries(periods, np.empty(0, dtype=np.int64))) <= periods:
        unit = "blocks"
    return wording.say(f"report.designs.since.{unit}")


def designs_picture(wording: Wording, effect: Effect) -> Picture | None:
    """Draw what each design says, the reported one first; None where there is no other."""
    if not effect.other_designs:
        return None
    method = None if effect.reached is None else effect.reached.method
    first = _mark(wording, effect, effect.design.value, method, effect.grade, effect.effect)
    others = [
        _mark(wording, effect, one.design.value, one.method, one.grade, one.effect)
        for one in effect.other_designs
    ]
    reported = wording.say("report.designs.reported")
    first = replace(first, detail=" · ".join(filter(None, (reported, first.detail))))
    largest = abs(effect.effect.p50)
    axis = None if effect.effect.scale == RELATIVE else wording.axis_format(effect.metric, largest)
    name = wording.say(
        "report.designs.picture_alt",
        metric=wording.metric(effect.metric),
        decision=wording.decision(effect.decision),
    )
    return draw(lambda width: designs_chart([first, *others], axis, width), name, wording.language)


def path_rows(wording: Wording, effect: Effect) -> tuple[PathRow, ...]:
    """Give the numbers of the picture."""
    path = () if effect.reached is None else effect.reached.path
    return tuple(_path_row(wording, effect, point) for point in path)


def _mark(
    wording: Wording,
    effect: Effect,
    design: str,
    method: str | None,
    grade: Grade,
    interval: ScaledInterval,
) -> DesignMark:
    return DesignMark(
        name=wording.say(f"report.design.{design}"),
        detail="" if method is None else wording.say(f"report.comparison.{method}"),
        figure=wording.effect(effect.metric, interval),
        note=grade.value,
        interval=interval,
    )


def _other(wording: Wording, effect: Effect, one: DesignReading) -> DesignRow:
    name = design_name(wording, one.design.value, one.method)
    gap = write.number(one.gap, wording.language, digits=2, signed=True)
    return _row(wording, effect, name, one.grade, one.verdict, one.effect, gap)


def _row(
    wording: Wording,
    effect: Effect,
    name: str,
    grade: Grade,
    verdict: Verdict,
    interval: ScaledInterval,
    gap: str,
) -> DesignRow:
    span = _span(wording, effect, interval.low95, interval.high95)
    return DesignRow(name, grade, verdict, wording.effect(effect.metric, interval), span, gap)


def _path_row(wording: Wording, effect: Effect, point: PathPoint) -> PathRow:
    span = ""
    if point.low95 is not None and point.high95 is not None:
        span = _span(wording, effect, point.low95, point.high95)
    since = write.number(point.since, wording.language, signed=True)
    value = wording.scaled(effect.metric, effect.effect.scale, point.value)
    return PathRow(since, value, span)


def _span(wording: Wording, effect: Effect, low: float, high: float) -> str:
    scale = effect.effect.scale
    first, last = (wording.scaled(effect.metric, scale, end) for end in (low, high))
    return write.span(first, last, wording.language)
