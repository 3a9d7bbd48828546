"""What the impact adds to the sheet of a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.decisions.panels import Panel, panel
from levier_web.impact import queries

if TYPE_CHECKING:
    from levier_web.decisions.models import Decision
    from levier_web.organisation.models import Person


@panel
def measured(decision: Decision, _reader: Person) -> Panel | None:
    """Show what was measured, or offer to see what it would take."""
    rows = list(queries.effects_of(decision))
    if not rows and decision.state == decision.State.REFUSED:
        return None
    low = min([0.0, *(row.p10 for row in rows if row.scale == "relative" and row.p10 is not None)])
    high = max([0.0, *(row.p90 for row in rows if row.scale == "relative" and row.p90 is not None)])
    shown = {"rows": rows, "decision": decision, "low": low, "high": high}
    return "impact/of_decision.html", shown
