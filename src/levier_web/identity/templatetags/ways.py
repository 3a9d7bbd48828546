"""The ways in that the page of signing in offers."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from levier_web.identity.services import policy, providers

register = template.Library()


@dataclass(frozen=True, slots=True)
class Ways:
    """The company's own sign-ins, and whether they are the only ones."""

    company: list[tuple[str, str]]
    only: bool


@register.simple_tag
def ways_in() -> Ways:
    """Give the ways in."""
    names = {"oidc": "openid_connect_login", "saml": "saml_login"}
    found = [
        (one.name, reverse(names[one.kind], args=[one.slug])) for one in providers.configured()
    ]
    return Ways(found, policy.remember().sso_only)


@register.simple_tag
def passkey_form(what: str, **ids: str) -> SafeString:
    """Tell the script of passkeys which form it serves; data, no code, as the policy wants."""
    return format_html(
        '<script data-allauth-onload="{}.{}" type="application/json">{}</script>',
        "allauth.webauthn.forms",
        what,
        mark_safe(json.dumps({"ids": ids})),  # noqa: S308 - names of our own templates
    )
