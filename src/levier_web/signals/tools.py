"""What assistants may do with signals."""

from __future__ import annotations

from levier_web.signals.api import room
from levier_web.ui.api.tools import previews, reads

reads(
    room,
    "signals.tool.list_signal_groups",
    "signals.tool.read_signal_group",
    "signals.tool.find_similar_signals",
)
previews(room, "signals.tool.post_signal")
