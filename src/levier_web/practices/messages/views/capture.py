"""Signals by a link on a wall, and by mails saved as files."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.identity.origin import origin_of
from levier_web.practices.messages import queries
from levier_web.practices.messages.forms import LineForm, LinkForm, MailForm, SettledForm
from levier_web.practices.messages.services import capture, mail_box, mails
from levier_web.practices.messages.services.secrets import derived, note_unknown
from levier_web.practices.messages.services.writing import site
from levier_web.ui.doors import door, public
from levier_web.ui.lists import ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LINKS = ListTools(("name",), {"name": ("name",), "made": ("-pk",)})
MAILS = ListTools(("line",), {"made": ("-pk",), "line": ("line",)})
ASKING = ["GET", "HEAD", "POST"]


@door("messages.capture")
@require_http_methods(ASKING)
def links(request: HttpRequest) -> HttpResponse:
    """Show the links, and make one."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = capture.open_link(reader(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("messages:link", made.pk)
    shown = LINKS.shown(request, queries.links())
    status = 422 if request.method == "POST" else 200
    return render(request, "messages/links.html", {"listing": shown, "form": form}, status=status)


@door("messages.capture")
@require_safe
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one link, with a picture of it to print."""
    kept = get_object_or_404(queries.links(), pk=pk)
    address = site() + reverse("messages:say", args=[derived(kept.salt)])
    drawn = get_adapter().build_totp_svg(address)
    picture = mark_safe(drawn[drawn.index("<svg") :])  # noqa: S308 - drawn here, of our own address
    context = {"link": kept, "address": address, "picture": picture}
    response = render(request, "messages/link.html", context)
    response["Cache-Control"] = "no-store"
    return response


@door("messages.capture")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a link take nothing any more."""
    capture.revoke(reader(request), get_object_or_404(queries.links(), pk=pk))
    messages.success(request, say("messages.done.revoked"))
    return redirect("messages:links")


@public
@require_http_methods(ASKING)
def say_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Take one line from whoever stands before the wall."""
    found = capture.found(secret)
    if found is None:
        note_unknown("capture.refused", origin_of(request))
        raise Http404
    first = {"token": secrets.token_urlsafe(16)}
    form = LineForm(request.POST) if request.method == "POST" else LineForm(initial=first)
    context = {"link": found, "form": form, "done": False}
    if request.method != "POST":
        return render(request, "messages/say.html", context)
    status = 422
    if form.is_valid():
        try:
            capture.say_by(found, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = 429 if refusal.key == "messages.refused.too_often" else 422
        else:
            context["done"], status = True, 200
    return render(request, "messages/say.html", context, status=status)


@door("messages.mail")
@require_http_methods(ASKING)
def mail(request: HttpRequest) -> HttpResponse:
    """Show the mails that wait, and take one more."""
    form = MailForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            content = form.cleaned_data["file"].read(mails.LARGEST + 1)
            made = mail_box.bring(reader(request), content)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("messages:mail_one", made.pk)
    shown = MAILS.shown(request, queries.mails(reader(request)))
    context = {"listing": shown, "form": form, "folder": mail_box.FOLDER}
    status = 422 if request.method == "POST" else 200
    return render(request, "messages/mail.html", context, status=status)


@door("messages.mail")
@require_http_methods(ASKING)
def mail_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would be posted, and post it in the words that its reader settled on."""
    kept = get_object_or_404(queries.mails(reader(request)), pk=pk)
    form = SettledForm(request.POST or None, initial={"text": kept.line})
    if request.method == "POST" and form.is_valid():
        try:
            made = mail_box.make_signal(reader(request), kept, form.cleaned_data["text"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("messages.done.posted"))
            return redirect("signals:signal", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "messages/mail_one.html", {"mail": kept, "form": form}, status=status)


@door("messages.mail")
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a mail."""
    kept = get_object_or_404(queries.mails(reader(request)), pk=pk)
    mail_box.discard(reader(request), kept)
    messages.success(request, say("messages.done.discarded"))
    return redirect("messages:mail")
