"""Sources whose values are due, and imports that broke off, looked at every minute."""

from __future__ import annotations

from levier_web.metrics.jobs import tick
from levier_web.ui.registry import every_minute

every_minute(lambda _now: tick())
