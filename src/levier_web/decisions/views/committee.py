"""The committee: its sessions, its agenda, its answers, its wall screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from levier_web.decisions.forms import AnswerForm, SessionForm
from levier_web.decisions.models import AgendaItem, CommitteeSession
from levier_web.decisions.panels import panels_of
from levier_web.decisions.queries import committee as queries
from levier_web.decisions.queries.rights import all_rights, rights_of
from levier_web.decisions.services import committee, curves, permitted
from levier_web.ui.doors import door
from levier_web.ui.lists import ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TOOLS = ListTools(("title",), {"day": ("-day",), "title": ("title",)})


@door("decisions.read", write="decisions.committee")
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Show the sessions and what they add up to; set up a new one."""
    given = request.POST if request.method == "POST" else None
    form = SessionForm(given, initial={"day": timezone.localdate()})
    if given is not None and form.is_valid():
        made = committee.convene(
            reader(request), form.cleaned_data["title"], form.cleaned_data["day"]
        )
        messages.success(request, say("decisions.done.convened"))
        return redirect("decisions:session", key=made.pk)
    settled, reopened = committee.overall()
    listing = TOOLS.shown(request, queries.sessions())
    context = {"listing": listing, "form": form, "settled": settled, "reopened": reopened}
    status = 422 if given is not None else 200
    return render(request, "decisions/committee.html", context, status=status)


@door("decisions.read", write="decisions.committee")
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, key: int) -> HttpResponse:
    """Show one session; add to its agenda."""
    held = get_object_or_404(CommitteeSession, pk=key)
    if request.method == "POST":
        keys = [int(one) for one in request.POST.getlist("decision") if one.isdecimal()]
        count = committee.put(reader(request), held, keys)
        said = say_many("decisions.done.agenda", count)
        messages.success(request, said if count else say("decisions.done.agenda_none"))
        return redirect("decisions:session", key=key)
    items = queries.agenda(held)
    context = {
        "session": held,
        "items": items,
        "candidates": queries.candidates(held) if held.closed_at is None else [],
        "rate": committee.settled_rate(items),
        "open": held.closed_at is None,
    }
    return render(request, "decisions/session.html", context)


@door("decisions.read", write="decisions.committee")
@require_POST
def arrange(request: HttpRequest, key: int) -> HttpResponse:
    """Move a line up or down, or take it off."""
    item = get_object_or_404(AgendaItem.objects.select_related("session", "decision"), pk=key)
    step = {"up": -1, "down": 1}.get(request.POST.get("step", ""))
    if step is None:
        committee.take_off(reader(request), item)
    else:
        committee.move(reader(request), item, step)
    return redirect("decisions:session", key=item.session_id)


@door("decisions.read", write="decisions.committee")
@require_http_methods(["GET", "HEAD", "POST"])
def wall(request: HttpRequest, key: int, place: int) -> HttpResponse:
    """Show one line large, with its evidence, and write down its outcome."""
    held = get_object_or_404(CommitteeSession, pk=key)
    items = queries.agenda(held)
    if not 1 <= place <= len(items):
        raise Http404
    item = items[place - 1]
    given = request.POST if request.method == "POST" else None
    form = AnswerForm(given, initial={"next_owner": item.decision.owner})
    status = 200
    if given is not None:
        status = 422
        if form.is_valid():
            try:
                committee.answer(reader(request), item, committee.Answer(**form.cleaned_data))
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                item = queries.agenda(held)[place - 1]
            else:
                return redirect("decisions:wall", key=key, place=min(len(items), place + 1))
    context = _line(request, held, item) | {"form": form, "place": place, "count": len(items)}
    return render(request, "decisions/wall.html", context, status=status)


def _line(request: HttpRequest, held: CommitteeSession, item: AgendaItem) -> dict[str, Any]:
    decision = item.decision
    rights = rights_of(decision, all_rights())
    waited = decision.awaiting_since
    return {
        "session": held,
        "item": item,
        "decision": decision,
        "rights": rights,
        "overdue": permitted.overdue(decision, rights),
        "waited": (timezone.now() - waited).days if waited else None,
        "forecasts": curves.drawn(decision),
        "comments": decision.comments.filter(withdrawn_at__isnull=True).count(),
        "panels": panels_of(decision, reader(request)),
        "outcomes": committee.outcomes_of(item),
        "answerable": held.closed_at is None and item.outcome in {"", "postponed"},
    }


@door("decisions.read", write="decisions.committee")
@require_POST
def close(request: HttpRequest, key: int) -> HttpResponse:
    """Close a session."""
    committee.close(reader(request), get_object_or_404(CommitteeSession, pk=key))
    messages.success(request, say("decisions.done.closed"))
    return redirect("decisions:session", key=key)
