"""The reconciliation of one metric as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from levier.workspace.report.charts.drawing import Picture, draw
from levier.workspace.report.charts.waterfall import Step, waterfall

if TYPE_CHECKING:
    from levier.workspace.report.wording import Wording
    from levier.workspace.results import Interval, Reconciliation

_MODEL = ("trend", "season", "controls")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the change, with the range of a decision's part."""

    name: str
    kind: str
    amount: float
    range: Interval | None = None


@dataclass(frozen=True, slots=True)
class ReconciliationView:
    """One metric's reconciliation: a title, a picture and its parts."""

    item: Reconciliation
    title: str
    spans: str
    picture: Picture
    parts: tuple[Part, ...]


def reconciliation_view(wording: Wording, item: Reconciliation) -> ReconciliationView:
    """Prepare one metric."""
    fields = {
        "metric": wording.metric(item.metric),
        "before": wording.bare(item.metric, item.before.mean),
        "after": wording.amount(item.metric, item.after.mean),
    }
    parts = _parts(wording, item)
    steps = _steps(wording, item, parts)
    number_format = wording.axis_format(item.metric, item.after.mean)
    picture = draw(
        lambda width: waterfall(steps, number_format, width),
        wording.say("report.reconciliation.alt", **fields),
        wording.language,
    )
    title = wording.say("report.reconciliation.title", **fields)
    return ReconciliationView(item, title, _spans(wording, item), picture, parts)


def _parts(wording: Wording, item: Reconciliation) -> tuple[Part, ...]:
    model = [
        Part(wording.say(f"report.reconciliation.{name}"), "model", getattr(item.parts, name))
        for name in _MODEL
    ]
    decisions = [
        Part(wording.decision(name), "decision", amount, item.decision_ranges.get(name))
        for name, amount in sorted(item.parts.decisions.items(), key=lambda part: -part[1])
    ]
    rest = Part(
        wording.say("report.reconciliation.unexplained"), "unexplained", item.parts.unexplained
    )
    return (*model, *decisions, rest)


def _steps(wording: Wording, item: Reconciliation, parts: tuple[Part, ...]) -> list[Step]:
    largest = max((abs(part.amount) for part in parts), default=0.0)
    starts = accumulate((part.amount for part in parts), initial=item.before.mean)
    steps = [
        Step(
            name=part.name,
            figure=wording.bare(item.metric, part.amount, signed=True, like=largest),
            kind=part.kind,
            start=start,
            amount=part.amount,
            range=part.range,
        )
        for part, start in zip(parts, starts, strict=False)
        if part.amount
    ]
    ends = (("before", item.before.mean), ("after", item.after.mean))
    first, last = (
        Step(
            name=wording.say(f"report.reconciliation.{name}"),
            figure=wording.bare(item.metric, mean),
            kind="level",
            start=mean,
            amount=0.0,
        )
        for name, mean in ends
    )
    return [first, *steps, last]


def _spans(wording: Wording, item: Reconciliation) -> str:
    metric = wording.results.workspace.metrics[item.metric]
    return wording.say(
        "report.reconciliation.spans",
        before_from=wording.day(item.before.from_),
        before_to=wording.day(item.before.to),
        after_from=wording.day(item.after.from_),
        after_to=wording.day(item.after.to),
        grain=wording.say(f"report.grain.{metric.grain.value}"),
    )
