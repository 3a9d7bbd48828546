"""A person's choice of a design, with a reason that everybody can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier.workspace.model import DesignChoice
from levier_web.impact.models import DesignPin
from levier_web.impact.services.asking import ask_measurement
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from levier_web.decisions.models import Decision
    from levier_web.metrics.models import Metric
    from levier_web.organisation.models import Person

DESIGNS = tuple(choice.value for choice in DesignChoice)


def pin(person: Person, decision: Decision, metric: Metric, design: str, reason: str) -> DesignPin:
    """Ask for one design from now on; the next measurement obeys it or says why it cannot."""
    demand(person, "impact.pin")
    if design not in DESIGNS:
        raise Refusal("impact.pin.unknown")
    if len(reason.strip()) < 10:
        raise Refusal("impact.pin.no_reason")
    with transaction.atomic():
        _withdraw_standing(decision, metric)
        made = DesignPin.objects.create(
            decision=decision, metric=metric, design=design, reason=reason.strip(), by=person
        )
        audit.record(person, "design.pinned", made, design=design)
        ask_measurement("pin", person)
    return made


def unpin(person: Person, decision: Decision, metric: Metric) -> None:
    """Leave the choice to the engine again."""
    demand(person, "impact.pin")
    with transaction.atomic():
        if _withdraw_standing(decision, metric):
            audit.record(person, "design.unpinned", decision)
            ask_measurement("pin", person)


def _withdraw_standing(decision: Decision, metric: Metric) -> int:
    standing = DesignPin.objects.filter(decision=decision, metric=metric, withdrawn_at__isnull=True)
    return standing.update(withdrawn_at=timezone.now())
