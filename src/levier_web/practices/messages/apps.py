"""Messages."""

from __future__ import annotations

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Quiet by default: each person chooses; rooms elsewhere are told what the owner says."""

    name = "levier_web.practices.messages"
    label = "levier_messages"

    def ready(self) -> None:
        """Put what is audited into the box of each channel, in the same transaction."""
        from levier_web.organisation.events import audited
        from levier_web.practices.messages.services.channels import told

        audited.connect(told, dispatch_uid="messages.channels")
