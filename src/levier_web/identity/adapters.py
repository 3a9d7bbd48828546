"""How allauth is told what holds here: lock-out, the company's sign-in only, secrets at rest."""

from __future__ import annotations

import base64
import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.shortcuts import render
from django.utils.functional import lazy

from levier_web.identity.models import Kind
from levier_web.identity.origin import origin_of
from levier_web.identity.services import arrivals, lockout, policy, providers
from levier_web.organisation.models import Person
from levier_web.organisation.queries import company
from levier_web.ui.words import known, say

if TYPE_CHECKING:
    from django.http import HttpRequest

_sentence = lazy(say, str)
"""Our sentence, in the language of who reads it."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in by password, for those who were invited."""

    error_messages = DefaultAccountAdapter.error_messages | {
        name: _sentence(f"identity.wrong.{name}")
        for name in (
            "email_password_mismatch",
            "enter_current_password",
            "incorrect_password",
            "invalid_password_reset",
            "too_many_login_attempts",
        )
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Refuse: people come by invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the address of who asks."""
        return origin_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401
        """Refuse passwords while somebody waits, or where only the company's sign-in opens."""
        if policy.remember().sso_only and not request.user.is_authenticated:
            raise ValidationError(say("identity.refused.sso_only"))
        account, address = credentials.get("email") or "", self.get_client_ip(request)
        if lockout.waits(Kind.ACCOUNT, account) or lockout.waits(Kind.ADDRESS, address):
            raise ValidationError(say("identity.refused.wait"))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401
        """Count a failure of the account, be it known or not, and of the address."""
        account = credentials.get("email") or ""
        person = Person.objects.filter(email__iexact=account).first()
        arrivals.refused(person, "password")
        lockout.failed(Kind.ACCOUNT, account, person=person)
        lockout.failed(Kind.ADDRESS, self.get_client_ip(request))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:  # noqa: ANN401
        """Ask for the password, and forget the failures of the account once it is right."""
        person: Person | None = super().authenticate(request, **credentials)
        if person is not None:
            lockout.succeeded(Kind.ACCOUNT, credentials.get("email") or "")
        return person

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_args: Any,  # noqa: ANN401
        **told: Any,  # noqa: ANN401
    ) -> None:
        """Say in our words what was done; coming in and going out need no word."""
        name = (message_template or "").rpartition("/")[2].removesuffix(".txt")
        sentence = told.get("message") or (
            say(f"identity.told.{name}") if known(f"identity.told.{name}") else ""
        )
        if sentence:
            messages.add_message(request, level, sentence)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the one letter of signing in: a link for a new password."""
        if template_prefix != "account/email/password_reset_key":
            return
        link = context["password_reset_url"]
        subject = f"{company().name} · {say('identity.letter.subject')}"
        send_mail(subject, say("identity.letter.body", link=link), None, [email])


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps secrets of second factors under the key of the installation, if it has one."""

    SIGN = "fernet:"

    def encrypt(self, text: str) -> str:
        """Write a secret so that a copy of the database alone opens nothing."""
        if not os.environ.get("LEVIER_SECRET_KEY"):
            return text  # a key that is drawn at each start would lose every secret
        return self.SIGN + _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret; one of another key is of no use to anybody."""
        if not encrypted_text.startswith(self.SIGN):
            return encrypted_text
        try:
            return _box().decrypt(encrypted_text.removeprefix(self.SIGN).encode()).decode()
        except InvalidToken:
            return base64.b32encode(os.urandom(20)).decode()

    def generate_authenticator_name(self, user: Person, type: Any) -> str:  # noqa: A002, ANN401, ARG002
        """Name a new passkey."""
        return say("identity.passkey.name")


class CompanySignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The company's own sign-in: who it sends is somebody known here, or is refused or added."""

    def list_apps(
        self,
        request: HttpRequest | None,  # noqa: ARG002
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """Give what the environment describes; nothing of it is kept in the database."""
        said = [providers.oidc_app(one) for one in settings.OIDC_PROVIDERS]
        if settings.SAML["metadata"]:
            said.append(providers.saml_app(settings.SAML))
        apps = [SocialApp(**one) for one in said]
        if provider:
            apps = [app for app in apps if provider in {app.provider, app.provider_id}]
        return [app for app in apps if not client_id or app.client_id == client_id]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ANN401
        """Find who this is, by who they were before or by a proven e-mail, or refuse."""
        said = sociallogin.account.extra_data
        sociallogin.account.extra_data = {}  # what the provider says of people is not kept
        if sociallogin.account.pk:
            SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})
        sociallogin.groups_said = arrivals.groups_said(
            said, sociallogin.provider.app.settings["groups"]
        )
        if sociallogin.state.get("process") != "login":
            raise self._refused(request, "process")
        if not sociallogin.is_existing:
            self._match(request, sociallogin)

    def _match(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ANN401
        proven = [one.email.lower() for one in sociallogin.email_addresses if one.verified]
        if not proven:
            raise self._refused(request, "email")
        person = Person.objects.filter(email__in=proven).first()
        provider = sociallogin.account.provider
        if person is None:
            if not policy.remember().creates_people:
                raise self._refused(request, "unknown")
            person = arrivals.add(proven[0], arrivals.name_said(sociallogin))
        elif SocialAccount.objects.filter(user=person, provider=provider).exists():
            # The address was given to somebody else over there: it does not open this account.
            raise self._refused(request, "other_person")
        sociallogin.connect(request, person)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:  # noqa: ANN401, ARG002
        """Keep the name that the provider says, for somebody new."""
        person: Person = sociallogin.user
        both = f"{data.get('first_name') or ''} {data.get('last_name') or ''}"
        person.name = str(data.get("name") or both).strip()[:200]
        person.email = str(data.get("email") or "")
        return person

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401, ARG002
        """Refuse: who is added is added before."""
        return False

    def on_authentication_error(self, *_args: object, **told: object) -> None:
        """Keep in the audit log that the company's sign-in was refused, and why in one word."""
        arrivals.refused(None, "provider", why=type(told.get("exception")).__name__)

    def _refused(self, request: HttpRequest, why: str) -> ImmediateHttpResponse:
        arrivals.refused(None, "provider", why=why)
        sentence = say(f"identity.arrival.{why}")
        page = render(request, "identity/not_let_in.html", {"sentence": sentence}, status=403)
        return ImmediateHttpResponse(page)


def _box() -> Fernet:
    key = sha256(f"second factors:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
