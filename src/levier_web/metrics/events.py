"""What this room tells those that stand above it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.dispatch import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

observations_changed = Signal()
"""The values that stand have changed; ``metrics`` holds the keys of those concerned.

Sent once the change is committed. A receiver that fails does not undo the import.
"""

definitions_changed = Signal()
"""A definition has changed; ``metrics`` holds the keys of those concerned."""


def after_commit(event: Signal, metrics: Iterable[int]) -> None:
    """Send an event for these metrics once the transaction is committed."""
    keys = sorted(metrics)
    transaction.on_commit(partial(event.send, sender=None, metrics=keys), robust=True)
