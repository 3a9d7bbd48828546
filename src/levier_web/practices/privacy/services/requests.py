"""A person asks that their name be erased: done, or refused with a reason, within a month."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.practices.privacy.models import Erasure, ErasureRequest
from levier_web.practices.privacy.services import erasing
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from datetime import date

    from levier_web.organisation.models import Person

LONGEST_REASON = 1000


def in_a_month(day: date) -> date:
    """Give the day by which a request of this day is answered (GDPR, article 12, paragraph 3)."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    last = calendar.monthrange(year, month)[1]
    return day.replace(year=year, month=month, day=min(day.day, last))


def request(person: Person) -> ErasureRequest:
    """Ask for the erasure of one's own name."""
    demand(person, "privacy.own")
    if erasing.waiting(person) is not None:
        raise Refusal("privacy.refused.waiting")
    now = timezone.now()
    try:
        with transaction.atomic():
            made = ErasureRequest.objects.create(
                person=person, asked_at=now, due_on=in_a_month(timezone.localdate(now))
            )
            audit.record(person, "erasure.requested", person, due=made.due_on.isoformat())
    except IntegrityError:
        raise Refusal("privacy.refused.requested") from None
    return made


def withdraw(person: Person) -> None:
    """Take one's own request back; what is planned upon it is called off."""
    demand(person, "privacy.own")
    with transaction.atomic():
        kept = _open_of(person)
        if kept is None:
            raise Refusal("privacy.refused.too_late")
        now = timezone.now()
        Erasure.objects.filter(request=kept, done_at=None, called_off_at=None).update(
            called_off_at=now
        )
        kept.withdrawn_at = now
        kept.save(update_fields=["withdrawn_at"])
        audit.record(person, "erasure.request_withdrawn", person)


def refuse(actor: Person, asked: ErasureRequest, reason: str) -> None:
    """Refuse a request; the person reads the reason, and that they may complain."""
    demand(actor, "privacy.manage")
    said = " ".join(reason.split())
    if not said or len(said) > LONGEST_REASON:
        raise Refusal("privacy.refused.reason", most=LONGEST_REASON)
    if actor.pk == asked.person_id:
        raise Refusal("privacy.refused.own_request")
    with transaction.atomic():
        kept = ErasureRequest.objects.select_for_update().get(pk=asked.pk)
        if not kept.open or erasing.waiting(kept.person) is not None:
            raise Refusal("privacy.refused.too_late")
        kept.refused_at, kept.refused_by, kept.reason = timezone.now(), actor, said
        kept.save(update_fields=["refused_at", "refused_by", "reason"])
        audit.record(actor, "erasure.request_refused", kept.person)


def _open_of(person: Person) -> ErasureRequest | None:
    rows = ErasureRequest.objects.select_for_update()
    return rows.filter(person=person, refused_at=None, withdrawn_at=None).first()
