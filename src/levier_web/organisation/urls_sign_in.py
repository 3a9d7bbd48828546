"""Addresses of signing in and out."""

from __future__ import annotations

from allauth.account.views import (
    login,
    logout,
    password_change,
    password_reset,
    password_reset_done,
    password_reset_from_key,
    password_reset_from_key_done,
)
from django.urls import path

from levier_web.ui.doors import public, signed_in

urlpatterns = [
    path("", public(login), name="account_login"),
    path("out/", signed_in(logout), name="account_logout"),  # type: ignore[no-untyped-call]
    path("password/", signed_in(password_change), name="account_change_password"),  # type: ignore[no-untyped-call]
    path("forgotten/", public(password_reset), name="account_reset_password"),
    path("forgotten/sent/", public(password_reset_done), name="account_reset_password_done"),
    path(
        "forgotten/<str:uidb36>-<str:key>/",
        public(password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "forgotten/done/",
        public(password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
