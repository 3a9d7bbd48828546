"""What the organisation tells the other rooms."""

from __future__ import annotations

from django.dispatch import Signal

audited = Signal()
"""A line was added to the audit log (``line``), inside the transaction that wrote it."""
