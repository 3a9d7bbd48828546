"""Losses, and what was recovered from them: lineage counts if written before the gain."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from levier_web.ledger.models import Loss, Reuse
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from datetime import date

    from levier_web.decisions.models import Decision
    from levier_web.organisation.models import Person, Product


def write_loss(
    person: Person,
    *,
    title: str,
    amount: Decimal,
    found_on: date,
    cause: str,
    lesson: str,
    decision: Decision | None = None,
    product: Product | None = None,
) -> Loss:
    """Put a failed bet on record: what it cost, why, and what was learned."""
    demand(person, "ledger.losses")
    if amount <= 0:
        raise Refusal("ledger.losses.not_positive")
    with transaction.atomic():
        loss = Loss.objects.create(
            title=title,
            amount=amount,
            found_on=found_on,
            cause=cause,
            lesson=lesson,
            decision=decision,
            product=product,
            written_by=person,
        )
        audit.record(person, "loss.written", loss)
    return loss


def write_reuse(person: Person, loss: Loss, decision: Decision, what: str, share: Decimal) -> Reuse:
    """Put down that a decision uses what a loss left, and how much of its value is owed to it."""
    demand(person, "ledger.losses")
    if not 0 < share <= 1:
        raise Refusal("ledger.losses.share")
    with transaction.atomic():
        Loss.objects.select_for_update().get(pk=loss.pk)
        if Reuse.objects.filter(loss=loss, decision=decision).exists():
            raise Refusal("ledger.losses.twice")
        taken = Reuse.objects.filter(decision=decision).aggregate(n=Sum("share"))["n"]
        if (taken or Decimal(0)) + share > 1:
            raise Refusal("ledger.losses.too_much", left=f"{100 * (1 - (taken or 0)):.0f}")
        reuse: Reuse = Reuse.objects.create(
            loss=loss,
            decision=decision,
            what=what[:300],
            share=share,
            written_by=person,
            at=timezone.now(),
        )
        audit.record(person, "reuse.written", reuse)
    return reuse


def withdraw_loss(person: Person, loss: Loss, *, back: bool = False) -> None:
    """Take a loss off the list, or put it back; nothing of it is removed."""
    demand(person, "ledger.losses")
    with transaction.atomic():
        loss.withdrawn_at = None if back else timezone.now()
        loss.save(update_fields=["withdrawn_at"])
        audit.record(person, "loss.put_back" if back else "loss.withdrawn", loss)
