"""One signal: what was said, what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from levier_web.organisation.queries import groups_shown, spoken
from levier_web.signals import queries, services
from levier_web.signals.forms import FateForm
from levier_web.signals.models import Group, Signal
from levier_web.signals.services.posting import TAKEN_BACK_WITHIN
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door("signals.read")
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a signal with its fate and, while it stands alone, what resembles it."""
    return _page(request, _signal(request, pk), FateForm())


@door("signals.handle")
@require_POST
def fate(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say what becomes of one signal."""
    signal, form = _signal(request, pk), FateForm(request.POST)
    if form.is_valid():
        try:
            services.set_fate(reader(request), signal, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("signals.fate_told"))
            return redirect("signals:signal", pk)
    return _page(request, signal, form, 422)


@door("signals.read", write="signals.post")
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a signal into another group, or into one of its own."""
    wish = request.POST.get("group", "")
    to = get_object_or_404(Group, pk=wish) if wish.isdecimal() else None
    group = services.move(reader(request), _signal(request, pk), to)
    messages.success(request, say("signals.moved"))
    return redirect("signals:group", group.pk)


@door("signals.read", write="signals.post")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take one's own signal back."""
    services.withdraw(reader(request), _signal(request, pk))
    messages.success(request, say("signals.withdrawn"))
    return redirect("signals:mine")


def _signal(request: HttpRequest, pk: int) -> Signal:
    signal = get_object_or_404(
        Signal.objects.select_related("client", "product", "metric", "group"), pk=pk
    )
    if signal.withdrawn_at is not None and signal.author_id != reader(request).pk:
        return get_object_or_404(Signal.objects.none(), pk=pk)
    return signal


def _page(request: HttpRequest, signal: Signal, form: FateForm, status: int = 200) -> HttpResponse:
    person, voices = reader(request), queries.voices_of([signal.group_id])
    own = signal.author_id == person.pk
    alone = voices.get(signal.group_id, 0) <= 1
    shown = groups_shown()
    young = timezone.now() - signal.created_at <= TAKEN_BACK_WITHIN
    context = {
        "signal": signal,
        "own": own,
        "voice": spoken(signal.function, signal.team_id, shown),
        "voices": voices.get(signal.group_id, 0),
        "history": [
            (change, spoken(change.by.function, change.team_id, shown) if change.by else "")
            for change in queries.history(signal)
        ],
        "alike": services.similar(signal.text, leave_out=signal.group_id) if alone else [],
        "may_join": own or person.has_perm("signals.handle"),
        "may_withdraw": own and young and not (signal.withdrawn_at or signal.answered_at),
        "form": form,
    }
    return render(request, "signals/signal.html", context, status=status)
