"""What this room tells the rooms above it."""

from __future__ import annotations

from django.dispatch import Signal

measured = Signal()
"""A measurement is kept: sent inside its transaction, with ``measurement``."""

answered = Signal()
"""The same, after its transaction and only in the worker, with the engine's ``results`` too."""
