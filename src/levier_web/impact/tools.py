"""What assistants may do with measured effects."""

from __future__ import annotations

from levier_web.impact.api import room
from levier_web.ui.api.tools import reads

reads(
    room,
    "impact.tool.list_effects",
    "impact.tool.read_effect",
    "impact.tool.read_why_metric_moved",
)
