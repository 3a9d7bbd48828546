"""Short links by which people without an account say one thing in one line."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.practices.messages.models import CaptureLink
from levier_web.practices.messages.services.secrets import derived, fingerprint, too_often
from levier_web.signals.services.receiving import receive
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from levier_web.organisation.models import Person, Team
    from levier_web.signals.models import Signal

MOST = 100
A_MINUTE = 10
"""Signals by one link within a minute: a wall has no more readers than that."""


def open_link(person: Person, name: str, team: Team | None = None) -> CaptureLink:
    """Make a link; there is none until the owner makes one."""
    demand(person, "messages.capture")
    words = " ".join(name.split())
    if not words or len(words) > 120:
        raise Refusal("messages.refused.link_name")
    salt = secrets.token_hex(16)
    with transaction.atomic():
        if CaptureLink.objects.filter(revoked_at=None).count() >= MOST:
            raise Refusal("messages.refused.too_many", most=MOST)
        made = CaptureLink.objects.create(
            name=words,
            team=team,
            salt=salt,
            digest=fingerprint(derived(salt)),
            made_by=person,
            made_at=timezone.now(),
        )
        audit.record(person, "capture_link.opened", made)
    return made


def revoke(person: Person, link: CaptureLink) -> None:
    """Have a link take nothing any more."""
    demand(person, "messages.capture")
    with transaction.atomic():
        if CaptureLink.objects.filter(pk=link.pk, revoked_at=None).update(
            revoked_at=timezone.now()
        ):
            audit.record(person, "capture_link.revoked", link)


def found(clear: str) -> CaptureLink | None:
    """Give the link of a secret, if it is open."""
    rows = CaptureLink.objects.filter(revoked_at=None).select_related("team")
    return rows.filter(digest=fingerprint(clear)).first()


def say_by(link: CaptureLink, text: str, token: str) -> Signal:
    """Keep what somebody said by a link: nobody knows who.

    Raises
    ------
    Refusal
        When there is no line, or when too much comes within a minute.
    """
    if not 8 <= len(token) <= 60:
        raise Refusal("signals.refused.token")
    if too_often(f"capture:{link.pk}", A_MINUTE, timezone.now()):
        raise Refusal("messages.refused.too_often")
    return receive(text, f"{link.pk}.{token}"[:64], team=link.team)
