"""The committee pack."""

from __future__ import annotations

from django.apps import AppConfig


class CommitteePackConfig(AppConfig):
    """What the committee takes into the room."""

    name = "levier_web.practices.committee_pack"
    label = "committee_pack"
