"""Setting budget lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.practices.budget_alerts.models import BudgetLine
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

FIELDS = (
    "title",
    "starts_on",
    "ends_on",
    "amount",
    "category",
    "product",
    "owner",
    "answer_days",
    "open_amounts",
)


@transaction.atomic
def keep(person: Person, line: BudgetLine | None, **given: object) -> BudgetLine:
    """Make a line, or change one; both are in the audit log with the fields that changed."""
    demand(person, "budget_alerts.lines")
    kept = line or BudgetLine()
    changed = [
        name for name in FIELDS if name in given and getattr(kept, name, None) != given[name]
    ]
    for name in changed:
        setattr(kept, name, given[name])
    if kept.amount is None or kept.amount <= 0:
        raise Refusal("budget_alerts.refused.amount")
    if kept.ends_on < kept.starts_on:
        raise Refusal("budget_alerts.refused.period")
    kept.save()
    audit.record(person, "budget_line.kept", kept, fields=changed)
    return kept


@transaction.atomic
def archive(person: Person, line: BudgetLine, *, archived: bool) -> None:
    """Take a line off the list, or put it back; its alerts stay."""
    demand(person, "budget_alerts.lines")
    line.archived = archived
    line.save(update_fields=["archived"])
    audit.record(person, "budget_line.archived" if archived else "budget_line.restored", line)
