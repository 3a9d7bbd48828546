"""Decision rights: written and taken away, one function's part at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from levier_web.organisation import audit
from levier_web.organisation.models import DecisionRight, Part
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from decimal import Decimal

    from levier_web.organisation.models import Person


def write_right(
    actor: Person,
    *,
    kind: str,
    threshold: Decimal,
    function: str,
    part: str,
    escalates_to: str = "",
    answer_days: int | None = None,
) -> DecisionRight:
    """Say what a function does in a kind of decision from an amount on; replaces what was said."""
    demand(actor, "organisation.rights")
    words, who, settles = (" ".join(text.split()) for text in (kind, function, escalates_to))
    if not words or not who:
        raise Refusal("organisation.refused.right_incomplete")
    if part not in Part.values or threshold < 0:
        raise Refusal("organisation.refused.right_wrong")
    if settles.casefold() == who.casefold():
        raise Refusal("organisation.refused.escalates_to_itself")
    said = {"part": part, "escalates_to": settles, "answer_days": answer_days}
    with transaction.atomic():
        same = DecisionRight.objects.filter(
            kind__iexact=words, threshold=threshold, function__iexact=who
        )
        right = same.first() or DecisionRight(kind=words, threshold=threshold, function=who)
        for name, value in said.items():
            setattr(right, name, value)
        right.save()
        audit.record(actor, "right.written", right, part=part)
    return right


def remove_right(actor: Person, right: DecisionRight) -> None:
    """Take a function's part away."""
    demand(actor, "organisation.rights")
    with transaction.atomic():
        audit.record(actor, "right.removed", right, part=right.part)
        right.delete()
