"""The organisation."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The lowest room of the chain: everything else is done by somebody, for some team."""

    name = "levier_web.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Follow people, so that teams under the floor are merged as soon as they are."""
        from levier_web.organisation.floors.settling import listen

        listen()
