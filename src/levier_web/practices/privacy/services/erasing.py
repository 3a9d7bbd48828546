"""A person's name goes; what they did stays under a pseudonym, to the cent and fingerprint."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.models import PeopleImport, Person
from levier_web.organisation.permission import demand
from levier_web.organisation.services.people import an_owner_remains
from levier_web.practices.privacy.holdings import known_holdings
from levier_web.practices.privacy.models import Erasure, ErasureRequest
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

WAITS = timedelta(days=7)
"""An erasure cannot be undone: for so long it can be called off."""
NOWHERE = "erased.invalid"
MOST_TEXTS = 500


def ask(actor: Person, person: Person, typed: str) -> Erasure:
    """Plan the erasure of a person; the address is typed so that nobody is erased by a slip."""
    demand(actor, "privacy.manage")
    if actor.pk == person.pk:
        raise Refusal("privacy.refused.oneself")
    if typed.strip().casefold() != person.email.casefold():
        raise Refusal("privacy.refused.typed", email=person.email)
    if erased(person):
        raise Refusal("privacy.refused.erased")
    if waiting(person) is not None:
        raise Refusal("privacy.refused.waiting")
    now = timezone.now()
    with transaction.atomic():
        made = Erasure.objects.create(
            person=person,
            asked_by=actor,
            request=request_of(person),
            asked_at=now,
            due_at=now + WAITS,
            texts=[[kind, pk] for kind, pk, _ in texts_of(person)],
        )
        audit.record(actor, "erasure.asked", person, due=made.due_at.date().isoformat())
    return made


def call_off(actor: Person, erasure: Erasure) -> None:
    """Leave a person as they are."""
    demand(actor, "privacy.manage")
    with transaction.atomic():
        kept = Erasure.objects.select_for_update().get(pk=erasure.pk)
        if kept.done_at is not None or kept.called_off_at is not None:
            raise Refusal("privacy.refused.too_late")
        kept.called_off_at = timezone.now()
        kept.save(update_fields=["called_off_at"])
        audit.record(actor, "erasure.called_off", kept.person)


def erase_due(now: datetime) -> int:
    """Erase those whose day has come; give how many."""
    due = Erasure.objects.filter(done_at=None, called_off_at=None, due_at__lte=now)
    return sum(_erase(pk, now) for pk in due.values_list("pk", flat=True))


def waiting(person: Person) -> Erasure | None:
    """Give the erasure that waits for a person, if any."""
    return Erasure.objects.filter(person=person, done_at=None, called_off_at=None).first()


def request_of(person: Person) -> ErasureRequest | None:
    """Give the open request of a person, if any."""
    rows = ErasureRequest.objects.filter(person=person, refused_at=None, withdrawn_at=None)
    return rows.first()


def erased(person: Person) -> bool:
    """Whether the name of a person is gone."""
    return person.email.endswith(f"@{NOWHERE}")


def texts_of(person: Person) -> Iterator[tuple[str, int, str]]:
    """Give what a person wrote alone: the table, the number, the words."""
    for one in known_holdings():
        if not one.texts:
            continue
        for row in one.rows(person.pk)[:MOST_TEXTS]:
            words = " · ".join(filter(None, (getattr(row, name) for name in one.texts)))
            if words:
                yield one.table, row.pk, words


def _erase(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        taken = Erasure.objects.filter(pk=pk, done_at=None, called_off_at=None).update(done_at=now)
        if not taken:
            return False
        person = Person.objects.select_for_update().get(erasures=pk)
        _end_sessions(person)
        for one in known_holdings():
            if one.goes:
                one.rows(person.pk).delete()
        an_owner_remains()
        _forget_in_imports(person)
        _take_a_pseudonym(person)
        audit.record(None, "person.erased", person)
    return True


def _take_a_pseudonym(person: Person) -> None:
    word = secrets.token_hex(4)
    person.email, person.name = f"{word}@{NOWHERE}", f"— {word}"
    person.function, person.language, person.team = "", "", None
    person.is_active, person.is_superuser, person.last_login = False, False, None
    person.set_unusable_password()
    person.save()


def _forget_in_imports(person: Person) -> None:
    """Files of people keep what a person was, so that they can be undone: not of this one."""
    for row in PeopleImport.objects.exclude(before=[]):
        left = [one for one in row.before if one.get("person") != person.pk]
        if len(left) != len(row.before):
            PeopleImport.objects.filter(pk=row.pk).update(before=left)
    for row in PeopleImport.objects.filter(content__icontains=person.email):
        row.delete()


def _end_sessions(person: Person) -> None:
    for session in Session.objects.iterator(chunk_size=500):
        held: dict[str, Any] = session.get_decoded()
        if held.get("_auth_user_id") == str(person.pk):
            session.delete()
