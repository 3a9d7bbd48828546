"""What a person chooses to be sent, and the address of their calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.models import Person
from levier_web.organisation.permission import demand
from levier_web.practices.messages.models import Choice
from levier_web.practices.messages.services.secrets import drawn, fingerprint
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from levier_web.practices.messages.models import Letter

SIGNER = Signer(salt="levier.messages.stop")
DAY = timedelta(days=1)


def choose(
    person: Person, digest: str, *, reminders: bool, quiet_from: int, quiet_until: int
) -> Choice:
    """Keep a person's choice; the first digest tells what happens from now on."""
    demand(person, "messages.choose")
    if digest not in Choice.Digest.values or not {quiet_from, quiet_until} <= set(range(24)):
        raise Refusal("messages.refused.choice")
    with transaction.atomic():
        kept, _ = Choice.objects.select_for_update().get_or_create(person=person)
        if digest != kept.digest:
            today = timezone.localdate()
            kept.next_on = following(digest, today)
            kept.told_until = timezone.now()
        kept.digest, kept.reminders = digest, reminders
        kept.quiet_from, kept.quiet_until = quiet_from, quiet_until
        kept.save()
        audit.record(person, "messages.chosen", kept, digest=digest, reminders=reminders)
    return kept


def following(digest: str, day: date) -> date | None:
    """Give the day of the next digest after a day: the next Monday, or the next working day."""
    if digest == Choice.Digest.WEEKLY:
        return day + timedelta(days=7 - day.weekday())
    if digest == Choice.Digest.DAILY:
        return day + DAY * (1 if day.weekday() < 4 else 7 - day.weekday())
    return None


def renew_calendar(person: Person) -> str:
    """Make a new secret for a person's calendar, shown this once; the one before opens nothing."""
    demand(person, "messages.choose")
    clear = drawn()
    with transaction.atomic():
        kept, _ = Choice.objects.select_for_update().get_or_create(person=person)
        kept.calendar_digest = fingerprint(clear)
        kept.save(update_fields=["calendar_digest"])
        audit.record(person, "calendar.renewed", kept)
    return clear


def close_calendar(person: Person) -> None:
    """Have no calendar any more."""
    demand(person, "messages.choose")
    with transaction.atomic():
        if (
            Choice.objects.filter(person=person)
            .exclude(calendar_digest="")
            .update(calendar_digest="")
        ):
            audit.record(person, "calendar.closed")


def calendar_person(clear: str) -> Person | None:
    """Give whose calendar a secret opens; nobody's once they cannot sign in."""
    rows = Choice.objects.select_related("person").exclude(calendar_digest="")
    found = rows.filter(calendar_digest=fingerprint(clear), person__is_active=True).first()
    return found.person if found else None


def stop_word(letter: Letter) -> str:
    """Give the signed word that ends this kind of message for this person, without signing in."""
    return SIGNER.sign(f"{letter.person_id}.{letter.kind}")


def stop(word: str) -> Person:
    """End a kind of message; again does no harm.

    Raises
    ------
    Refusal
        When the word was not signed here.
    """
    try:
        number, _, kind = SIGNER.unsign(word).partition(".")
    except BadSignature as error:
        raise Refusal("messages.refused.stop") from error
    with transaction.atomic():
        kept = Choice.objects.select_for_update().filter(person=int(number)).first()
        person = Person.objects.filter(pk=int(number)).first()
        if kept is None or person is None:
            raise Refusal("messages.refused.stop")
        if kind == "digest":
            changed = kept.digest != Choice.Digest.NEVER
            kept.digest, kept.next_on = Choice.Digest.NEVER, None
        else:
            changed, kept.reminders = kept.reminders, False
        if changed:
            kept.save()
            audit.record(person, "messages.stopped", kept, kind=kind)
    return person
