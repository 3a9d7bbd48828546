"""The sheet of one decision: read, begun, changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.decisions.forms import (
    CommentForm,
    GateForm,
    SheetForm,
    WaysForm,
    as_typed,
    ways_of,
)
from levier_web.decisions.models import Decision, Opportunity
from levier_web.decisions.panels import panels_of
from levier_web.decisions.queries.rights import rights_of
from levier_web.decisions.queries.sheets import comments_of, kinds_and_origins, sheet_or_404
from levier_web.decisions.services import curves, deciding, permitted, remarks, sheets
from levier_web.decisions.services.history import told
from levier_web.organisation.queries import company
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from levier_web.organisation.models import Person


@door("decisions.read")
@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a sheet with all that was said of it."""
    return render_sheet(request, sheet_or_404(reader(request), slug))


def render_sheet(
    request: HttpRequest,
    decision: Decision,
    *,
    comment: CommentForm | None = None,
    gate: GateForm | None = None,
) -> HttpResponse:
    """Show a sheet; with a form in which something is wrong, what was typed in it is kept."""
    forms = {"comment_form": comment or CommentForm(), "gate_form": gate or GateForm()}
    status = 422 if comment or gate else 200
    context = _shown(reader(request), decision) | forms
    return render(request, "decisions/sheet.html", context, status=status)


def _shown(person: Person, decision: Decision) -> dict[str, Any]:
    rights, state = rights_of(decision), decision.state
    remarked = [(row, remarks.editable(person, row)) for row in comments_of(decision)]
    named = permitted.named_to_decide(person, rights) and person.has_perm("decisions.decide")
    return {
        "decision": decision,
        "rights": rights,
        "overdue": permitted.overdue(decision, rights),
        "mine": permitted.may_edit(person, decision),
        "editable": permitted.may_edit(person, decision) and decision.open_to_change,
        "settles": permitted.may_decide(person, decision, rights),
        "named": named,
        "missing": deciding.missing_to_propose(decision)
        if state in {Decision.State.DRAFT, Decision.State.SENT_BACK}
        else [],
        "forecasts": curves.drawn(decision),
        "comments": remarked,
        "history": told(list(decision.versions.all())),
        "spent": decision.costs.aggregate(total=Sum("amount"))["total"],
        "nodes": list(decision.opportunities.all()),
        "panels": panels_of(decision, person),
    }


@door("decisions.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a sheet, from nothing or from a solution of the tree."""
    person = reader(request)
    solution = _solution(request)
    first: dict[str, Any] = {"team": person.team, "origin": "team" if person.team else ""}
    if solution is not None:
        first = {"title": solution.title, "context": solution.note, "team": solution.team}
        first["product"] = solution.product
    if title := request.GET.get("title", "")[:200]:
        first |= {"title": title, "context": request.GET.get("context", "")[:4000]}
    return _written(request, None, first, solution)


def _solution(request: HttpRequest) -> Opportunity | None:
    key = request.GET.get("solution", "")
    rows = Opportunity.objects.filter(level=Opportunity.Level.SOLUTION, decision__isnull=True)
    return get_object_or_404(rows, pk=int(key)) if key.isdecimal() else None


@door("decisions.read", write="decisions.write")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a sheet while it is open."""
    decision = sheet_or_404(reader(request), slug)
    permitted.demand_edit(reader(request), decision)
    first = {name: as_typed(getattr(decision, name)) for name in sheets.EDITED}
    return _written(request, decision, first, None)


def _written(
    request: HttpRequest,
    decision: Decision | None,
    first: dict[str, Any],
    solution: Opportunity | None,
) -> HttpResponse:
    kinds, origins = kinds_and_origins()
    given = request.POST if request.method == "POST" else None
    form = SheetForm(
        given, initial=first, currency=company().currency, kinds=kinds, origins=origins
    )
    ways = WaysForm(given, initial=ways_of(decision), prefix="ways")
    ways.extra = 1 if ways.initial else 2
    status = 200
    if given is not None:
        status = 422
        if form.is_valid() and ways.is_valid():
            try:
                return _kept(request, decision, form, ways, solution)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
    context = {"form": form, "ways": ways, "decision": decision, "solution": solution}
    return render(request, "decisions/edit.html", context, status=status)


def _kept(
    request: HttpRequest,
    decision: Decision | None,
    form: SheetForm,
    ways: Any,  # noqa: ANN401 - a formset
    solution: Opportunity | None,
) -> HttpResponse:
    rows = [sheets.Way(**way) for way in ways.cleaned_data if way.get("title")]
    written = sheets.Sheet(form.cleaned_data, rows)
    if decision is None:
        made = sheets.create(reader(request), written, solution)
        messages.success(request, say("decisions.done.drafted"))
        return redirect("decisions:sheet", slug=made.slug)
    sheets.save(reader(request), decision, written)
    messages.success(request, say("decisions.edit.saved"))
    return redirect("decisions:sheet", slug=decision.slug)


@door("decisions.read", write="decisions.write")
@require_POST
def autosave(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what is right in a form that somebody still writes, and say what is not."""
    decision = sheet_or_404(reader(request), slug)
    form = SheetForm(request.POST, currency=company().currency)
    ways = WaysForm(request.POST, prefix="ways")
    form.is_valid()
    rows = [sheets.Way(one.title, one.pros, one.cons) for one in decision.ways.all()]
    if ways.is_valid():
        rows = [sheets.Way(**way) for way in ways.cleaned_data if way.get("title")]
    seen = request.POST.get("seen", "")
    sheets.autosave(reader(request), decision, sheets.Sheet(form.cleaned_data, rows), seen)
    wrong = [(form.fields[name].label, errors[0]) for name, errors in form.errors.items()]
    wrong += [
        (say("decisions.edit.ways"), errors[0])
        for way in ways.forms
        for errors in way.errors.values()
    ]
    context = {"decision": decision, "wrong": wrong, "now": timezone.now()}
    return render(request, "decisions/autosaved.html", context)


@door("decisions.read", write="decisions.write")
@require_POST
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw a draft away."""
    sheets.discard(reader(request), sheet_or_404(reader(request), slug))
    messages.success(request, say("decisions.done.discarded"))
    return redirect("decisions:list")
