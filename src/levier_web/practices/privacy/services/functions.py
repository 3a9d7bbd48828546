"""The works council mode: whether a function stands beside what somebody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.organisation.queries import company

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def show(actor: Person, *, shown: bool) -> None:
    """Show functions, or no longer; nothing is noted where nothing changes."""
    demand(actor, "privacy.manage")
    with transaction.atomic():
        kept = company()
        if kept.functions_shown is not shown:
            kept.functions_shown = shown
            kept.save()
            audit.record(actor, "functions.shown" if shown else "functions.hidden", kept)
