"""Measurements that a dead worker had taken, given back every minute."""

from __future__ import annotations

from levier_web.impact.services.asking import revive
from levier_web.ui.registry import every_minute

every_minute(revive)
