"""The way in."""

from __future__ import annotations

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Signing in, and what other systems of the company say of its people."""

    name = "levier_web.identity"
    label = "identity"

    def ready(self) -> None:
        """Listen to what signing in tells, so that it is in the audit log."""
        from levier_web.identity import receivers  # noqa: F401 - connects as it is loaded
