"""Where a signed answer of the company's sign-in is opened: once, or refused and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.saml import views
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache

from levier_web.ui.doors import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UNREADABLE = (ValueError, SyntaxError)
"""What the reader of XML raises: entities, a document type, no XML at all."""


@public
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
