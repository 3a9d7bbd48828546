"""Digests and reminders: made due once for each person and day, then sent, and sent again."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.practices.messages.models import Choice, Letter
from levier_web.practices.messages.services.choosing import following
from levier_web.practices.messages.services.writing import send

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

WAITS = tuple(timedelta(minutes=m) for m in (5, 30, 120, 480))
"""Before the second attempt, the third… after the last one the message is given up."""
LEASE = timedelta(minutes=10)
AT_ONCE = 200


def make_due(now: datetime) -> int:
    """Write down what is due to whom; safe to be called by any number of workers at once."""
    local = timezone.localtime(now)
    made = 0
    awake = _of_active().exclude(digest=Choice.Digest.NEVER, reminders=False)
    for choice in awake.order_by("pk").iterator(chunk_size=500):
        if quiet(choice, local.hour):
            continue
        if choice.next_on is not None and choice.next_on <= local.date():
            made += _digest(choice, now, local.date())
        if choice.reminders and choice.reminded_on != local.date():
            made += _reminder(choice, now, local.date())
    return made


def quiet(choice: Choice, hour: int) -> bool:
    """Whether nothing is to be sent at this hour."""
    first, end = choice.quiet_from, choice.quiet_until
    return first <= hour < end if first <= end else hour >= first or hour < end


def send_due(now: datetime) -> int:
    """Send what waits; a worker that died with a message in hand gives it back after a while."""
    waiting = Letter.objects.filter(state=Letter.State.WAITING, due_at__lte=now)
    sent = 0
    for found in waiting.select_related("person").order_by("due_at", "pk")[:AT_ONCE]:
        mine = Letter.objects.filter(pk=found.pk, state=Letter.State.WAITING, due_at=found.due_at)
        # From now, not from when the job began: the last may come long after the first.
        found.due_at = timezone.now() + LEASE
        if mine.update(due_at=found.due_at):
            sent += _attempt(found, now)
    return sent


def _of_active() -> QuerySet[Choice]:
    return Choice.objects.filter(person__is_active=True)


def _digest(choice: Choice, now: datetime, today: date) -> int:
    since = choice.told_until or now - timedelta(days=7)
    with transaction.atomic():
        mine = Choice.objects.filter(pk=choice.pk, next_on=choice.next_on)
        if not mine.update(next_on=following(choice.digest, today), told_until=now):
            return 0
        return _written(choice, Letter.Kind.DIGEST, today, since, now)


def _reminder(choice: Choice, now: datetime, today: date) -> int:
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    with transaction.atomic():
        mine = Choice.objects.filter(pk=choice.pk, reminded_on=choice.reminded_on)
        if not mine.update(reminded_on=today):
            return 0
        return _written(choice, Letter.Kind.REMINDER, today, midnight, now)


def _written(choice: Choice, kind: str, day: date, since: datetime, now: datetime) -> int:
    row = {"since": since, "until": now, "due_at": now}
    _, made = Letter.objects.get_or_create(
        person_id=choice.person_id, kind=kind, day=day, defaults=row
    )
    return int(made)


def _attempt(found: Letter, now: datetime) -> int:
    if not _in_hand(found):
        return 0
    state = Letter.State.EMPTY
    if found.person.is_active:
        try:
            state = Letter.State.SENT if send(found) else Letter.State.EMPTY
        except OSError:  # what smtplib raises, too: the server does not take it now
            state = Letter.State.WAITING
    with transaction.atomic():
        return _settled(found, state, now)


def _in_hand(found: Letter) -> bool:
    """Whether a letter is still this worker's: who slept too long leaves it to the next."""
    mine = Letter.objects.filter(pk=found.pk, state=Letter.State.WAITING, due_at=found.due_at)
    return timezone.now() < found.due_at and mine.exists()


def _settled(found: Letter, state: str, now: datetime) -> int:
    """Keep what became of an attempt, unless another worker has the letter or its end by now."""
    waiting = Letter.objects.select_for_update().filter(pk=found.pk, state=Letter.State.WAITING)
    sent = state == Letter.State.SENT
    held = (waiting if sent else waiting.filter(due_at=found.due_at)).first()
    if held is None:
        return 0
    held.state = Letter.State(state)
    if found.person.is_active:
        held.tries += 1
    if state == Letter.State.WAITING and held.tries > len(WAITS):
        held.state = Letter.State.FAILED
    elif state == Letter.State.WAITING:
        held.due_at = now + WAITS[held.tries - 1]
    held.save(update_fields=["tries", "state", "due_at"])
    return int(sent)
