"""The lives of products and the agendas of committees, filled from a workspace."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from levier.language import LANGUAGES
from levier_web.decisions.models import AgendaItem, CommitteeSession
from levier_web.organisation.models import ProductPhase
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from levier.workspace.inputs.sessions import AgendaLine
    from levier.workspace.model import Workspace
    from levier_web.decisions.models import Decision
    from levier_web.organisation.models import Product


def fill_phases(workspace: Workspace, products: Mapping[str, Product]) -> None:
    """Add the phases that are not here, and bring the others up to date."""
    here = {(one.product_id, one.phase, one.starts_on): one for one in ProductPhase.objects.all()}
    new, changed = [], []
    for told in workspace.phases:
        product = products[told.product]
        one = here.get((product.pk, told.phase, told.starts_on))
        if one is None:
            one = ProductPhase(product=product, phase=told.phase, starts_on=told.starts_on)
            new.append(one)
        elif (one.ends_on, one.comment) != (told.ends_on, told.comment):
            changed.append(one)
        one.ends_on, one.comment = told.ends_on, told.comment
    ProductPhase.objects.bulk_create(new, batch_size=500)
    ProductPhase.objects.bulk_update(changed, ["ends_on", "comment"], batch_size=500)


def fill_sessions(workspace: Workspace, decisions: Mapping[str, Decision]) -> None:
    """Add the sessions and the lines that are not here; what was answered here stays so."""
    held: dict[tuple[date, str], CommitteeSession] = {
        (one.day, one.title): one for one in CommitteeSession.objects.order_by("-pk")
    }
    items = {
        (one.session_id, one.decision_id): one
        for one in AgendaItem.objects.filter(session__day__in={t.date for t in workspace.sessions})
    }
    places: dict[int, int] = {}
    new, changed = [], []
    for told in workspace.sessions:
        session = _session(told, held)
        place = places[session.pk] = places.get(session.pk, -1) + 1
        decision = decisions[told.decision]
        one = items.get((session.pk, decision.pk))
        if one is None:
            one = AgendaItem(session=session, decision=decision, position=place)
            items[session.pk, decision.pk] = _written(one, told)
            new.append(one)
        elif one.pk and not one.outcome and told.outcome is not None:
            changed.append(_written(one, told))
    AgendaItem.objects.bulk_create(new, batch_size=500)
    AgendaItem.objects.bulk_update(changed, WRITTEN, batch_size=500)
    _close([one for one in held.values() if one.pk in places])


WRITTEN = ("purpose", "outcome", "reason", "next_owner", "next_on", "answered_at")


def _written(one: AgendaItem, told: AgendaLine) -> AgendaItem:
    one.purpose = told.purpose.value
    one.outcome = told.outcome.value if told.outcome else ""
    one.reason, one.next_owner, one.next_on = told.reason, told.next_owner, told.next_on
    one.answered_at = _moment(told.date) if told.outcome else None
    return one


def _session(told: AgendaLine, held: dict[tuple[date, str], CommitteeSession]) -> CommitteeSession:
    """Give the session of a line; one without a title has had one in either language."""
    titles = (
        [told.title]
        if told.title
        else [say("exchange.session"), *(say("exchange.session", one) for one in LANGUAGES)]
    )
    for title in titles:
        if (told.date, title) in held:
            return held[told.date, title]
    made = CommitteeSession.objects.create(title=titles[0], day=told.date)
    held[told.date, titles[0]] = made
    return made


def _close(sessions: list[CommitteeSession]) -> None:
    """Close those that are past and answered line by line."""
    waiting = set(
        AgendaItem.objects.filter(session__in=sessions, outcome="").values_list(
            "session_id", flat=True
        )
    )
    over = [
        one
        for one in sessions
        if one.closed_at is None and one.day < timezone.localdate() and one.pk not in waiting
    ]
    for one in over:
        one.closed_at = _moment(one.day)
    CommitteeSession.objects.bulk_update(over, ["closed_at"], batch_size=500)


def _moment(day: date) -> datetime:
    """Give noon of a day: a folder does not say the hour."""
    return timezone.make_aware(datetime.combine(day, time(12)))
