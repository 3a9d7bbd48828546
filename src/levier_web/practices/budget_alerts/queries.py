"""What pages read of budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import TruncMonth

from levier_web.decisions.models import Cost
from levier_web.practices.budget_alerts.models import Alert, BudgetLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from django.db.models import QuerySet

    from levier_web.organisation.models import Person

STANDING = Q(alerts__withdrawn_at__isnull=True)


def lines() -> QuerySet[BudgetLine]:
    """Give the lines with how many alerts wait for an answer."""
    return (
        BudgetLine.objects.filter(archived=False)
        .select_related("product")
        .annotate(waiting=Count("alerts", filter=STANDING & Q(alerts__answered_at__isnull=True)))
    )


def alerts() -> QuerySet[Alert]:
    """Give the alerts that were not withdrawn."""
    return Alert.objects.filter(withdrawn_at__isnull=True).select_related("line", "team")


def waiting(person: Person) -> QuerySet[Alert]:
    """Give the alerts that a person's function answers for."""
    rows = alerts().filter(answered_at__isnull=True)
    return rows.filter(line__owner__iexact=person.function) if person.function else rows.none()


def news(person: Person) -> QuerySet[Alert]:
    """Give the answers that somebody has not seen yet to the alerts they raised."""
    return alerts().filter(raised_by=person, answered_at__isnull=False, told_at__isnull=True)


def months(line: BudgetLine, until: date) -> list[tuple[date, Decimal]]:
    """Give what each month cost that counts on a line, up to a day."""
    rows = costs_of(line).filter(day__lte=until).annotate(month=TruncMonth("day"))
    return list(rows.order_by("month").values_list("month").annotate(amount=Sum("amount")))


def last_cost() -> date | None:
    """Give the day of the last cost that is known, whatever it was for."""
    last: date | None = Cost.objects.aggregate(last=Max("day"))["last"]
    return last


def costs_of(line: BudgetLine) -> QuerySet[Cost]:
    """Give the costs that count on a line."""
    rows = Cost.objects.filter(day__range=(line.starts_on, line.ends_on)).order_by()
    if line.category:
        rows = rows.filter(category__iexact=line.category)
    if line.product_id is not None:
        product = Q(product=line.product_id) | Q(decision__product=line.product_id)
        rows = rows.filter(product)
    return rows


def spent(shown: Iterable[BudgetLine]) -> dict[int, Decimal]:
    """Give what is spent on each line: one query for all of them."""
    wanted = list(shown)
    if not wanted:
        return {}
    first, last = min(one.starts_on for one in wanted), max(one.ends_on for one in wanted)
    rows = (
        Cost.objects.filter(day__range=(first, last))
        .order_by()
        .values_list("day", "category", "product", "decision__product")
        .annotate(amount=Sum("amount"))
    )
    found = {one.pk: 0 * one.amount for one in wanted}
    for day, category, product, of_decision, amount in rows:
        for one in wanted:
            if (
                one.starts_on <= day <= one.ends_on
                and (not one.category or one.category.casefold() == category.casefold())
                and (one.product_id is None or one.product_id in {product, of_decision})
            ):
                found[one.pk] += amount
    return found
