"""The entries of the ledger, one by one, and the proof of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, Value, When
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from levier_web.decisions.models import Decision
from levier_web.ledger.models import Entry
from levier_web.metrics.models.choices import Stage
from levier_web.organisation.floors import groups
from levier_web.organisation.models import Product
from levier_web.ui.doors import door
from levier_web.ui.lists import Column, Filter, ListTools
from levier_web.ui.templatetags.words import t_choice
from levier_web.ui.words import say

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


def tools() -> ListTools:
    """Say how entries may be asked."""
    origins = (
        Decision.objects.exclude(origin="").order_by("origin").values_list("origin", flat=True)
    )
    return ListTools(
        searched=("decision__title", "metric__title"),
        sorts={
            "written": ("-pk",),
            "decision": ("decision__title",),
            "money": ("-p50",),
            "grade": ("grade",),
        },
        filters=(
            _by_team(),
            _named("product", "decision__product", Product.objects.values_list("pk", "name")),
            Filter(
                "origin",
                say("ledger.by.origin"),
                "decision__origin",
                [(one, t_choice("decisions.origin", one)) for one in origins.distinct()],
            ),
            Filter(
                "stage",
                say("ledger.by.stage"),
                "decision__stage",
                [(one.value, say(f"ledger.stage.{one.value}")) for one in Stage],
            ),
            Filter(
                "year",
                say("ledger.entries.year"),
                "decision__starts_on__year",
                [(str(day.year), str(day.year)) for day in _years()],
            ),
            Filter(
                "standing",
                say("ledger.entries.all_or_standing"),
                "standing",
                [("yes", say("ledger.entries.standing"))],
            ),
        ),
    )


def _by_team() -> Filter:
    """Offer the groups that have entries, never a part of one."""
    held = groups()
    with_entries = Decision.objects.filter(entries__isnull=False, team__isnull=False)
    teams = with_entries.order_by().values_list("team", flat=True).distinct()
    word = say("ledger.by.team")
    return Filter("team", word, "decision__team__in", held.choices(teams), pick=held.members)


def _years() -> list[date]:
    return list(Decision.objects.filter(starts_on__isnull=False).dates("starts_on", "year"))


def _named(name: str, field: str, rows: object) -> Filter:
    return Filter(name, say(f"ledger.by.{name}"), field, [(str(pk), word) for pk, word in rows])  # type: ignore[attr-defined]


COLUMNS = (
    Column("entry", lambda row: row.pk),
    Column("written_at", lambda row: row.at),
    Column("sort", lambda row: row.sort),
    Column("decision", lambda row: row.decision.slug),
    Column("metric", lambda row: row.metric.slug),
    Column("arm", lambda row: row.arm),
    Column("p10", lambda row: row.p10),
    Column("p50", lambda row: row.p50),
    Column("p90", lambda row: row.p90),
    Column("grade", lambda row: row.grade),
    Column("verdict", lambda row: row.verdict),
    Column("in_total", lambda row: row.in_total),
    Column("reverses", lambda row: row.reverses_id),
    Column("digest", lambda row: row.digest),
)


def rows() -> QuerySet[Any]:
    """Give every entry, with whether it stands."""
    stands = When(sort=Entry.Sort.EFFECT, reversed_by__isnull=True, then=Value("yes"))
    found: QuerySet[Any] = Entry.objects.select_related("decision", "metric", "reversed_by")
    found = found.annotate(standing=Case(stands, default=Value("no")))
    return found  # noqa: RET504 - typed above


@door("ledger.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List every entry; those that were reversed stay readable."""
    if request.GET.get("export") == "csv":
        return tools().exported(request, rows(), COLUMNS, "ledger")
    return render(request, "ledger/entries.html", {"listing": tools().shown(request, rows())})


@door("ledger.read")
@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one entry with what it was computed from."""
    one = get_object_or_404(
        Entry.objects.select_related(
            "decision", "metric", "effect__measurement", "reverses", "reversed_by"
        ),
        pk=pk,
    )
    return render(request, "ledger/entry.html", {"entry": one})
