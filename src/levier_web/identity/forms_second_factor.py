"""Forms of the second factor: failures counted by us, a code accepted once."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from levier_web.identity.models import Kind
from levier_web.identity.services import arrivals, lockout
from levier_web.ui.words import say


class _Counted(forms.Form):
    """Counts the failures of a code in the database, and takes no code twice."""

    user: Any
    authenticator: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = say("identity.code.field")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def clean_code(self) -> str:
        """Check the code, unless too many were wrong."""
        key = str(self.user.pk)
        if lockout.waits(Kind.CODE, key):
            raise ValidationError(say("identity.refused.wait"))
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError:
            lockout.failed(Kind.CODE, key, person=self.user)
            raise ValidationError(say("identity.refused.code")) from None
        if not self._first_use(code):
            lockout.failed(Kind.CODE, key, person=self.user)
            arrivals.refused(self.user, "second factor", why="used_code")
            raise ValidationError(say("identity.refused.code"))
        lockout.succeeded(Kind.CODE, key)
        return code

    def _first_use(self, code: str) -> bool:
        """Whether neither this code nor a later one was taken before, by any process of the server.

        RFC 6238, section 5.2: what is remembered is the step of time that the last code was of.
        """
        if self.authenticator.type != Authenticator.Type.TOTP:
            return True
        step = _step(decrypt(self.authenticator.data["secret"]), code)
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().get(pk=self.authenticator.pk)
            if step <= row.data.get("step", 0):
                return False
            row.data["step"], row.last_used_at = step, timezone.now()
            row.save(update_fields=["data", "last_used_at"])
        self.authenticator = row
        row.user = self.user
        return True


def _step(secret: str, code: str) -> int:
    """Give the step of time that a code is of; 0 when its time has passed meanwhile."""
    near = yield_hotp_counters_from_time()
    found = (
        step
        for step in near
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))
    )
    return max(found, default=0)


class CodeForm(_Counted, AuthenticateForm):  # type: ignore[misc]
    """The code asked for when signing in."""


class CodeAgainForm(_Counted, ReauthenticateForm):  # type: ignore[misc]
    """The code asked for before something delicate."""


class ApplicationForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an application that is being set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = say("identity.code.field")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey or security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["name"].label = say("identity.passkey.field_name")
        self.fields["passwordless"].label = say("identity.passkey.passwordless")
        self.fields["passwordless"].help_text = say("identity.passkey.passwordless_help")
        self.fields["passwordless"].initial = True
