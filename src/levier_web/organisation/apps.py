"""The organisation."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrganisationConfig(AppConfig):
    """The lowest room of the chain: everything else is done by somebody, for some team."""

    name = "levier_web.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Follow people, whose teams are merged under the floor; protect what is append-only."""
        from levier_web.organisation.append_only import after_migrating
        from levier_web.organisation.floors.settling import listen

        listen()
        post_migrate.connect(after_migrating, dispatch_uid="organisation.append_only")
