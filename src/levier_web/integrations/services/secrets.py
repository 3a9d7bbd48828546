"""Secrets: access tokens that scanners recognise, and the keys that sign webhooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import string
import zlib

from django.conf import settings

PREFIX = "lev_"
LETTERS = string.digits + string.ascii_letters
LENGTH, CHECK = 32, 6
SHAPE = re.compile(rf"^{PREFIX}[0-9A-Za-z]{{{LENGTH + CHECK}}}$")
"""What a scanner of secrets looks for; the last letters are the checksum of those before."""


def new_token() -> str:
    """Draw a token."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return PREFIX + drawn + _check(drawn)


def well_formed(clear: str) -> bool:
    """Whether this can be a token at all: its checksum holds."""
    drawn = clear[len(PREFIX) : -CHECK]
    return bool(SHAPE.match(clear)) and _check(drawn) == clear[-CHECK:]


def fingerprint(clear: str) -> str:
    """Give what is kept of a secret."""
    return hashlib.sha256(clear.encode()).hexdigest()


def signing_secret(salt: str) -> str:
    """Give the secret of a webhook, made from the installation's key and never kept."""
    key = hmac.new(settings.SECRET_KEY.encode(), b"levier.webhook." + salt.encode(), hashlib.sha256)
    return "whsec_" + base64.b64encode(key.digest()).decode()


def signature(secret: str, message: str, timestamp: int, body: str) -> str:
    """Sign a message as Standard Webhooks has it."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message}.{timestamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def _check(drawn: str) -> str:
    number, letters = zlib.crc32(drawn.encode()), ""
    for _ in range(CHECK):
        number, rest = divmod(number, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters
