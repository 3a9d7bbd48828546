"""What assistants may do with decisions: they never decide."""

from __future__ import annotations

from levier_web.decisions.api.shapes import room
from levier_web.ui.api.tools import previews, reads

reads(
    room,
    "decisions.tool.list_decisions",
    "decisions.tool.read_decision",
    "decisions.tool.list_comments",
    "decisions.tool.check_decision_versions",
)
previews(
    room,
    "decisions.tool.begin_decision",
    "decisions.tool.change_decision",
    "decisions.tool.state_forecast",
    "decisions.tool.propose_decision",
    "decisions.tool.comment_decision",
)
