"""Posting a signal in one line, from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from levier_web.signals import services
from levier_web.signals.forms import NAMED, SignalForm, named, new_token
from levier_web.signals.services import Draft
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

NAMES = 12
LEAST_TYPED = 8
"""Letters typed before anything is compared."""


@door("signals.post")
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest) -> HttpResponseBase:
    """Show the line; keep what is posted, and everything typed when it cannot be kept."""
    if request.method != "POST":
        text = request.GET.get("text", "")
        return _page(request, SignalForm(initial={"token": new_token(), "text": text}), text)
    form = SignalForm(request.POST)
    if form.is_valid():
        try:
            signal = services.post(reader(request), Draft(**form.cleaned_data))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("signals.posted"))
            return redirect("signals:signal", signal.pk)
    return _page(request, form, request.POST.get("text", ""), 422)


@door("signals.post")
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Show as one types what others have said already."""
    context = _alike(request.GET.get("text", ""), request.GET.get("group", ""))
    return render(request, "signals/similar.html", context)


@door("signals.post")
@require_safe
def names(request: HttpRequest, of: str) -> HttpResponse:
    """Give the names that match what is typed, as options."""
    if of not in NAMED:
        raise Http404
    found = [str(row) for row in named(of, request.GET.get(of, "").strip()[:200])[:NAMES]]
    return render(request, "signals/names.html", {"found": found})


def _page(request: HttpRequest, form: SignalForm, text: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "names": NAMED} | _alike(text, request.POST.get("group", ""))
    return render(request, "signals/post.html", context, status=status)


def _alike(text: str, chosen: str) -> dict[str, object]:
    words = text.strip()[:280]
    found = services.similar(words) if len(words) >= LEAST_TYPED else []
    return {"found": found, "chosen": chosen}
