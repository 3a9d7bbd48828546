"""What the learning adds to the sheet of a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.decisions.panels import Panel, panel
from levier_web.learning import queries

if TYPE_CHECKING:
    from levier_web.decisions.models import Decision
    from levier_web.organisation.models import Person


@panel
def learned(decision: Decision, reader: Person) -> Panel | None:
    """Show lessons and reviews, and offer to hold one."""
    lessons = list(queries.lessons().filter(decisions=decision))
    reviews = list(queries.held(decision))
    may_review = reader.has_perm("learning.review") and not decision.open_to_change
    if not (lessons or reviews or may_review):
        return None
    shown = {
        "lessons": lessons,
        "reviews": reviews,
        "decision": decision,
        "may_review": may_review,
    }
    return "learning/of_decision.html", shown
