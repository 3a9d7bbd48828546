"""Groups of teams kept up every minute, should a change have been missed."""

from __future__ import annotations

from levier_web.organisation.floors.settling import settle
from levier_web.ui.registry import every_minute

every_minute(settle)
