"""The two addresses of OpenID Connect: going to the provider, and coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404
from django.views.decorators.cache import never_cache

from levier_web.identity.provider import CheckedAdapter
from levier_web.identity.views.silence import worded_when_silent
from levier_web.ui.doors import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class _Back(OAuth2CallbackView):  # type: ignore[misc]
    """Hands the nonce of this browser's session to who checks the token."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:  # noqa: ANN401
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, answer


@public
@never_cache
@worded_when_silent
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the provider."""
    return _seen(OAuth2LoginView, request, provider_id)


@public
@never_cache
@worded_when_silent
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the provider."""
    return _seen(_Back, request, provider_id)


def _seen(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:  # noqa: ANN401
    adapter = CheckedAdapter(request, provider_id)
    try:
        answer: HttpResponse = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return answer
