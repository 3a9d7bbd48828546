"""One group of signals: its voices, its trend, what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from levier_web.organisation.queries import groups_shown, spoken
from levier_web.signals import queries, services
from levier_web.signals.forms import FateForm
from levier_web.signals.models import Group, Merge
from levier_web.ui.doors import door
from levier_web.ui.lists import ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door("signals.read")
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a group; one that was merged leads to the group that took its signals."""
    group = get_object_or_404(Group, pk=pk)
    if group.merged_into_id is not None:
        return redirect("signals:group", group.merged_into_id)
    return _page(request, get_object_or_404(queries.groups(), pk=pk), FateForm())


@door("signals.handle")
@require_POST
def fate(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say what becomes of every signal of a group."""
    group, form = get_object_or_404(queries.groups(), pk=pk), FateForm(request.POST)
    if form.is_valid():
        try:
            services.set_fate(reader(request), group, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("signals.fate_told"))
            return redirect("signals:group", pk)
    return _page(request, group, form, 422)


@door("signals.handle")
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a group better words."""
    services.rename(reader(request), get_object_or_404(Group, pk=pk), request.POST.get("title", ""))
    return redirect("signals:group", pk)


@door("signals.handle")
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Bring the signals of another group into this one."""
    kept = get_object_or_404(Group, pk=pk)
    wish = request.POST.get("other", "")
    other = get_object_or_404(Group, pk=wish if wish.isdecimal() else 0)
    services.merge(reader(request), kept, other)
    messages.success(request, say("signals.merged"))
    return redirect("signals:group", pk)


@door("signals.handle")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take two groups apart again."""
    group = services.undo_merge(reader(request), get_object_or_404(Merge, pk=pk))
    messages.success(request, say("signals.merge_undone"))
    return redirect("signals:group", group.pk)


def _page(request: HttpRequest, group: Group, form: FateForm, status: int = 200) -> HttpResponse:
    shown = groups_shown()
    tools = ListTools(("text",), {"date": ("-created_at",)})
    listing = tools.shown(request, queries.group_signals(group))
    handles = reader(request).has_perm("signals.handle")
    context = {
        "group": group,
        "trend": services.trends([group.pk], timezone.now())[group.pk],
        "listing": listing,
        "rows": [(s, spoken(s.function, s.team_id, shown)) for s in listing.page.object_list],
        "history": [
            (change, spoken(change.by.function, change.team_id, shown) if change.by else "")
            for change in queries.group_history(group)
        ],
        "merges": queries.open_merges(group) if handles else [],
        "alike": services.similar(group.title, leave_out=group.pk) if handles else [],
        "handles": handles,
        "form": form,
    }
    return render(request, "signals/group.html", context, status=status)
