"""What this room tells the rooms above it."""

from __future__ import annotations

from django.dispatch import Signal

measured = Signal()
"""A measurement is done: sent inside its transaction, with ``measurement``."""
