"""Losses with what was recovered from them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Min

from levier_web.ledger.models import Entry, Loss, Reuse
from levier_web.ledger.queries.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One reuse, with the part of the decision's standing value that it is owed."""

    reuse: Reuse
    counted: bool
    """Written before the first entry of the decision: a story told afterwards does not count."""
    first_gain: datetime | None
    low: Decimal
    mid: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Recovered:
    """A loss with its lines."""

    loss: Loss
    lines: tuple[Line, ...]

    @property
    def mid(self) -> Decimal:
        """What was recovered, the middle of its range."""
        return sum((line.mid for line in self.lines if line.counted), ZERO)

    @property
    def low(self) -> Decimal:
        """The sum of the low ends: a cautious bound, since ranges do not add up."""
        return sum((line.low for line in self.lines if line.counted), ZERO)

    @property
    def high(self) -> Decimal:
        """The sum of the high ends."""
        return sum((line.high for line in self.lines if line.counted), ZERO)

    @property
    def share(self) -> Decimal:
        """Recovered divided by lost."""
        return self.mid / self.loss.amount

    @property
    def days_to_rebound(self) -> int | None:
        """Days from the loss to the first gain that counts; None while there is none."""
        gains = [
            line.first_gain.date()
            for line in self.lines
            if line.counted and line.mid > 0 and line.first_gain is not None
        ]
        return max(0, (min(gains) - self.loss.found_on).days) if gains else None


def recovered(losses: Iterable[Loss]) -> list[Recovered]:
    """Give losses with what was recovered, in four queries whatever their number."""
    kept = list(losses)
    reuses = list(Reuse.objects.filter(loss__in=kept).select_related("decision").order_by("pk"))
    decisions = {one.decision_id for one in reuses}
    values: dict[int, tuple[Decimal, Decimal, Decimal]] = {}
    for entry in standing().filter(decision__in=decisions, in_total=True):
        low, mid, high = values.get(entry.decision_id, (ZERO, ZERO, ZERO))
        values[entry.decision_id] = (low + entry.p10, mid + entry.p50, high + entry.p90)
    firsts = dict(
        Entry.objects.filter(decision__in=decisions)
        .order_by()
        .values("decision")
        .annotate(first=Min("at"))
        .values_list("decision", "first")
    )
    lines: dict[int, list[Line]] = {}
    for reuse in reuses:
        first = firsts.get(reuse.decision_id)
        low, mid, high = (reuse.share * one for one in values.get(reuse.decision_id, (ZERO,) * 3))
        counted = first is None or reuse.at < first
        lines.setdefault(reuse.loss_id, []).append(Line(reuse, counted, first, low, mid, high))
    return [Recovered(loss, tuple(lines.get(loss.pk, ()))) for loss in kept]


def standing_losses() -> QuerySet[Loss]:
    """Give the losses that were not withdrawn."""
    return Loss.objects.filter(withdrawn_at__isnull=True).select_related("decision", "product")


def on_record() -> list[Recovered]:
    """Give every loss that was not withdrawn, with what was recovered."""
    return recovered(standing_losses())
