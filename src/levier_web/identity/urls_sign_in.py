"""Addresses of signing in and out, by password, second factor, passkey or the company's sign-in."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as company
from allauth.socialaccount.providers.saml import views as saml
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.views.decorators.csrf import csrf_exempt

from levier_web.identity.views import factors, openid
from levier_web.identity.views import saml as answers
from levier_web.identity.views.factors import of_who_has, unless_owed
from levier_web.identity.views.silence import worded_when_silent
from levier_web.ui.doors import public, signed_in

CODES = of_who_has("recovery_codes")


class Base36(StringConverter):
    """The number of a person as a link writes it: it ends at the first dash, the key has others."""

    regex = "[0-9a-zA-Z]+"


register_converter(Base36, "base36")

urlpatterns = [
    path("", public(account.login), name="account_login"),
    path("out/", signed_in(account.logout), name="account_logout"),  # type: ignore[no-untyped-call]
    path("closed/", public(account.account_inactive), name="account_inactive"),
    path("again/", signed_in(account.reauthenticate), name="account_reauthenticate"),  # type: ignore[no-untyped-call]
    path("password/", signed_in(account.password_change), name="account_change_password"),  # type: ignore[no-untyped-call]
    path("password/first/", signed_in(account.password_set), name="account_set_password"),  # type: ignore[no-untyped-call]
    path("forgotten/", public(account.password_reset), name="account_reset_password"),
    path(
        "forgotten/sent/", public(account.password_reset_done), name="account_reset_password_done"
    ),
    path(
        "forgotten/<base36:uidb36>-<str:key>/",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "forgotten/done/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("code/", public(factor.authenticate), name="mfa_authenticate"),
    path("code/again/", signed_in(factor.reauthenticate), name="mfa_reauthenticate"),  # type: ignore[no-untyped-call]
    path("code/application/", signed_in(totp.activate_totp), name="mfa_activate_totp"),  # type: ignore[no-untyped-call]
    path(
        "code/application/off/",
        of_who_has("totp")(unless_owed(totp.deactivate_totp)),
        name="mfa_deactivate_totp",
    ),
    path("code/recovery/", CODES(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "code/recovery/new/",
        CODES(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "code/recovery/file/",
        CODES(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("passkey/", public(passkey.login_webauthn), name="mfa_login_webauthn"),
    path("code/done/", factors.done, name="mfa_index"),
    path("passkey/done/", factors.done, name="mfa_list_webauthn"),
    path("passkey/add/", signed_in(passkey.add_webauthn), name="mfa_add_webauthn"),  # type: ignore[no-untyped-call]
    path(
        "passkey/again/",
        signed_in(passkey.reauthenticate_webauthn),  # type: ignore[no-untyped-call]
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "passkey/<int:pk>/remove/",
        signed_in(unless_owed(passkey.remove_webauthn)),  # type: ignore[no-untyped-call]
        name="mfa_remove_webauthn",
    ),
    path(
        "company/cancelled/", public(company.login_cancelled), name="socialaccount_login_cancelled"
    ),
    path("company/oidc/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path("company/oidc/<slug:provider_id>/back/", openid.callback, name="openid_connect_callback"),
    path(
        "company/saml/<slug:organization_slug>/",
        public(worded_when_silent(saml.login)),
        name="saml_login",
    ),
    path(
        "company/saml/<slug:organization_slug>/acs/",
        csrf_exempt(public(saml.acs)),  # posted by the provider, under its signature
        name="saml_acs",
    ),
    path(
        "company/saml/<slug:organization_slug>/back/",
        answers.back,
        name="saml_finish_acs",
    ),
    path("company/saml/<slug:organization_slug>/out/", answers.out, name="saml_sls"),
    path(
        "company/saml/<slug:organization_slug>/metadata/",
        public(worded_when_silent(saml.metadata)),
        name="saml_metadata",
    ),
]
