"""Where a signed answer of the company's sign-in is opened: once, or refused and kept.

And where it may sign somebody out: with a signature, or a link in a mail would do as much.
"""

from __future__ import annotations

import zlib
from http import HTTPStatus
from typing import TYPE_CHECKING

import xmlsec
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.saml import views
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from levier_web.identity.views.silence import worded_when_silent
from levier_web.ui.doors import public
from levier_web.ui.refusals import Refusal, Suspicious, refused_response

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UNREADABLE = (ValueError, SyntaxError, xmlsec.Error, zlib.error)
"""What the readers of XML raise: entities, a document type, no XML, another's key, no archive."""


@public
@worded_when_silent
@never_cache
def back(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Open the answer that was sent; one that was opened before, or that harms, lets nobody in."""
    try:
        opened: HttpResponse = views.finish_acs(request, organization_slug=organization_slug)
    except (PermissionDenied, *UNREADABLE) as error:
        view = views.FinishACSView()
        view.setup(request, organization_slug=organization_slug)
        provider = view.get_provider(organization_slug)
        opened = render_authentication_error(request, provider, exception=error)
    return opened


@csrf_exempt
@public
@worded_when_silent
@never_cache
def out(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Sign somebody out because their provider says so, under its signature."""
    try:
        signed: HttpResponse | None = (
            views.sls(request, organization_slug=organization_slug)
            if "Signature" in request.GET
            else None
        )
    except UNREADABLE:
        signed = None
    if signed is None or signed.status_code >= HTTPStatus.BAD_REQUEST:
        kind = Suspicious if {"SAMLRequest", "SAMLResponse"} & set(request.GET) else Refusal
        return refused_response(request, kind("identity.arrival.not_signed_out"))
    return signed
