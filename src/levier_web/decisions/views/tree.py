"""The tree of opportunities on one page: its nodes on the left, the chosen one on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.decisions.forms import NodeForm, node_typed
from levier_web.decisions.models import Opportunity
from levier_web.decisions.queries import tree as queries
from levier_web.decisions.queries.evidence import evidence_of, linkable
from levier_web.decisions.queries.picking import PICKED
from levier_web.decisions.queries.visible import visible
from levier_web.decisions.services import ranking, tree
from levier_web.organisation import floors
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from levier_web.organisation.models import Person

STEPS = {"up": -1, "down": 1}
MOST = 60
"""Groups of teams that the filter offers."""


@door("decisions.read", write="decisions.write")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show the tree; a button of a node moves it up or down."""
    if request.method == "POST":
        word, _, key = request.POST.get("step", "").partition("-")
        node = get_object_or_404(Opportunity, pk=int(key) if key.isdecimal() else 0)
        tree.step(reader(request), node, STEPS.get(word, 1))
        if not getattr(request, "htmx", False):
            return redirect(_at(node))
    part = bool(getattr(request, "htmx", False))
    template = "decisions/tree_part.html" if part else "decisions/tree.html"
    return render(request, template, _tree(request))


def _tree(request: HttpRequest) -> dict[str, Any]:
    team = request.GET.get("team", "")
    held = floors.groups()
    found = queries.tree(held.members(team) if team else None)
    return {
        "tree": found,
        "faulty": found.faulty,
        "archived": queries.archived(),
        "teams": held.choices({node.row.team_id or 0 for node in found.nodes.values()})[:MOST],
        "team": team,
    }


@door("decisions.read", write="decisions.write")
@require_http_methods(["GET", "HEAD", "POST"])
def node(request: HttpRequest, key: int) -> HttpResponse:
    """Show one node beside the tree, and keep what is written on it."""
    row = _row(key)
    given = request.POST if request.method == "POST" else None
    form = NodeForm(given, initial=node_typed(row), level=row.level)
    status = 200
    if given is not None:
        status = 422
        if form.is_valid():
            try:
                tree.write(reader(request), row, form.values())
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                row = _row(key)
            else:
                messages.success(request, say("decisions.done.written"))
                return redirect(_at(row))
    part = bool(getattr(request, "htmx", False))
    context = _chosen(reader(request), row, form) | ({} if part else _tree(request))
    template = "decisions/node_part.html" if part else "decisions/tree.html"
    return render(request, template, context, status=status)


def _row(key: int) -> Opportunity:
    rows = Opportunity.objects.select_related("metric", "team", "product", "parent", "decision")
    return get_object_or_404(rows, pk=key)


def _chosen(person: Person, row: Opportunity, form: NodeForm) -> dict[str, Any]:
    sheet = visible(person).filter(pk=row.decision_id or 0).first()
    return {
        "chosen": row,
        "sheet": sheet,
        "form": form,
        "parent": PICKED["parent"].written(row.parent),
        "evidence": evidence_of(row),
        "adds": tree.CHILD.get(Opportunity.Level(row.level)),
    }


@door("decisions.read", write="decisions.write")
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add a node."""
    key = request.POST.get("parent", "")
    parent = get_object_or_404(Opportunity, pk=int(key)) if key.isdecimal() else None
    level = request.POST.get("level", "")
    if level not in Opportunity.Level.values:
        raise Refusal("decisions.refused.wrong_parent")
    made = tree.add(reader(request), level, request.POST.get("title", "")[:200], parent)
    return redirect(_at(made))


@door("decisions.read", write="decisions.write")
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, key: int) -> HttpResponse:
    """Write another title in its place."""
    row = get_object_or_404(Opportunity, pk=key)
    if request.method == "POST":
        tree.rename(reader(request), row, request.POST.get("title", "")[:200])
        if not getattr(request, "htmx", False):
            return redirect(_at(row))
        return render(request, "decisions/node_title.html", {"row": row})
    return render(request, "decisions/node_rename.html", {"row": row})


@door("decisions.read", write="decisions.write")
@require_POST
def hang(request: HttpRequest, key: int) -> HttpResponse:
    """Put a node under another one."""
    row, words = _row(key), request.POST.get("parent", "").strip()
    parent = PICKED["parent"].found(words) if words else None
    if words and parent is None:
        return _said(request, row, say("decisions.refused.unknown", words=words))
    return _done(request, row, "moved", lambda: tree.hang(reader(request), row, parent))


@door("decisions.read", write="decisions.write")
@require_POST
def archive(request: HttpRequest, key: int) -> HttpResponse:
    """Put a node away; the message holds the way back."""
    row = _row(key)
    count = tree.put_away(reader(request), row)
    messages.success(request, say_many("decisions.done.archived", count), extra_tags="archived")
    to = reverse("decisions:tree")
    return redirect(f"{to}?undo={row.pk}")


@door("decisions.read", write="decisions.write")
@require_POST
def restore(request: HttpRequest, key: int) -> HttpResponse:
    """Bring a node back."""
    row = _row(key)
    return _done(request, row, "archived_restored", lambda: tree.bring_back(reader(request), row))


@door("decisions.read", write="decisions.write")
@require_POST
def link(request: HttpRequest, key: int) -> HttpResponse:
    """Link a group of signals as evidence, or take it off."""
    row = _row(key)
    group = request.POST.get("group", "")
    found = linkable().filter(pk=int(group)).first() if group.isdecimal() else None
    if found is None:
        return _said(request, row, say("decisions.refused.unknown", words=group))
    on = request.POST.get("off") is None
    return _done(request, row, "written", lambda: tree.link(reader(request), row, found, on=on))


@door("decisions.read")
@require_safe
def groups(request: HttpRequest, key: int) -> HttpResponse:
    """Propose groups of signals to link."""
    row = _row(key)
    found = linkable(request.GET.get("words", "")).exclude(opportunities=row)[:12]
    return render(request, "decisions/groups_part.html", {"chosen": row, "found": found})


@door("decisions.read")
@require_safe
def ranks(request: HttpRequest) -> HttpResponse:
    """Show the solutions in their order, and how firm it is."""
    solutions = queries.solutions()
    found = ranking.ranked(solutions)
    least = min((one.low for one in found.rows), default=0.0)
    context = {
        "ranking": found,
        "missing": len(solutions) - len(found.rows),
        "scale_low": min(0.0, least),
        "scale_high": max((one.high for one in found.rows), default=1.0),
    }
    return render(request, "decisions/ranking.html", context)


def _done(
    request: HttpRequest, row: Opportunity, message: str, work: Callable[[], object]
) -> HttpResponse:
    try:
        work()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        return _said(request, row, str(refusal))
    messages.success(request, say(f"decisions.done.{message}"))
    return redirect(_at(row))


def _said(request: HttpRequest, row: Opportunity, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect(_at(row))


def _at(row: Opportunity) -> str:
    return reverse("decisions:node", args=[row.pk])
