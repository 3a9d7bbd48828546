"""What awaits people about budgets: answers they owe, answers they got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from levier_web.practices.budget_alerts import queries
from levier_web.ui.registry import Awaiting, awaited
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

MOST = 10


def asks(person: Person) -> list[Awaiting]:
    """Give the alerts to answer, by the day they are due, and the news of one's own."""
    address = reverse("budget_alerts:alerts")
    found = [
        Awaiting(
            say("budget_alerts.await.answer", line=one.line.title),
            f"{address}#alert-{one.pk}",
            one.due_on,
        )
        for one in queries.waiting(person).order_by("due_on")[:MOST]
    ]
    if count := queries.news(person).count():
        found.append(Awaiting(say_many("budget_alerts.await.news", count), f"{address}?own=1"))
    return found


awaited(asks)
