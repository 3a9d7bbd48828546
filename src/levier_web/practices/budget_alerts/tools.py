"""What assistants may do with budgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from levier_web.organisation.arguments import in_currency
from levier_web.practices.budget_alerts.api import room
from levier_web.practices.budget_alerts.models import BudgetLine
from levier_web.ui.api.tools import previews, reads
from levier_web.ui.arguments import Argument, Call, Choice, Told, words

reads(room, "budget_alerts.tool.list_budget_lines", "budget_alerts.tool.list_alerts")


def _place(arguments: Mapping[str, Any], answered: Mapping[str, Any]) -> str:  # noqa: ARG001 - as every place
    return reverse("budget_alerts:line", args=[arguments["pk"]])


def _line(value: Any, call: Call) -> Told:  # noqa: ANN401 - of JSON
    row = BudgetLine.objects.filter(pk=value).first()
    if row is None:
        return words(value, call)
    return Told(row.title, reverse("budget_alerts:line", args=[row.pk]))


previews(
    room,
    "budget_alerts.tool.raise_alert",
    _place,
    pk=Argument("budget_alerts.field.title", _line),
    kind=Argument("budget_alerts.field.kind", Choice("budget_alerts.kind")),
    text=Argument("budget_alerts.field.text"),
    amount=Argument("budget_alerts.field.amount", in_currency),
)
