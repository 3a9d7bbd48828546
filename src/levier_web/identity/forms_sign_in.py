"""The forms before one is in: labels in Levier's words, and nothing written where people type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import LoginForm, ResetPasswordForm

from levier_web.ui.words import say

if TYPE_CHECKING:
    from django import forms


class SignInForm(LoginForm):  # type: ignore[misc]
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _plain(self.fields)


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]
    """The address to which a link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _plain(self.fields)


def _plain(fields: dict[str, forms.Field]) -> None:
    for name, field in fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in {"login", "email"}:
            field.label = say("organisation.field.email")
