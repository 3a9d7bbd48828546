"""Pages of budgets and their alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.organisation.models import Person
from levier_web.organisation.queries import groups_shown, spoken
from levier_web.practices.budget_alerts import queries
from levier_web.practices.budget_alerts.forms import AlertForm, AnswerForm, LineForm
from levier_web.practices.budget_alerts.models import Alert, BudgetLine
from levier_web.practices.budget_alerts.services import alerts as services
from levier_web.practices.budget_alerts.services import figures
from levier_web.practices.budget_alerts.services import lines as line_services
from levier_web.ui.doors import door
from levier_web.ui.lists import Column, Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

TOOLS = ListTools(
    ("title", "category", "product__name", "owner"),
    {"waiting": ("waiting", "title"), "title": ("title",), "amount": ("amount",)},
    default="-waiting",
)


@door("budget_alerts.read")
@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """Show every line, those with alerts that wait first."""
    listing = TOOLS.shown(request, queries.lines())
    shown = list(listing.page.object_list)
    spent = queries.spent(shown)
    may_see = reader(request).has_perm("ledger.finance")
    rows = [
        (one, spent[one.pk] if one.open_amounts or may_see else None, _share(one, spent[one.pk]))
        for one in shown
    ]
    context = {"listing": listing, "rows": rows, "answering": figures.answering()}
    return render(request, "budget_alerts/lines.html", context)


def _share(line: BudgetLine, spent: object) -> float:
    return float(spent) / float(line.amount)  # type: ignore[arg-type]


@door("budget_alerts.read", write="budget_alerts.raise")
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a line, where it ends and its alerts; raise one more."""
    shown = get_object_or_404(BudgetLine.objects.select_related("product"), pk=pk)
    form = AlertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = services.send(reader(request), shown, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("budget_alerts.done.raised", day=sent.due_on.isoformat()))
            return redirect("budget_alerts:line", pk=pk)
    open_to = shown.open_amounts or reader(request).has_perm("ledger.finance")
    context = {
        "line": shown,
        "outlook": figures.outlook(shown) if open_to else None,
        "form": form,
        "rows": _worded(queries.alerts().filter(line=shown)[:50], reader(request)),
        "today": timezone.localdate(),
        "answers": AnswerForm(),
    }
    return render(request, "budget_alerts/line.html", context, status=422 if form.errors else 200)


@door("budget_alerts.lines")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Make a line."""
    year = timezone.localdate().year
    start = {"starts_on": f"{year}-01-01", "ends_on": f"{year}-12-31"}
    return _edited(request, None, LineForm(request.POST or None, initial=start))


@door("budget_alerts.lines")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a line, take it off the list or put it back."""
    line = get_object_or_404(BudgetLine, pk=pk)
    if "archive" in request.POST:
        line_services.archive(reader(request), line, archived=request.POST["archive"] == "1")
        return redirect("budget_alerts:line", pk=pk)
    return _edited(request, line, LineForm(request.POST or None, instance=line))


def _edited(request: HttpRequest, line: BudgetLine | None, form: LineForm) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        try:
            before = None if line is None else BudgetLine.objects.get(pk=line.pk)
            kept = line_services.keep(reader(request), before, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("budget_alerts.done.kept"))
            return redirect("budget_alerts:line", pk=kept.pk)
    functions = Person.objects.filter(is_active=True).exclude(function="")
    context = {
        "form": form,
        "line": line,
        "functions": functions.order_by("function").values_list("function", flat=True).distinct(),
    }
    status = 422 if form.errors else 200
    return render(request, "budget_alerts/edit.html", context, status=status)


@door("budget_alerts.read")
@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """Show every alert, those that wait first, or hand them out as CSV."""
    person = reader(request)
    rows = queries.alerts().filter(raised_by=person) if request.GET.get("own") else queries.alerts()
    tools, groups = alert_tools(), groups_shown()
    if request.GET.get("export") == "csv":
        return tools.exported(request, rows, _columns(groups), "budget-alerts")
    listing = tools.shown(request, rows)
    context = {
        "listing": listing,
        "rows": _worded(listing.page.object_list, person),
        "answering": figures.answering(),
        "today": timezone.localdate(),
        "answers": AnswerForm(),
        "exportable": True,
    }
    return render(request, "budget_alerts/alerts.html", context)


@door("budget_alerts.answer")
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Answer an alert."""
    alert = get_object_or_404(Alert.objects.select_related("line"), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Refusal("budget_alerts.refused.reason")
    data = form.cleaned_data
    services.answer(reader(request), alert, data["answer"], data["text"])
    messages.success(request, say("budget_alerts.done.answered"))
    return redirect("budget_alerts:line", pk=alert.line_id)


@door("budget_alerts.raise")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back one's own alert, or note that its answer was read."""
    alert = get_object_or_404(Alert, pk=pk)
    if "read" in request.POST:
        services.seen(reader(request))
        return redirect("budget_alerts:alerts")
    services.withdraw(reader(request), alert)
    messages.success(request, say("budget_alerts.done.withdrawn"))
    return redirect("budget_alerts:line", pk=alert.line_id)


def _worded(rows: object, person: Person) -> list[tuple[Alert, str, bool]]:
    shown = groups_shown()
    return [
        (one, spoken(one.function, one.team_id, shown), services.may_answer(person, one))
        for one in rows  # type: ignore[attr-defined]
    ]


def alert_tools() -> ListTools:
    """Say by what alerts are searched, sorted and filtered."""
    kinds = [(one.value, say(f"budget_alerts.kind.{one.value}")) for one in Alert.Kind]
    return ListTools(
        ("text", "line__title", "answer_text"),
        {"waiting": ("-answered_at", "-due_on"), "raised": ("raised_at",), "due": ("due_on",)},
        filters=(Filter("kind", say("budget_alerts.field.kind"), "kind", kinds),),
        default="-raised",
    )


def _columns(groups: object) -> list[Column]:
    return [
        Column("line", lambda row: row.line.title),
        Column("kind", lambda row: row.kind),
        Column("text", lambda row: row.text),
        Column("amount", lambda row: row.amount),
        Column("from", lambda row: spoken(row.function, row.team_id, groups)),  # type: ignore[arg-type]
        Column("raised", lambda row: row.raised_at.date()),
        Column("due", lambda row: row.due_on),
        Column("answer", lambda row: row.answer),
        Column("reason", lambda row: row.answer_text),
        Column("answered", lambda row: row.answered_at and row.answered_at.date()),
    ]
