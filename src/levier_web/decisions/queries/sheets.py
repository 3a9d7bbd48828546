"""One sheet with all that it shows, and the list of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from levier_web.decisions.models import Comment, Decision, Expectation
from levier_web.decisions.queries.visible import visible

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

LEVERS = ("acquisition", "activation", "retention", "expansion")
"""The levers of growth: what a choice has to name to be guided by its effect."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the decisions proposed or settled name what they act on, and how many a lever."""

    decisions: int
    tagged: int
    levers: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float | None:
        """Share that is tagged; None without decisions."""
        return self.tagged / self.decisions if self.decisions else None


def listed(person: Person) -> QuerySet[Decision]:
    """Give the rows of the list."""
    return visible(person).select_related("team", "product")


def sheet_or_404(person: Person, slug: str) -> Decision:
    """Give one sheet; another team's draft is not there."""
    metrics = Prefetch("expectations", Expectation.objects.select_related("metric"))
    rows = visible(person).select_related("team", "product", "created_by__team")
    return get_object_or_404(
        rows.prefetch_related(metrics, "ways", "gates", "steps", "versions", "letters"), slug=slug
    )


def coverage(person: Person) -> Coverage:
    """Count what is tagged among what was proposed, in one query."""
    rows = visible(person).exclude(state=Decision.State.DRAFT)
    counts = {lever: Count("pk", filter=Q(stage=lever)) for lever in LEVERS}
    found = rows.aggregate(decisions=Count("pk"), tagged=Count("pk", filter=~Q(stage="")), **counts)
    levers = tuple((lever, found[lever]) for lever in LEVERS)
    return Coverage(found["decisions"], found["tagged"], levers)


def kinds_and_origins() -> tuple[list[str], list[str]]:
    """Give the words in use, for the filters and as suggestions."""
    rows = Decision.objects.order_by()
    kinds = rows.exclude(kind="").values_list("kind", flat=True).distinct()[:60]
    origins = rows.exclude(origin="").values_list("origin", flat=True).distinct()[:60]
    return sorted(kinds), sorted(origins)


def comments_of(decision: Decision) -> list[Comment]:
    """Give what was said on a sheet, oldest first, without what was withdrawn."""
    return list(decision.comments.filter(withdrawn_at__isnull=True))
