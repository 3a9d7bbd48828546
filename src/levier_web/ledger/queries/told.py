"""What the engine said of a measurement, in words and figures."""

from __future__ import annotations

from levier_web.impact.queries import latest_key
from levier_web.ledger.models import Told


def accounts_told(language: str) -> Told | None:
    """Give the accounts of the products, from the last measurement."""
    rows = Told.objects.filter(measurement=latest_key(), name="accounts", language=language)
    return rows.first()
