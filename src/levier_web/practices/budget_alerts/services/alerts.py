"""Raising an alert takes one line and nobody's leave; answering it is due on a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.practices.budget_alerts.models import Alert
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from levier_web.organisation.models import Person
    from levier_web.practices.budget_alerts.models import BudgetLine

WEEKEND = 5
"""The first day of the week on which nobody works, counted from Monday."""


@transaction.atomic
def send(
    person: Person, line: BudgetLine, kind: str, text: str, amount: Decimal | None = None
) -> Alert:
    """Raise an alert: it is open at once, and its answer is due."""
    demand(person, "budget_alerts.raise")
    if line.archived:
        raise Refusal("budget_alerts.refused.archived")
    if not text.strip():
        raise Refusal("budget_alerts.refused.text")
    if amount is not None and amount <= 0:
        raise Refusal("budget_alerts.refused.amount")
    now = timezone.now()
    made = Alert.objects.create(
        line=line,
        kind=Alert.Kind(kind),
        text=text.strip(),
        amount=amount,
        raised_by=person,
        function=person.function,
        team=person.team,
        raised_at=now,
        due_on=working_days_after(timezone.localdate(now), line.answer_days),
    )
    audit.record(person, "budget_alert.raised", made, line=line.pk, kind=kind)
    return made


@transaction.atomic
def answer(person: Person, alert: Alert, said: str, text: str) -> Alert:
    """Say what is done about an alert, once."""
    demand(person, "budget_alerts.answer")
    if not may_answer(person, alert):
        raise NotAllowed("budget_alerts.refused.not_yours")
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    if alert.answered_at is not None or alert.withdrawn_at is not None:
        raise Refusal("budget_alerts.refused.answered")
    if not text.strip():
        raise Refusal("budget_alerts.refused.reason")
    alert.answer, alert.answer_text = Alert.Answer(said), text.strip()
    alert.answered_at = timezone.now()
    alert.save(update_fields=["answer", "answer_text", "answered_at"])
    audit.record(person, "budget_alert.answered", alert, answer=said)
    return alert


@transaction.atomic
def withdraw(person: Person, alert: Alert) -> None:
    """Take back an alert that one raised oneself and nobody answered yet."""
    demand(person, "budget_alerts.raise")
    if alert.raised_by_id != person.pk:
        raise NotAllowed("budget_alerts.refused.not_yours")
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    if alert.answered_at is not None:
        raise Refusal("budget_alerts.refused.answered")
    alert.withdrawn_at = timezone.now()
    alert.save(update_fields=["withdrawn_at"])
    audit.record(person, "budget_alert.withdrawn", alert)


def may_answer(person: Person, alert: Alert) -> bool:
    """Whether a person answers for the line: by their function, or by setting budgets."""
    own = bool(person.function) and person.function.casefold() == alert.line.owner.casefold()
    return own or person.has_perm("budget_alerts.lines")


def seen(person: Person) -> None:
    """Note that a person saw the answers to their alerts."""
    from levier_web.practices.budget_alerts.queries import news

    news(person).update(told_at=timezone.now())


def working_days_after(start: date, count: int) -> date:
    """Give the day that many working days later; public holidays are counted as working days."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < WEEKEND
    return day
