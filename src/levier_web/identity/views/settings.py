"""How people come in, for the owner: rules, providers, locked accounts, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings as configuration
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from levier_web.identity import queries
from levier_web.identity.forms import PolicyForm, TokenForm
from levier_web.identity.models import ScimToken
from levier_web.identity.scim.base import BASE
from levier_web.identity.services import lockout, policy, providers, second_factors, tokens
from levier_web.organisation.models import Person
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door("identity.manage")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponseBase:
    """Show how people come in, and change it."""
    if request.method != "POST":
        return page(request)
    form = PolicyForm(request.POST)
    if form.is_valid():
        try:
            policy.decide(reader(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("identity.settings.kept"))
            return redirect("identity:settings")
    return page(request, form=form, status=422)


@door("identity.manage")
@require_POST
def attempt(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Ask a provider whether it is there."""
    told = providers.attempt(reader(request), slug)
    level = messages.SUCCESS if told == "identity.tried.answers" else messages.WARNING
    messages.add_message(request, level, say(told))
    return redirect("identity:settings")


@door("identity.manage")
@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End the wait of somebody."""
    lockout.unlock(reader(request), get_object_or_404(Person, pk=pk))
    messages.success(request, say("identity.locked.done"))
    return redirect("identity:settings")


@door("identity.manage")
@require_POST
def take_away(request: HttpRequest) -> HttpResponseBase:
    """Remove the second factors of somebody who lost them."""
    asked = request.POST.get("email", "").strip()
    person = Person.objects.filter(email__iexact=asked, is_active=True).first()
    if person is None:
        raise Refusal("identity.refused.nobody")
    second_factors.take_away(reader(request), person)
    messages.success(request, say("identity.lost.done", name=person.name))
    return redirect("identity:settings")


@door("identity.manage")
@never_cache
@require_POST
def new_token(request: HttpRequest) -> HttpResponseBase:
    """Make a key for the directory, and show it this once."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return page(request, token_form=form, status=422)
    said = form.cleaned_data
    key = tokens.make(reader(request), name=said["key_name"], days=said["days"])
    return page(request, key=key)


@door("identity.manage")
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Close a key."""
    tokens.revoke(reader(request), get_object_or_404(ScimToken, pk=pk))
    messages.success(request, say("identity.token.revoked"))
    return redirect("identity:settings")


def page(
    request: HttpRequest,
    *,
    form: PolicyForm | None = None,
    token_form: TokenForm | None = None,
    key: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the page, with what was just made or was wrong."""
    held = policy.remember()
    initial: dict[str, Any] = {
        "second_factor_roles": sorted(held.second_factor_roles),
        "sso_only": held.sso_only,
        "creates_people": held.creates_people,
        "new_role": held.new_role,
    }
    context = {
        "form": form or PolicyForm(initial=initial),
        "token_form": token_form or TokenForm(),
        "key": key,
        "providers": [(one, _addresses(request, one)) for one in providers.configured()],
        "groups": queries.groups().count(),
        "locked": lockout.locked_people(),
        "locked_count": lockout.locked_count(),
        "tokens": queries.tokens(),
        "now": timezone.now(),
        "scim": request.build_absolute_uri(BASE),
        "idle": length(configuration.SESSION_IDLE_MINUTES),
        "longest": length(60 * configuration.SESSION_HOURS),
    }
    return render(request, "identity/settings.html", context, status=status)


def _addresses(request: HttpRequest, one: providers.Configured) -> list[tuple[str, str]]:
    """Give the addresses that the provider has to know of us."""
    if one.kind == "oidc":
        names = [("identity.provider.redirect", "openid_connect_callback")]
    else:
        names = [
            ("identity.provider.metadata", "saml_metadata"),
            ("identity.provider.acs", "saml_acs"),
        ]
    return [
        (say(key), request.build_absolute_uri(reverse(name, args=[one.slug])))
        for key, name in names
    ]


def length(minutes: int) -> str:
    """Say a length in the largest unit of which it is a whole number."""
    for unit, size in (("days", 24 * 60), ("hours", 60)):
        if minutes and minutes % size == 0:
            return say_many(f"identity.settings.{unit}", minutes // size)
    return say_many("identity.settings.minutes", minutes)
