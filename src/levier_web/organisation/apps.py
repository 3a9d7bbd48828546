"""The organisation."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The lowest room of the chain: everything else is done by somebody, for some team."""

    name = "levier_web.organisation"
    label = "organisation"
