"""Short lists that help typing."""

from __future__ import annotations

from levier_web.decisions.models import Decision

MOST = 300


def decision_choices() -> list[tuple[str, str]]:
    """Give the short names and titles of the latest decisions, for a field that completes."""
    rows = Decision.objects.filter(
        state__in=[Decision.State.DECIDED, Decision.State.STOPPED, Decision.State.PROPOSED]
    )
    return list(rows.order_by("-starts_on").values_list("slug", "title")[:MOST])
