"""Entries written after each measurement: what changed is reversed and written anew."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.ledger.models import Entry
from levier_web.ledger.queries.standing import standing
from levier_web.organisation import audit, chains

if TYPE_CHECKING:
    from levier_web.impact.models import Effect, Measurement

CENT = Decimal("0.01")
Key = tuple[int, int, str]


def write_entries(measurement: Measurement) -> int:
    """Bring the ledger up to a measurement; give the number of entries written."""
    with transaction.atomic():
        chains.one_at_a_time()
        stand: dict[Key, Entry] = {
            (one.decision_id, one.metric_id, one.arm): one for one in standing()
        }
        told = {
            (one.decision_id, one.metric_id, one.arm): one
            for one in measurement.effects.filter(money_p50__isnull=False).order_by("place")
        }
        chain = _Chain()
        for key, entry in stand.items():
            if key not in told or not _same(entry, told[key]):
                chain.add(_reversal(entry, told.get(key, entry.effect)))
        for key, effect in told.items():
            if key not in stand or not _same(stand[key], effect):
                chain.add(_entry(effect))
        if chain.written:
            audit.record(None, "ledger.written", measurement, entries=chain.written)
        return chain.written


def first_broken() -> Entry | None:
    """Give the first entry that does not follow the one before; None when all is whole."""
    rows = Entry.objects.order_by("pk").iterator(chunk_size=1000)
    return chains.first_broken(rows, expected)


class _Chain:
    """Adds entries one after the other, each over the fingerprint of the one before."""

    def __init__(self) -> None:
        last = Entry.objects.order_by("-pk").values_list("digest", flat=True).first()
        self._last = last or chains.START
        self._at = timezone.now()
        self.written = 0

    def add(self, entry: Entry) -> None:
        entry.at, entry.previous = self._at, self._last
        entry.digest = expected(entry, self._last)
        entry.save()
        self._last = entry.digest
        self.written += 1


def expected(entry: Entry, previous: str) -> str:
    """Give the fingerprint that a entry must have after the one before it."""
    return chains.fingerprint(
        [
            previous,
            entry.at.isoformat(),
            entry.sort,
            entry.effect_id,
            entry.decision_id,
            entry.metric_id,
            entry.arm,
            *(f"{amount:.2f}" for amount in (entry.p10, entry.p50, entry.p90)),
            entry.grade,
            entry.verdict,
            entry.in_total,
            entry.reverses_id,
        ]
    )


def _entry(effect: Effect) -> Entry:
    return Entry(
        sort=Entry.Sort.EFFECT,
        effect=effect,
        decision_id=effect.decision_id,
        metric_id=effect.metric_id,
        arm=effect.arm,
        p10=cents(effect.money_p10),
        p50=cents(effect.money_p50),
        p90=cents(effect.money_p90),
        grade=effect.grade,
        verdict=effect.verdict,
        in_total=effect.in_total,
    )


def _reversal(entry: Entry, because: Effect) -> Entry:
    """Take an entry back; the proof of the reversal is the effect that says otherwise."""
    return Entry(
        sort=Entry.Sort.REVERSAL,
        effect=because,
        decision_id=entry.decision_id,
        metric_id=entry.metric_id,
        arm=entry.arm,
        p10=-entry.p10,
        p50=-entry.p50,
        p90=-entry.p90,
        grade=entry.grade,
        verdict=entry.verdict,
        in_total=entry.in_total,
        reverses=entry,
    )


def _same(entry: Entry, effect: Effect) -> bool:
    told = (effect.money_p10, effect.money_p50, effect.money_p90)
    same_money = all(
        stands == cents(says)
        for stands, says in zip((entry.p10, entry.p50, entry.p90), told, strict=True)
    )
    return (
        same_money
        and entry.grade == effect.grade
        and entry.verdict == effect.verdict
        and entry.in_total == effect.in_total
    )


def cents(amount: float | None) -> Decimal:
    """Round an amount to the cent, once, when it enters the ledger."""
    return Decimal(repr(amount or 0.0)).quantize(CENT)
