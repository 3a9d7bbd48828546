"""Pages that only read: the list, one metric, the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from levier_web.metrics import queries
from levier_web.metrics.models import Metric
from levier_web.metrics.models.choices import Grain, Stage
from levier_web.metrics.pictures import picture
from levier_web.ui.doors import door
from levier_web.ui.harmless_csv import harmless
from levier_web.ui.lists import Column, Filter, ListTools
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest

    from levier_web.metrics.observed import Rows


def tools() -> ListTools:
    """Say by what metrics are searched, sorted and filtered."""
    stages = [(one.value, say(f"metrics.stage.{one.value}")) for one in Stage]
    grains = [(one.value, say(f"metrics.grain.{one.value}")) for one in Grain]
    shelves = [("0", say("metrics.list.in_use")), ("1", say("metrics.list.archived"))]
    return ListTools(
        searched=("title", "slug", "unit", "team__name"),
        sorts={
            "title": ("title",),
            "last": ("last_day",),
            "team": ("team__name",),
            "value": ("value_mid",),
            "decisions": ("decided",),
        },
        filters=(
            Filter("stage", say("metrics.form.stage"), "stage", stages),
            Filter("grain", say("metrics.form.grain"), "grain", grains),
            Filter("archived", say("metrics.list.shelf"), "archived", shelves),
        ),
    )


@door("metrics.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the metrics."""
    rows, asked = queries.metrics_listed(), tools()
    if request.GET.get("archived") != "1":
        rows = rows.filter(archived=False)
    if request.GET.get("export") == "csv":
        return asked.exported(request, rows, _columns(), "metrics")
    return render(
        request, "metrics/list.html", {"listing": asked.shown(request, rows), "exportable": True}
    )


def _columns() -> list[Column]:
    fields = ("slug", "title", "unit", "grain", "direction", "kind", "stage")
    figures = ("value_low", "value_mid", "value_high", "rows", "first_day", "last_day")
    read = [Column(name, lambda row, name=name: getattr(row, name)) for name in fields + figures]  # type: ignore[misc]
    return [*read, Column("team", lambda row: row.team.name if row.team else "")]


@door("metrics.read")
@require_safe
def metric(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one metric: its definition, its values, what is expected of it."""
    found = get_object_or_404(
        Metric.objects.select_related("team", "parent", "fed_by").prefetch_related("controls"),
        slug=slug,
    )
    series = queries.series_of(found)
    return render(
        request,
        "metrics/metric.html",
        {
            "metric": found,
            "series": series,
            "picture": picture(series.days, series.values),
            "expected": queries.expected_of(found),
            "imports": queries.imports_of(found),
            "history": queries.history(found),
            "children": list(found.children.filter(archived=False)[:50]),
        },
    )


@door("metrics.read")
@require_safe
def values(_request: HttpRequest, slug: str) -> HttpResponse:
    """Give every value of a metric that stands, as a workspace writes them."""
    found = get_object_or_404(Metric, slug=slug)
    rows = queries.current_observations([found.pk]).rename(
        {"day": "date", "published": "published_on"}
    )
    kept = rows.select(
        "date",
        "metric",
        "value",
        *(c for c in ("unit", "weight", "published_on") if _held(rows, c)),
    )
    if "unit" in kept.columns:
        kept = kept.with_columns(unit=kept["unit"].map_elements(harmless, return_dtype=pl.String))
    response = HttpResponse(kept.write_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    return response


def _held(rows: Rows, column: str) -> bool:
    return rows[column].null_count() < rows.height


@door("metrics.read")
@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """Draw which metric hangs under which."""
    return render(request, "metrics/tree.html", {"branches": queries.branches()})


@door("metrics.read")
@require_safe
def pick(request: HttpRequest) -> HttpResponse:
    """Complete the name of a metric while it is typed."""
    words = request.GET.get("parent", request.GET.get("q", ""))[:80]
    return render(request, "metrics/picked.html", {"found": queries.picked(words)})
