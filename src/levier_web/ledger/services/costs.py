"""Costs put down and taken back: a line is never changed, a correction is a line the other way."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.db import transaction

from levier_web.decisions.events import evidence_changed
from levier_web.decisions.models import Cost
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from datetime import date

    from levier_web.decisions.models import Decision
    from levier_web.organisation.models import Person, Product, Team


def put_down(
    person: Person,
    *,
    day: date,
    amount: str,
    category: str,
    spent_on: Decision | Product | Team,
) -> Cost:
    """Add a cost at the rate of its day."""
    demand(person, "ledger.costs")
    with transaction.atomic():
        row = Cost(day=day, amount=_amount(amount), category=category[:60])
        setattr(row, spent_on._meta.model_name or "", spent_on)
        row.save()
        audit.record(person, "cost.put_down", row)
        _announce(row, person)
    return row


def take_back(person: Person, row: Cost) -> Cost:
    """Add the same cost the other way, dated the same day; a line is taken back once."""
    demand(person, "ledger.costs")
    with transaction.atomic():
        Cost.objects.select_for_update().get(pk=row.pk)
        if row.reverses_id is not None or Cost.objects.filter(reverses=row.pk).exists():
            raise Refusal("ledger.costs.once")
        back = Cost.objects.create(
            day=row.day,
            amount=-row.amount,
            category=row.category,
            decision=row.decision,
            product=row.product,
            team=row.team,
            reverses=row,
        )
        audit.record(person, "cost.taken_back", back, of=row.pk)
        _announce(back, person)
    return back


def _announce(row: Cost, person: Person) -> None:
    transaction.on_commit(
        lambda: evidence_changed.send(sender=Cost, decision=row.decision, person=person)
    )


def _amount(text: str) -> Decimal:
    """Read an amount as people type it: spaces, a comma or a point."""
    plain = "".join(text.split()).replace("\u202f", "").replace("\u00a0", "").replace(",", ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise Refusal("ledger.costs.not_an_amount", text=text[:40]) from None
    if not amount.is_finite() or amount == 0 or abs(amount) >= Decimal(10) ** 13:
        raise Refusal("ledger.costs.not_an_amount", text=text[:40])
    return amount.quantize(Decimal("0.000001"))
