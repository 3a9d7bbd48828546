"""The integrations."""

from __future__ import annotations

from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    """Where programs come in and go out."""

    name = "levier_web.integrations"
    label = "integrations"

    def ready(self) -> None:
        """Put what is audited into the box of each webhook, in the same transaction."""
        from levier_web.integrations.services.outbox import told
        from levier_web.organisation.events import audited

        audited.connect(told, dispatch_uid="integrations.outbox")
