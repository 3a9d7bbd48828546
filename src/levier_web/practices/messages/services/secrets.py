"""Short secrets of addresses: drawn, or made from the installation's key; kept as fingerprints."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from levier_web.integrations.services.counting import counted
from levier_web.organisation import audit

if TYPE_CHECKING:
    from datetime import datetime

LETTERS = 16
"""Of base32: eighty bits, short enough for a wall."""


def drawn() -> str:
    """Draw a secret."""
    return base64.b32encode(secrets.token_bytes(20)).decode().lower()


def fingerprint(clear: str) -> str:
    """Give what is kept of a secret."""
    return hashlib.sha256(clear.encode()).hexdigest()


def derived(salt: str) -> str:
    """Give the secret of a link, made from the installation's key and never kept."""
    made = hmac.new(settings.SECRET_KEY.encode(), b"levier.link." + salt.encode(), hashlib.sha256)
    return base64.b32encode(made.digest()).decode().lower()[:LETTERS]


def note_unknown(action: str, address: str) -> None:
    """Write a tried address to the audit log, once an hour for each origin."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        if counted(f"{action}:{address[:60]}", hour) == 1:
            audit.record(None, action)


def too_often(subject: str, most: int, now: datetime) -> bool:
    """Whether something happened more often than it may within this minute."""
    return counted(subject, now.replace(second=0, microsecond=0)) > most
