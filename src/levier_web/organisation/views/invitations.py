"""The page that a link opens: choose a password, and come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from levier_web.organisation.forms import WelcomeForm
from levier_web.organisation.services import invitations
from levier_web.ui.doors import public
from levier_web.ui.refusals import Refusal
from levier_web.ui.suspicion import suspect

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponseBase:
    """Let somebody choose their password once."""
    found = invitations.opened_by(token)
    if found is None:
        if request.method == "POST":
            suspect("organisation.refused.link")
        return render(request, "organisation/link_closed.html", status=410)
    introduce = found.person.email == invitations.NOBODY_YET
    form = WelcomeForm(request.POST or None, introduce=introduce)
    if request.method == "POST" and form.is_valid():
        try:
            person = invitations.accept(token, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("password" if "password" in refusal.key else None, str(refusal))
        else:
            login(request, person, backend=BACKEND)
            return redirect("home")
    context = {"form": form, "person": None if introduce else found.person}
    return render(
        request,
        "organisation/welcome.html",
        context,
        status=422 if request.method == "POST" else 200,
    )
