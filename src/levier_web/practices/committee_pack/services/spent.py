"""What was spent, by what it was spent on; teams together: theirs is people's pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Sum

from levier_web.decisions.models import Cost
from levier_web.ui.words import say

if TYPE_CHECKING:
    from datetime import date


def lines(until: date) -> list[tuple[str, float]]:
    """Give the amounts by decision, by product, and of all teams together, the largest first."""
    rows = Cost.objects.filter(day__lte=until).order_by()
    found = [
        (str(title), float(amount))
        for field in ("decision__title", "product__name")
        for title, amount in rows.exclude(**{field: None})
        .values_list(field)
        .annotate(amount=Sum("amount"))
    ]
    named = sum(amount for _, amount in found)
    rest = total(until) - named
    if abs(rest) >= 0.005:
        found.append((say("committee_pack.book.teams"), rest))
    return sorted(found, key=lambda line: -line[1])


def total(until: date) -> float:
    """Give the whole."""
    amount = Cost.objects.filter(day__lte=until).aggregate(total=Sum("amount"))["total"]
    return float(amount or 0)
