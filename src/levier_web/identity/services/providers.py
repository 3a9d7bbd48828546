"""The company's own sign-in, as the environment describes it; tried only when asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
from django.conf import settings

from levier_web.organisation import audit
from levier_web.organisation.permission import demand

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

PATIENCE = 5.0
LARGEST = 1_000_000
SAML_ID = "saml"
WELL_KNOWN = "/.well-known/openid-configuration"
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Configured:
    """One provider: its number in addresses, its kind, its name, where it is found."""

    slug: str
    kind: str
    name: str
    place: str


def configured() -> list[Configured]:
    """Give the providers that the environment names."""
    found = [Configured(p["id"], "oidc", p["name"], p["issuer"]) for p in settings.OIDC_PROVIDERS]
    if settings.SAML["metadata"]:
        found.append(Configured(SAML_ID, "saml", settings.SAML["name"], settings.SAML["metadata"]))
    return found


def oidc_app(provider: dict[str, str]) -> dict[str, Any]:
    """Give one OpenID Connect provider as allauth wants it; PKCE always, the e-mail if proven."""
    return {
        "provider": "openid_connect",
        "provider_id": provider["id"],
        "name": provider["name"],
        "client_id": provider["client_id"],
        "secret": provider["secret"],
        "settings": {
            "server_url": provider["issuer"].rstrip("/") + WELL_KNOWN,
            "issuer": provider["issuer"],
            "oauth_pkce_enabled": True,
            "scope": provider["scopes"].split(),
            "groups": provider["groups"],
            "verified_email": provider["trusts_email"] == "1",
        },
    }


def saml_app(given: dict[str, Any]) -> dict[str, Any]:
    """Give the SAML provider as allauth wants it: signed assertions, asked for by us only."""
    names = {"email": given["email"], "name": given["person"]}
    if given["uid"]:
        names["uid"] = given["uid"]
    return {
        "provider": "saml",
        "provider_id": SAML_ID,
        "name": given["name"],
        "client_id": SAML_ID,
        "settings": {
            "attribute_mapping": names,
            "groups": given["groups"],
            "verified_email": True,  # the company's own directory says so, under its signature
            "idp": {"metadata_url": given["metadata"], "entity_id": given["idp"] or None},
            "sp": {"entity_id": given["sp"]} if given["sp"] else {},
            "advanced": {
                "want_assertion_signed": True,
                "reject_idp_initiated_sso": True,
                "want_name_id": True,
                "allow_single_label_domains": True,
            }
            | _with_key(given),
        },
    }


def _with_key(given: dict[str, Any]) -> dict[str, Any]:
    """With a key: sign what we ask and say of ourselves, open what is encrypted for us."""
    if not given["key"]:
        return {}
    return {
        "private_key": given["key"],
        "x509cert": given["certificate"],
        "authn_request_signed": True,
        "metadata_signed": True,
        "want_assertion_encrypted": given["encrypted"],
    }


def attempt(actor: Person, slug: str) -> str:
    """Ask a provider whether it is there; give a key of the catalogue that says how it went."""
    demand(actor, "identity.manage")
    provider = next((one for one in configured() if one.slug == slug), None)
    if provider is None:
        return "identity.tried.unknown"
    told = _oidc_told(provider.place) if provider.kind == "oidc" else _saml_told()
    audit.record(actor, "sign_in.provider_tried", provider=slug, told=told)
    return f"identity.tried.{told}"


def _oidc_told(issuer: str) -> str:
    try:
        with httpx.Client(timeout=PATIENCE, follow_redirects=False) as client:
            answer = client.get(issuer.rstrip("/") + WELL_KNOWN)
            answer.raise_for_status()
            said = answer.json() if len(answer.content) < LARGEST else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return "silent"
    if not isinstance(said, dict) or any(name not in said for name in NEEDED):
        return "incomplete"
    return "answers" if str(said["issuer"]).rstrip("/") == issuer.rstrip("/") else "other_issuer"


def _saml_told() -> str:
    from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as Parser

    given = settings.SAML
    try:
        read = Parser.parse_remote(
            given["metadata"], entity_id=given["idp"] or None, timeout=PATIENCE
        )
    except Exception:
        return "silent"
    idp = read.get("idp", {})
    return "answers" if idp.get("singleSignOnService") and idp.get("entityId") else "incomplete"
