"""The committee's page: what stands, from the last measurement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Min, Q

from levier_web.impact.models import Effect
from levier_web.impact.queries import latest
from levier_web.ledger.models import Told
from levier_web.organisation.floors import groups as groups_of_teams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from levier_web.impact.models import Measurement

GROUPS = ("grade", "team", "product", "origin", "stage", "quarter")
SHOWN = 12
"""Decisions of the forest on the first page; the list has all of them."""
NOT_PROVEN = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Value and cost of one team, product, origin, tag, quarter or grade."""

    name: str
    low: float
    mid: float
    high: float
    cost: float
    net: float
    effects: int


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that the page shows of one measurement."""

    measurement: Measurement
    sentences: list[str]
    portfolio: dict[str, Any]
    grades: list[Group]
    forest: list[Effect]
    scale: tuple[float, float]
    not_proven: list[Effect]
    counts: dict[str, int]


def home(language: str) -> Home | None:
    """Give what the last measurement says; None before the first one."""
    measurement = latest()
    if measurement is None or measurement.results is None:
        return None
    told = Told.objects.filter(measurement=measurement, name="answer", language=language).first()
    rows = Effect.objects.filter(measurement=measurement).select_related("decision", "metric")
    forest = rows.filter(in_total=True).defer("detail").order_by("-money_p50", "pk")
    measured = ~Q(design="declared")  # what people declare is shown, and proves nothing
    counts = rows.order_by().aggregate(
        gain=Count("pk", filter=measured & Q(verdict="gain")),
        loss=Count("pk", filter=measured & Q(verdict="loss")),
        not_proven=Count("pk", filter=measured & Q(verdict="not_proven")),
        not_measured=Count("pk", filter=Q(verdict="not_measured")),
        decisions=Count("decision", distinct=True),
    )
    return Home(
        measurement=measurement,
        sentences=told.sentences if told else [],
        portfolio=measurement.results["portfolio"],
        grades=groups(measurement, "grade"),
        forest=_both_ends(forest),
        scale=_scale(forest),
        not_proven=list(
            rows.filter(measured, verdict="not_proven").order_by("-money_p50")[:NOT_PROVEN]
        ),
        counts=counts,
    )


def groups(measurement: Measurement, by: str) -> list[Group]:
    """Give the totals by one of ``GROUPS``, the largest first; no team under the floor."""
    totals = (measurement.results or {})["portfolio"].get(f"by_{by}", {})
    hidden = hidden_in(measurement) if by == "team" else frozenset()
    found = [
        Group(
            name,
            one["value"]["p10"],
            one["value"]["p50"],
            one["value"]["p90"],
            one["cost"],
            one["net"]["p50"],
            one["effects"],
        )
        for name, one in totals.items()
        if name not in hidden
    ]
    if by in {"grade", "quarter"}:
        return sorted(found, key=lambda group: group.name)
    return sorted(found, key=lambda group: -group.mid)


def hidden_in(measurement: Measurement) -> frozenset[str]:
    """Give the groups of teams of a measurement that are not, or no more, those in force."""
    totals = (measurement.results or {})["portfolio"].get("by_team", {})
    told = {group.label for group in groups_of_teams().every if group.shown}
    return frozenset(totals) - told


def scale_of_groups(found: Sequence[Group]) -> tuple[float, float]:
    """Give the ends of the scale that the bars of groups share."""
    return min([0.0, *(one.low for one in found)]), max([0.0, *(one.high for one in found)])


def _both_ends(forest: QuerySet[Effect]) -> list[Effect]:
    """Keep the largest gains and the largest losses when there are too many for one page."""
    first = list(forest[: SHOWN + 1])
    if len(first) <= SHOWN:
        return first
    losses = list(forest.filter(money_p50__lt=0).reverse()[: SHOWN // 3])
    return first[: SHOWN - len(losses)] + losses[::-1]


def _scale(forest: QuerySet[Effect]) -> tuple[float, float]:
    ends = forest.order_by().aggregate(low=Min("money_p10"), high=Max("money_p90"))
    return min(0.0, ends["low"] or 0.0), max(0.0, ends["high"] or 0.0)
