"""What pages and other rooms read of the metrics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from levier_web.metrics.definitions import Difference, differences
from levier_web.metrics.models import Import, Metric, Source
from levier_web.metrics.series import latest_published, over_units
from levier_web.metrics.standing import standing_rows
from levier_web.organisation.queries import groups_shown, spoken

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from django.db.models import QuerySet

    from levier_web.metrics.models import MetricVersion
    from levier_web.metrics.observed import Rows
    from levier_web.organisation.queries import Shown

UNITS_SHOWN = 30
VALUES_SHOWN = 60


def current_observations(metric_ids: Collection[int] | None = None) -> Rows:
    """Give the rows that stand, of all metrics or of those named: see ``standing_rows``."""
    return standing_rows(metric_ids)


def metrics_listed() -> QuerySet[Any]:
    """Give the metrics with what a list shows of each, in one query."""
    return Metric.objects.select_related("team", "fed_by").annotate(
        decided=Count("expectations__decision", distinct=True)
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a panel, as a line of its table."""

    name: str
    rows: int
    last_day: date
    last: float
    tail: list[float]


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one metric, brought together over its units."""

    days: list[date]
    values: list[float]
    units: list[Unit]
    more_units: int
    publications: int

    @property
    def table(self) -> list[tuple[date, float]]:
        """The last values, the latest first, under the picture."""
        return list(zip(self.days, self.values, strict=True))[: -VALUES_SHOWN - 1 : -1]


def series_of(metric: Metric) -> Series:
    """Give the values of one metric in the three queries of ``standing_rows``."""
    rows = standing_rows([metric.pk])
    together = over_units(rows, metric.kind)
    latest = latest_published(rows)
    units = [
        _unit(str(name), part)
        for (name,), part in latest.drop_nulls("unit").partition_by("unit", as_dict=True).items()
    ]
    units.sort(key=lambda unit: (-unit.last, unit.name))
    return Series(
        together["day"].to_list(),
        together["value"].to_list(),
        units[:UNITS_SHOWN],
        max(0, len(units) - UNITS_SHOWN),
        rows["published"].n_unique() if rows["published"].null_count() < rows.height else 0,
    )


def _unit(name: str, rows: Rows) -> Unit:
    ordered = rows.sort("day")
    values = ordered["value"].to_list()
    return Unit(name, len(values), ordered["day"][-1], values[-1], values[-40:])


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a definition, as the page of its metric shows it."""

    number: int
    at: datetime
    by: str
    reason: str
    changes: list[Difference]


def history(metric: Metric) -> list[Version]:
    """Give the versions, the latest first, each with what it changed."""
    versions = list(metric.versions.select_related("author"))
    told: list[Version] = []
    shown = groups_shown()
    before: dict[str, Any] | None = None
    for version in versions:
        changes = differences(before, version.definition) if before is not None else []
        told.append(
            Version(version.number, version.at, _voice(version, shown), version.reason, changes)
        )
        before = version.definition
    return told[::-1]


def _voice(version: MetricVersion, shown: Shown) -> str:
    """Say who defined it by the group of their team on that day."""
    author = version.author
    return spoken(author.function, version.team_id, shown) if author else ""


def expected_of(metric: Metric, most: int = 50) -> list[Any]:
    """Give what decisions expect of a metric, with each decision."""
    rows = metric.expectations.select_related("decision").order_by("-decision__starts_on", "pk")
    return list(rows[:most])


def imports_of(metric: Metric, most: int = 10) -> list[Import]:
    """Give the last imports that held values of a metric."""
    held = metric.observations.order_by().values("batch").distinct()
    return list(
        Import.objects.filter(pk__in=held).select_related("source", "by__team__tribe")[:most]
    )


def imports_listed() -> QuerySet[Import]:
    """Give the imports with what a list shows of each."""
    return Import.objects.select_related("source", "by__team__tribe")


def sources_listed() -> QuerySet[Any]:
    """Give the sources with what a list shows of each, in one query."""
    return Source.objects.select_related("team").annotate(
        feeds_count=Count("feeds", distinct=True), brought=Count("imports", distinct=True)
    )


def picked(words: str, most: int = 20) -> list[Metric]:
    """Give the metrics whose title or id contains some words, for a field that completes."""
    rows = Metric.objects.filter(archived=False)
    return list(rows.filter(Q(title__icontains=words) | Q(slug__icontains=words))[:most])


def named(words: str) -> Metric | None:
    """Find the metric that a person named, by its id or its exact title."""
    return Metric.objects.filter(Q(slug=words) | Q(title__iexact=words)).order_by("pk").first()


@dataclass(frozen=True, slots=True)
class Branch:
    """One metric in the drawn tree: whether a list opens under it, how many close after it."""

    metric: Metric
    opens: bool
    closes: range
    depth: int


def branches() -> list[Branch]:
    """Give the tree in the order in which it is drawn, in one query."""
    metrics = list(Metric.objects.filter(archived=False).select_related("team"))
    kept = {metric.pk for metric in metrics}
    under: dict[int | None, list[Metric]] = {}
    for metric in metrics:
        under.setdefault(metric.parent_id if metric.parent_id in kept else None, []).append(metric)
    drawn: list[tuple[Metric, int]] = []
    waiting = [(metric, 0) for metric in reversed(under.get(None, []))]
    while waiting:
        metric, depth = waiting.pop()
        drawn.append((metric, depth))
        waiting += [(child, depth + 1) for child in reversed(under.get(metric.pk, []))]
    depths = [*(depth for _, depth in drawn), 0]
    return [
        Branch(metric, depths[i + 1] > depth, range(max(0, depth - depths[i + 1])), depth)
        for i, (metric, depth) in enumerate(drawn)
    ]
