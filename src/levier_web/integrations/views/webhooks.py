"""Webhooks: registered, followed, paused, tried, replayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.integrations import queries
from levier_web.integrations.forms import WebhookForm, kind_said
from levier_web.integrations.models import Delivery, Webhook
from levier_web.integrations.services import webhooks as services
from levier_web.ui.doors import door
from levier_web.ui.lists import Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TOOLS = ListTools(("name", "address"), {"name": ("name",), "made": ("-pk",)})
ASKING = ["GET", "HEAD", "POST"]


@door("integrations.webhooks")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the webhooks."""
    shown = TOOLS.shown(request, queries.webhooks())
    return render(request, "integrations/webhooks.html", {"listing": shown})


@door("integrations.webhooks")
@require_http_methods(ASKING)
def new(request: HttpRequest) -> HttpResponse:
    """Register an address, and show its secret this once."""
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made, secret_made = services.register(reader(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("address", str(refusal))
        else:
            return _page(request, made.pk, secret_made)
    status = 422 if request.method == "POST" else 200
    return render(request, "integrations/webhook_form.html", {"form": form}, status=status)


@door("integrations.webhooks")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one webhook with what was sent, attempt by attempt."""
    return _page(request, pk)


@door("integrations.webhooks")
@require_http_methods(ASKING)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change where it goes and what it is told."""
    hook = _hook(pk)
    first = {"name": hook.name, "address": hook.address, "kinds": hook.kinds}
    form = WebhookForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            services.change(reader(request), hook, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("address", str(refusal))
        else:
            messages.success(request, say("integrations.done.changed"))
            return redirect("integrations:webhook", pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "hook": hook}
    return render(request, "integrations/webhook_form.html", context, status=status)


@door("integrations.webhooks")
@require_POST
def secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new secret, and show it this once."""
    return _page(request, pk, services.new_secret(reader(request), _hook(pk)))


@door("integrations.webhooks")
@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold deliveries back, or let them go again."""
    on = request.POST.get("paused") == "1"
    services.pause(reader(request), _hook(pk), on=on)
    messages.success(request, say(f"integrations.done.{'paused' if on else 'taken_up'}"))
    return redirect("integrations:webhook", pk)


@door("integrations.webhooks")
@require_POST
def try_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an event that says nothing."""
    services.try_out(reader(request), _hook(pk))
    messages.success(request, say("integrations.done.tried"))
    return redirect("integrations:webhook", pk)


@door("integrations.webhooks")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Send nothing there any more."""
    services.remove(reader(request), _hook(pk))
    messages.success(request, say("integrations.done.removed"))
    return redirect("integrations:webhooks")


@door("integrations.webhooks")
@require_POST
def replay(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an event again."""
    sent = get_object_or_404(Delivery.objects.select_related("webhook"), pk=pk)
    services.replay(reader(request), sent)
    messages.success(request, say("integrations.done.replayed"))
    return redirect("integrations:webhook", sent.webhook_id)


def _hook(pk: int) -> Webhook:
    return get_object_or_404(queries.webhooks(), pk=pk)


def _page(request: HttpRequest, pk: int, clear: str = "") -> HttpResponse:
    hook = _hook(pk)
    states = [(one.value, say(f"integrations.state.{one.value}")) for one in Delivery.State]
    tools = ListTools(
        ("kind", "message"),
        {"made": ("-pk",), "kind": ("kind", "-pk")},
        (Filter("state", say("integrations.column.state"), "state", states),),
    )
    shown = tools.shown(request, queries.deliveries(hook))
    context = {
        "hook": hook,
        "clear": clear,
        "listing": shown,
        "rows": list(shown.page.object_list),
        "kinds": [kind_said(kind) for kind in hook.kinds],
    }
    response = render(request, "integrations/webhook.html", context)
    if clear:
        response["Cache-Control"] = "no-store"
    return response
