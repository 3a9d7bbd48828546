"""What holds at every page: how long a session lives, the second factor that a role owes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils import timezone

from levier_web.identity.services import policy, second_factors
from levier_web.identity.services.arrivals import BEGAN, SEEN, SETTLED
from levier_web.organisation.services import invitations

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from levier_web.organisation.models import Person

NOTED_EVERY = 300
"""Seconds between two notes of when a session was last seen: a page is not a write."""
SETTING_UP = {
    "identity:demanded",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "choose_language",
}
BY_PASSWORD = {
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_login_webauthn",
}


class SessionLifeMiddleware:
    """Ends a session that is too old, or was left alone for too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and BEGAN in request.session:
            now = int(timezone.now().timestamp())
            seen = request.session[SEEN]
            old = now - request.session[BEGAN] > settings.SESSION_HOURS * 3600
            if old or now - seen > settings.SESSION_IDLE_MINUTES * 60:
                UserSession.objects.filter(session_key=request.session.session_key).delete()
                logout(request)
            elif now - seen > NOTED_EVERY:
                request.session[SEEN] = now
                key = request.session.session_key
                UserSession.objects.filter(session_key=key).update(last_seen_at=timezone.now())
        return self.get_response(request)


class SignInPolicyMiddleware:
    """Leads to the second factor those whose role owes one; closes the ways that are closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Any,  # noqa: ANN401 - a view of any library
        _args: object,
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Lead elsewhere whoever may not be here yet."""
        name = getattr(request.resolver_match, "view_name", "")
        if name.startswith("operations:"):  # for programs, which must answer without a database
            return None
        comes_in = name in BY_PASSWORD or _ordinary_invitation(name, kwargs)
        if comes_in and policy.remember().sso_only:
            return redirect("account_login")
        held = policy.current()
        if not held.second_factor_roles or not request.user.is_authenticated:
            return None
        if name in SETTING_UP or not owes(request, held):
            return None
        return redirect("identity:demanded")


def owes(request: HttpRequest, held: policy.Policy) -> bool:
    """Whether this person has still to set up a second factor; asked once per session."""
    person: Person = request.user  # type: ignore[assignment]
    owed = held.second_factor_roles & person.role_names
    sign = ",".join(sorted(owed))
    if not owed or request.session.get(SETTLED) == sign:
        return False
    ways = {one["method"] for one in get_authentication_records(request, person)}
    # Who comes by the company's own sign-in has their second factor there.
    if "socialaccount" not in ways and not second_factors.has_one(person):
        return True
    request.session[SETTLED] = sign
    return False


def _ordinary_invitation(name: str, kwargs: dict[str, Any]) -> bool:
    if name != "organisation:invitation":
        return False
    found = invitations.opened_by(kwargs.get("token", ""))
    return found is not None and found.invited_by_id is not None
