"""OpenID Connect as it is asked for here: PKCE, a nonce, and a token whose signature is checked.

allauth finds this module by its name.
"""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING, Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class CheckedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Trusts a token for its signature, issuer, audience and nonce, never for the line."""

    nonce: str = ""

    def complete_login(
        self,
        request: HttpRequest,
        app: Any,  # noqa: ANN401
        token: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Check the token and that the userinfo is of the same person."""
        said = kwargs["response"].get("id_token")
        if not said:
            raise OAuth2Error("no id_token")
        read = self._decode_id_token(app, said)
        if not self.nonce or not hmac.compare_digest(str(read.get("nonce", "")), self.nonce):
            raise OAuth2Error("the nonce is another one")
        about = self._fetch_user_info(token.token)
        if about.get("sub") != read.get("sub"):
            raise OAuth2Error("the userinfo is of another person")
        data = {"userinfo": about, "id_token": read}
        return self.get_provider().sociallogin_from_response(request, data)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:  # noqa: ANN401
        try:
            read: dict[str, Any] = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.expected_issuer(app),
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (KeyError, TypeError) as error:
            raise OAuth2Error("the token names no key, or one of another kind") from error
        return read

    def expected_issuer(self, app: Any) -> str:  # noqa: ANN401
        """Give the issuer that the environment names, which the provider has to say too."""
        said, asked = str(self.openid_config["issuer"]), app.settings["issuer"]
        if said.rstrip("/") != asked.rstrip("/"):
            raise OAuth2Error("the provider says that it is another one")
        return said


class CheckedProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """Asks with a nonce, and lets nobody add to what is asked through the address."""

    oauth2_adapter_class = CheckedAdapter

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:  # noqa: ARG002
        """Ask for what the environment says, whatever the address says."""
        return list(self.get_scope())

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:  # noqa: ARG002
        """Ask as the environment says, whatever the address says."""
        return dict(self.get_auth_params())

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> HttpResponse:
        """Go to the provider with a nonce that only this browser's session knows."""
        nonce = secrets.token_urlsafe(24)
        kwargs["auth_params"] = {**(kwargs.get("auth_params") or {}), "nonce": nonce}
        answer: HttpResponse = super().redirect(
            request, process, next_url=next_url, data=data, nonce=nonce, **kwargs
        )
        return answer


provider_classes = [CheckedProvider]
