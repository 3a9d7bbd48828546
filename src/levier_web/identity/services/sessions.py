"""Where a person is signed in: seen, ended one by one, or all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from levier_web.organisation import audit

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def end_one(person: Person, number: int) -> bool:
    """End one of one's own sessions; False where it is not one's own, or has ended."""
    row = UserSession.objects.filter(user=person, pk=number).first()
    if row is None:
        return False
    with transaction.atomic():
        row.end()
        audit.record(person, "session.ended", person)
    return True


def end_others(person: Person, current: str | None, *, why: str = "asked") -> int:
    """End every session of a person but the current one."""
    rows = list(UserSession.objects.filter(user=person).exclude(session_key=current or ""))
    with transaction.atomic():
        _remove(rows)
        if rows:
            audit.record(person, "sessions.ended", person, number=len(rows), why=why)
    return len(rows)


def end_all(actor: Person | None, person: Person, *, why: str) -> int:
    """End every session of somebody."""
    rows = list(UserSession.objects.filter(user=person))
    with transaction.atomic():
        _remove(rows)
        if rows:
            audit.record(actor, "sessions.ended", person, number=len(rows), why=why)
    return len(rows)


def _remove(rows: list[UserSession]) -> None:
    Session.objects.filter(session_key__in=[row.session_key for row in rows]).delete()
    UserSession.objects.filter(pk__in=[row.pk for row in rows]).delete()
