"""Events put into the box of each webhook, in the transaction that made them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from levier_web.integrations.events import ALL
from levier_web.integrations.models import Delivery, Webhook
from levier_web.ui.api.addresses import address_of

if TYPE_CHECKING:
    from levier_web.organisation.models import AuditLine


def told(line: AuditLine, **_sent: object) -> None:
    """Put one audited line into the box of every webhook that asked for its kind."""
    if line.action not in ALL:
        return
    open_ones = Webhook.objects.filter(removed_at__isnull=True, stopped_at__isnull=True)
    rows = [
        delivery(webhook, line.action, _payload(line), line.at)
        for webhook in open_ones
        if line.action in webhook.kinds
    ]
    Delivery.objects.bulk_create(rows)


def delivery(webhook: Webhook, kind: str, payload: dict[str, Any], at: Any) -> Delivery:  # noqa: ANN401
    """Make one delivery, due at once."""
    message = f"msg_{secrets.token_hex(16)}"
    return Delivery(
        webhook=webhook, message=message, kind=kind, payload=payload, due_at=at, created_at=at
    )


def _payload(line: AuditLine) -> dict[str, Any]:
    """Say what happened to which row, and where to read it: no text, no figure, nobody."""
    return {
        "type": line.action,
        "timestamp": line.at.isoformat(),
        "data": {
            "object": line.object_type,
            "id": line.object_id,
            "address": address_of(line.object_type, line.object_id),
        },
    }
