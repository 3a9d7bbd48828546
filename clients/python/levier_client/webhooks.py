"""What comes by webhook, believed only when Levier signed it (Standard Webhooks)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

TOLERANCE = 300
"""Seconds by which clocks may differ; older messages may have been kept by somebody else."""


class WebhookInvalid(Exception):  # noqa: N818 - says what it is
    """It was not signed with this secret, or too long ago."""


def verify(
    secret: str, headers: Mapping[str, str], body: bytes, *, now: float | None = None
) -> dict[str, Any]:
    """Give what a webhook says.

    Parameters
    ----------
    secret
        What Levier showed once, beginning with ``whsec_``.
    headers
        Those of the request, whatever their case.
    body
        Its very bytes, before anything read them.

    Raises
    ------
    WebhookInvalid
        When it was not signed with this secret, or more than five minutes ago.
    """
    held = {name.lower(): value for name, value in headers.items()}
    try:
        message, stamp = held["webhook-id"], int(held["webhook-timestamp"])
        signatures = held["webhook-signature"].split()
        key = base64.b64decode(secret.removeprefix("whsec_"))
    except (KeyError, ValueError, binascii.Error) as error:
        raise WebhookInvalid("it carries no signature that can be read") from error
    if abs((time.time() if now is None else now) - stamp) > TOLERANCE:
        raise WebhookInvalid("it was signed too long ago")
    digest = hmac.new(key, f"{message}.{stamp}.".encode() + body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    if not any(hmac.compare_digest(expected, one) for one in signatures):
        raise WebhookInvalid("it was not signed with this secret")
    told: dict[str, Any] = json.loads(body)
    return told
