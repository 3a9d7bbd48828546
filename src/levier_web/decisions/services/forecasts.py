"""Forecasts: stated on a sheet, and drawn as a curve while they are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.decisions.events import announce
from levier_web.decisions.models import Decision, Expectation
from levier_web.decisions.services.permitted import may_edit
from levier_web.decisions.services.versions import freeze
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from levier_web.metrics.models import Metric
    from levier_web.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Stated:
    """A forecast as a person states it; relative ones as shares."""

    metric: Metric
    low: float
    mid: float
    high: float
    scale: str = "relative"
    author: str = "human"
    shape: str = ""
    ramp_days: float | None = None
    half_life_days: float | None = None

    def checked(self) -> Stated:
        """Refuse ends that are out of order, and a share that takes away more than there is."""
        if not self.low <= self.mid <= self.high:
            raise Refusal("decisions.refused.order")
        if self.scale == "relative" and self.low < -1:
            raise Refusal("decisions.refused.below_all")
        if self.shape == "ramp" and not (self.ramp_days and self.ramp_days > 0):
            raise Refusal("decisions.refused.ramp_days")
        if self.shape == "pulse" and not (self.half_life_days and self.half_life_days > 0):
            raise Refusal("decisions.refused.half_life")
        return self


@transaction.atomic
def state(person: Person, decision: Decision, stated: Stated) -> Expectation:
    """Add a forecast: to an open sheet, or, once decided, as a later row dated today."""
    _demand_forecast(person, decision)
    row = Expectation.objects.create(
        decision=decision, stated_on=timezone.localdate(), **_columns(stated.checked())
    )
    audit.record(
        person, "decision.forecast_stated", decision, key=decision.slug, metric=stated.metric.slug
    )
    if not decision.open_to_change:
        freeze(decision, person)
        announce(decision, person)
    return row


@transaction.atomic
def restate(person: Person, row: Expectation, stated: Stated) -> Expectation:
    """Change a forecast of a sheet that is still open; later it stays as it was."""
    decision = row.decision
    _demand_forecast(person, decision)
    if not decision.open_to_change:
        raise Refusal("decisions.refused.forecast_kept")
    for name, value in _columns(stated.checked()).items():
        setattr(row, name, value)
    row.stated_on = timezone.localdate()
    row.save()
    audit.record(
        person, "decision.forecast_changed", decision, key=decision.slug, metric=stated.metric.slug
    )
    return row


@transaction.atomic
def remove(person: Person, row: Expectation) -> None:
    """Take a forecast off a sheet that is still open."""
    decision = row.decision
    _demand_forecast(person, decision)
    if not decision.open_to_change:
        raise Refusal("decisions.refused.forecast_kept")
    audit.record(
        person, "decision.forecast_removed", decision, key=decision.slug, metric=row.metric.slug
    )
    row.delete()


def _demand_forecast(person: Person, decision: Decision) -> None:
    demand(person, "decisions.write")
    if not may_edit(person, decision):
        raise NotAllowed("decisions.refused.not_your_team")
    if decision.state == Decision.State.REFUSED:
        raise Refusal("decisions.refused.frozen")


def _columns(stated: Stated) -> dict[str, object]:
    return {
        "metric": stated.metric,
        "scale": stated.scale,
        "low": stated.low,
        "mid": stated.mid,
        "high": stated.high,
        "author": stated.author.strip() or "human",
        "shape": stated.shape,
        "ramp_days": stated.ramp_days if stated.shape == "ramp" else None,
        "half_life_days": stated.half_life_days if stated.shape == "pulse" else None,
    }
