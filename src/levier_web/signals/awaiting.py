"""What awaits people about signals: news of their own, answers they owe."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from levier_web.organisation.models import Role
from levier_web.signals.queries import news_count, overdue
from levier_web.ui.registry import Awaiting, awaited
from levier_web.ui.words import say_many

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

ANSWER_DAYS = 14
"""Days within which a signal is owed an answer."""


def asks(person: Person) -> list[Awaiting]:
    """Give the news of one's own signals, and to the product role the signals left unanswered."""
    found = []
    news = news_count(person)
    if news:
        found.append(Awaiting(say_many("signals.await.news", news), reverse("signals:mine")))
    if Role.PRODUCT in person.role_names:
        number, oldest = overdue(timezone.now() - timedelta(days=ANSWER_DAYS))
        if number and oldest:
            due = timezone.localtime(oldest + timedelta(days=ANSWER_DAYS)).date()
            sentence = say_many("signals.await.answer", number, days=ANSWER_DAYS)
            address = f"{reverse('signals:every')}?fate=received"
            found.append(Awaiting(sentence, address, due))
    return found


awaited(asks)
