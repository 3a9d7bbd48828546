"""What becomes of signals: always with a sentence, and told to their authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.signals.models import Fate, FateChange, Group, Signal
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from levier_web.organisation.models import Person

LONGEST = 500


def set_fate(
    person: Person, about: Group | Signal, fate: str, sentence: str, address: str = ""
) -> list[FateChange]:
    """Say what becomes of a signal, or of every signal of a group.

    Parameters
    ----------
    person
        Who says it.
    about
        One signal or a whole group.
    fate
        Any but ``received``.
    sentence
        What its authors will read; never empty.
    address
        The page within Levier of the opportunity or decision that it became.

    Raises
    ------
    Refusal
        Without a sentence, or where there is no signal left to answer.
    """
    demand(person, "signals.handle")
    said = " ".join(sentence.split())
    _check(fate, said, address)
    with transaction.atomic():
        signals = _answered_now(about)
        if not signals:
            raise Refusal("signals.refused.nothing_left")
        now = timezone.now()
        changes = FateChange.objects.bulk_create(
            FateChange(
                signal=s,
                fate=fate,
                sentence=said,
                address=address,
                by=person,
                team_id=person.team_id,
                at=now,
            )
            for s in signals
        )
        _brought_up_to_date(person, signals, fate, now)
        audit.record(person, "signal.fate", about, fate=fate, signals=len(signals))
    return changes


def seen(person: Person) -> None:
    """Remember that a person has read what became of their signals."""
    Signal.objects.filter(author=person, news=True).update(news=False)


def _check(fate: str, said: str, address: str) -> None:
    if fate not in Fate.values or fate == Fate.RECEIVED:
        raise Refusal("signals.refused.fate")
    if not said:
        raise Refusal("signals.refused.no_sentence")
    if len(said) > LONGEST:
        raise Refusal("signals.refused.sentence_too_long", longest=LONGEST)
    if address and (not address.startswith("/") or address.startswith(("//", "/\\"))):
        raise Refusal("signals.refused.address")


def _answered_now(about: Group | Signal) -> list[Signal]:
    rows = Signal.objects.select_for_update().filter(withdrawn_at__isnull=True)
    mine = rows.filter(group=about) if isinstance(about, Group) else rows.filter(pk=about.pk)
    return list(mine.order_by("pk"))


def _brought_up_to_date(person: Person, signals: list[Signal], fate: str, now: datetime) -> None:
    for signal in signals:
        signal.fate = fate
        # Whoever answers their own signal has nothing to learn from it.
        signal.news = signal.author_id != person.pk
        if fate != Fate.LOOKED_AT and signal.answered_at is None:
            signal.answered_at = now
    Signal.objects.bulk_update(signals, ["fate", "news", "answered_at"], batch_size=500)
