"""How what assistants ask of decisions reads to whoever confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from levier.language import numbers
from levier_web.decisions.models import Opportunity
from levier_web.decisions.queries.visible import visible
from levier_web.metrics.models import Metric
from levier_web.organisation.arguments import in_currency
from levier_web.ui.arguments import Argument, Call, Choice, Told, day, figure, words
from levier_web.ui.words import current_language, say


def begun(arguments: Mapping[str, Any], answered: Mapping[str, Any]) -> str:  # noqa: ARG001 - as every place
    """Give the sheet that was begun."""
    return reverse("decisions:sheet", args=[answered["slug"]])


def sheet(arguments: Mapping[str, Any], answered: Mapping[str, Any]) -> str:  # noqa: ARG001 - as every place
    """Give the sheet that was changed."""
    return reverse("decisions:sheet", args=[arguments["slug"]])


def _decision(value: Any, call: Call) -> Told:  # noqa: ANN401 - of JSON
    row = visible(call.person).filter(slug=value).first()
    if row is None:
        return words(value, call)
    return Told(row.title, reverse("decisions:sheet", args=[row.slug]))


def _solution(value: Any, call: Call) -> Told:  # noqa: ANN401 - of JSON
    row = Opportunity.objects.filter(level=Opportunity.Level.SOLUTION, pk=value).first()
    if row is None:
        return words(value, call)
    return Told(row.title, reverse("decisions:node", args=[row.pk]))


def _metric(value: Any, call: Call) -> Told:  # noqa: ANN401 - of JSON
    row = Metric.objects.filter(slug=value).first()
    if row is None:
        return words(value, call)
    return Told(row.title, reverse("metrics:metric", args=[row.slug]))


def _options(value: Any, call: Call) -> Told:  # noqa: ANN401, ARG001 - of JSON; as every reader
    return Told("\n".join(line for one in value for line in (one["title"], *_sides(one))))


def _sides(option: Mapping[str, str]) -> list[str]:
    return [
        say("decisions.argument.side", side=say(f"decisions.edit.{side}"), text=option[side])
        for side in ("pros", "cons")
        if option.get(side)
    ]


def _end(value: Any, call: Call) -> Told:  # noqa: ANN401 - of JSON
    """Read one figure of a forecast: a share, or the metric's own unit."""
    if call.arguments.get("scale", "relative") == "relative":
        return Told(numbers.percent(float(value), current_language(), signed=True))
    row = Metric.objects.filter(slug=call.arguments.get("metric")).first()
    unit = row.unit if row else ""
    return Told(numbers.quantity(float(value), unit, current_language(), signed=True))


DECISION = Argument("decisions.argument.decision", _decision)
SOLUTION = Argument("decisions.argument.solution", _solution)
COMMENT = Argument("decisions.argument.comment")
SHEET = {
    "title": Argument("decisions.field.title"),
    "context": Argument("decisions.field.context"),
    "kind": Argument("decisions.field.kind"),
    "origin": Argument("decisions.field.origin", Choice("decisions.origin")),
    "stage": Argument("decisions.field.stage", Choice("decisions.stage")),
    "owner": Argument("decisions.field.owner"),
    "team": Argument("decisions.field.team"),
    "product": Argument("decisions.field.product"),
    "reason": Argument("decisions.field.reason"),
    "planned_cost": Argument("decisions.field.planned_cost", in_currency),
    "starts_on": Argument("decisions.field.starts_on", day),
    "review_on": Argument("decisions.field.review_on", day),
    "options": Argument("decisions.field.options", _options),
}
FORECAST = {
    "metric": Argument("decisions.field.metric", _metric),
    "low": Argument("decisions.forecast.low", _end),
    "mid": Argument("decisions.forecast.mid", _end),
    "high": Argument("decisions.forecast.high", _end),
    "scale": Argument("decisions.forecast.scale", Choice("decisions.scale")),
    "author": Argument("decisions.forecast.author", Choice("decisions.author")),
    "shape": Argument("decisions.forecast.shape", Choice("decisions.shape")),
    "ramp_days": Argument("decisions.forecast.ramp_days", figure),
    "half_life_days": Argument("decisions.forecast.half_life_days", figure),
}
