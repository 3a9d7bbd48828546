"""My account: password, second factor, passkeys, where I am signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from levier_web.identity import queries
from levier_web.identity.services import policy, sessions
from levier_web.ui.doors import signed_in
from levier_web.ui.reader import reader
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@signed_in
@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show how one comes in, and where one is signed in."""
    person = reader(request)
    devices = queries.devices(person, request.session.session_key)
    context = {
        "factors": queries.factors(person),
        "devices": devices,
        "elsewhere": any(not one.current for one in devices),
        "demanded": bool(policy.current().second_factor_roles & person.role_names),
        "sso_only": policy.current().sso_only,
        "roles": sorted(person.role_names),
    }
    return render(request, "identity/account.html", context)


@signed_in
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End one of one's sessions."""
    if not sessions.end_one(reader(request), pk):
        raise Http404
    messages.success(request, say("identity.devices.ended"))
    return redirect("identity:account")


@signed_in
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponseBase:
    """End all of one's sessions but this one."""
    number = sessions.end_others(reader(request), request.session.session_key)
    messages.success(request, say_many("identity.devices.all_ended", number))
    return redirect("identity:account")


@signed_in
@require_safe
def demanded(request: HttpRequest) -> HttpResponse:
    """Say that a role owes a second factor, and how to set one up."""
    return render(request, "identity/demanded.html", {})
