"""Rooms of other tools: set, tried, paused, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.integrations.forms import kind_said
from levier_web.practices.messages import queries
from levier_web.practices.messages.forms import ChannelForm
from levier_web.practices.messages.models import Notice
from levier_web.practices.messages.services import channels as services
from levier_web.ui.doors import door
from levier_web.ui.lists import Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.templatetags.words import t_choice
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from levier_web.practices.messages.models import Channel

TOOLS = ListTools(("name",), {"name": ("name",), "made": ("-pk",)})


@door("messages.channels")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the rooms that are told."""
    shown = TOOLS.shown(request, queries.channels())
    return render(request, "messages/channels.html", {"listing": shown})


@door("messages.channels")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Tell one more room."""
    form = ChannelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.register(reader(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("address", str(refusal))
        else:
            return redirect("messages:channel", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "messages/channel_form.html", {"form": form}, status=status)


@door("messages.channels")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one room with what it was told."""
    channel = _channel(pk)
    states = [(one.value, say(f"messages.state.{one.value}")) for one in Notice.State]
    tools = ListTools(
        ("kind",),
        {"made": ("-pk",)},
        (Filter("state", say("messages.column.state"), "state", states),),
    )
    shown = tools.shown(request, queries.notices(channel))
    context = {
        "channel": channel,
        "listing": shown,
        "rows": [(row, kind_said(row.kind)) for row in shown.page.object_list],
        "kinds": [kind_said(kind) for kind in channel.kinds],
    }
    return render(request, "messages/channel.html", context)


@door("messages.channels")
@require_POST
def try_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a trial now."""
    notice = services.try_out(reader(request), _channel(pk))
    good = notice.state == Notice.State.SENT
    if good:
        messages.success(request, say("messages.done.tried"))
    else:
        fault = t_choice("integrations.fault", notice.fault)
        messages.error(request, say("messages.done.not_taken", fault=fault))
    return redirect("messages:channel", pk)


@door("messages.channels")
@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold notices back, or let them go again."""
    on = request.POST.get("paused") == "1"
    services.pause(reader(request), _channel(pk), on=on)
    return redirect("messages:channel", pk)


@door("messages.channels")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell this room nothing any more."""
    services.remove(reader(request), _channel(pk))
    messages.success(request, say("messages.done.removed"))
    return redirect("messages:channels")


def _channel(pk: int) -> Channel:
    return get_object_or_404(queries.channels(), pk=pk)
