"""Sessions of the committee, and what could be put before them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from levier_web.decisions.models import AgendaItem, CommitteeSession, Decision, Expectation

if TYPE_CHECKING:
    from datetime import date

VERSIONED = ("decision__steps", "decision__versions")
REVIEW_AHEAD = timedelta(days=14)
"""Reviews due so soon are offered for the agenda."""


def sessions() -> QuerySet[CommitteeSession]:
    """Give the sessions with the number of their lines, of those settled and of those answered."""
    return CommitteeSession.objects.annotate(
        lines=Count("items"),
        settled=Count("items", filter=Q(items__outcome__in=AgendaItem.SETTLING)),
        answered=Count("items", filter=~Q(items__outcome="")),
    )


def agenda(session: CommitteeSession) -> list[AgendaItem]:
    """Give the lines with what the committee needs to see of each."""
    rows = session.items.select_related("decision__team", "decision__product")
    metrics = Prefetch("decision__expectations", Expectation.objects.select_related("metric"))
    return list(rows.prefetch_related(metrics, "decision__gates", "decision__ways", *VERSIONED))


def candidates(session: CommitteeSession, on: date | None = None) -> list[Decision]:
    """Give what is proposed or due for review and on no agenda that is still open."""
    by = (on or timezone.localdate()) + REVIEW_AHEAD
    due = Q(state=Decision.State.DECIDED, review_on__lte=by)
    open_lines = AgendaItem.objects.filter(session__closed_at__isnull=True)
    reviewed = AgendaItem.objects.filter(
        outcome=AgendaItem.Outcome.CONTINUED, session__day__gte=session.day - 2 * REVIEW_AHEAD
    )
    rows = Decision.objects.filter(Q(state=Decision.State.PROPOSED) | due)
    rows = rows.exclude(pk__in=open_lines.values("decision"))
    rows = rows.exclude(pk__in=reviewed.values("decision"), state=Decision.State.DECIDED)
    return list(rows.select_related("team").order_by("awaiting_since", "review_on", "pk")[:200])
