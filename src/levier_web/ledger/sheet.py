"""What the ledger adds to the sheet of a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Sum

from levier_web.decisions.panels import Panel, panel
from levier_web.ledger.queries.standing import standing

if TYPE_CHECKING:
    from levier_web.decisions.models import Decision
    from levier_web.organisation.models import Person


@panel
def worth(decision: Decision, reader: Person) -> Panel | None:
    """Show the entries that stand, and what was spent to those who may see costs."""
    entries = list(standing().filter(decision=decision).select_related("metric"))
    cost = None
    if reader.has_perm("ledger.finance"):
        cost = decision.costs.aggregate(total=Sum("amount"))["total"]
    if not entries and cost is None:
        return None
    return "ledger/of_decision.html", {"entries": entries, "cost": cost}
