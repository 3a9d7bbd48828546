"""What assistants may do with decisions: they never decide."""

from __future__ import annotations

from levier_web.decisions import arguments as said
from levier_web.decisions.api.shapes import room
from levier_web.ui.api.tools import previews, reads

reads(
    room,
    "decisions.tool.list_decisions",
    "decisions.tool.read_decision",
    "decisions.tool.list_comments",
    "decisions.tool.check_decision_versions",
)
previews(room, "decisions.tool.begin_decision", said.begun, **said.SHEET, solution=said.SOLUTION)
previews(room, "decisions.tool.change_decision", said.sheet, slug=said.DECISION, **said.SHEET)
previews(room, "decisions.tool.state_forecast", said.sheet, slug=said.DECISION, **said.FORECAST)
previews(room, "decisions.tool.propose_decision", said.sheet, slug=said.DECISION)
previews(room, "decisions.tool.comment_decision", said.sheet, slug=said.DECISION, text=said.COMMENT)
