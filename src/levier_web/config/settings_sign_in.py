"""Settings of signing in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from levier_web.config import variables
from levier_web.config.key_pairs import key_pair

HTTPS = os.environ.get("LEVIER_HTTPS", "") == "1"

AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people come by invitation, never by themselves
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letter to who was never invited
ACCOUNT_ADAPTER = "levier_web.identity.adapters.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",  # a company behind one address comes in at nine
    "login_failed": None,  # counted in the database, for every process: identity.services.lockout
}

MFA_ADAPTER = "levier_web.identity.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is proven by the invitation that was sent to it
MFA_TOTP_ISSUER = "Levier"
MFA_TOTP_TOLERANCE = 1  # who types slowly, and clocks a little apart
# Browsers offer passkeys to https and to this very machine only; the origin is checked for https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
ACCOUNT_FORMS = {
    "login": "levier_web.identity.forms_sign_in.SignInForm",
    "reset_password": "levier_web.identity.forms_sign_in.ForgottenForm",
}
MFA_FORMS = {
    "authenticate": "levier_web.identity.forms_second_factor.CodeForm",
    "reauthenticate": "levier_web.identity.forms_second_factor.CodeAgainForm",
    "activate_totp": "levier_web.identity.forms_second_factor.ApplicationForm",
    "add_webauthn": "levier_web.identity.forms_second_factor.PasskeyForm",
}

SOCIALACCOUNT_ADAPTER = "levier_web.identity.adapters.CompanySignInAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link; a form may not lead elsewhere under the content policy
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"

SESSION_IDLE_MINUTES = variables.whole("LEVIER_SESSION_IDLE_MINUTES", 720)
SESSION_HOURS = variables.whole("LEVIER_SESSION_HOURS", 168)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600

ALLAUTH_TRUSTED_PROXY_COUNT = variables.whole("LEVIER_PROXIES", int(HTTPS), least=0)


def oidc_providers() -> list[dict[str, str]]:
    """Read the providers of the environment: the first, then those named _2 to _9."""
    found = []
    for number in ("", *(f"_{n}" for n in range(2, 10))):
        if not os.environ.get(f"LEVIER_OIDC_ISSUER{number}"):
            continue
        read = {
            "issuer": os.environ[f"LEVIER_OIDC_ISSUER{number}"],
            "client_id": os.environ.get(f"LEVIER_OIDC_CLIENT_ID{number}", ""),
            "secret": os.environ.get(f"LEVIER_OIDC_CLIENT_SECRET{number}", ""),
            "name": os.environ.get(f"LEVIER_OIDC_NAME{number}", "OpenID Connect"),
            "scopes": os.environ.get(f"LEVIER_OIDC_SCOPES{number}", "openid profile email"),
            "groups": os.environ.get(f"LEVIER_OIDC_GROUPS_CLAIM{number}", "groups"),
            "trusts_email": os.environ.get(f"LEVIER_OIDC_TRUST_EMAIL{number}", ""),
        }
        found.append(read | {"id": f"oidc{number.replace('_', '')}"})
    return found


OIDC_PROVIDERS = oidc_providers()

SAML_METADATA = os.environ.get("LEVIER_SAML_METADATA", "")
if SAML_METADATA and "://" not in SAML_METADATA:
    SAML_METADATA = Path(SAML_METADATA).resolve().as_uri()
SAML_KEY, SAML_CERTIFICATE = key_pair(key="LEVIER_SAML_KEY", certificate="LEVIER_SAML_CERTIFICATE")
SAML_ENCRYPTED = variables.one_of("LEVIER_SAML_ENCRYPTED", "0", ("0", "1")) == "1"
if SAML_ENCRYPTED and not SAML_KEY:
    variables.stop("nothing_opens", name="LEVIER_SAML_ENCRYPTED", of_key="LEVIER_SAML_KEY")
SAML: dict[str, Any] = {
    "metadata": SAML_METADATA,
    "idp": os.environ.get("LEVIER_SAML_IDP", ""),
    "sp": os.environ.get("LEVIER_SAML_ENTITY_ID", ""),
    "name": os.environ.get("LEVIER_SAML_NAME", "SAML"),
    "uid": os.environ.get("LEVIER_SAML_ID_ATTRIBUTE", ""),
    "email": os.environ.get("LEVIER_SAML_EMAIL_ATTRIBUTE", "mail"),
    "person": os.environ.get("LEVIER_SAML_NAME_ATTRIBUTE", "displayName"),
    "groups": os.environ.get("LEVIER_SAML_GROUPS_ATTRIBUTE", "groups"),
    "key": SAML_KEY,
    "certificate": SAML_CERTIFICATE,
    "encrypted": SAML_ENCRYPTED,
}
