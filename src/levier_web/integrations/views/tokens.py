"""Access tokens: one's own, and for the owner everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.integrations import queries
from levier_web.integrations.forms import TokenForm
from levier_web.integrations.models import AccessToken
from levier_web.integrations.services import tokens
from levier_web.ui.doors import door
from levier_web.ui.lists import ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

OWN = ListTools(("name",), {"made": ("-pk",), "name": ("name",), "expires": ("expires_at",)})
ALL = ListTools(
    ("name", "person__name"),
    {"made": ("-pk",), "name": ("name",), "person": ("person__name",), "expires": ("expires_at",)},
)


@door("integrations.tokens")
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's own tokens, and make one: its secret is shown this once."""
    form, clear = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _, clear = tokens.create(reader(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            form = TokenForm()
    status = 422 if request.method == "POST" and not clear else 200
    listing = OWN.shown(request, queries.tokens_of(reader(request)))
    context = {"listing": listing, "form": form, "clear": clear, "now": timezone.now()}
    response = render(request, "integrations/tokens.html", context, status=status)
    if clear:
        response["Cache-Control"] = "no-store"
    return response


@door("integrations.oversee")
@require_safe
def everybody(request: HttpRequest) -> HttpResponse:
    """Show what tokens there are: whose, what they open, until when; never when they are used."""
    listing = ALL.shown(request, queries.all_tokens())
    context = {"listing": listing, "now": timezone.now()}
    return render(request, "integrations/all_tokens.html", context)


@door("integrations.tokens")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a token open nothing any more."""
    person = reader(request)
    rows = AccessToken.objects.all()
    if not person.has_perm("integrations.oversee"):
        rows = queries.tokens_of(person)
    token = get_object_or_404(rows, pk=pk)
    tokens.revoke(person, token)
    messages.success(request, say("integrations.done.revoked", name=token.name))
    return redirect(
        "integrations:tokens" if token.person_id == person.pk else "integrations:all_tokens"
    )
