"""What assistants may do with forecasts judged and lessons."""

from __future__ import annotations

from levier_web.learning.api import room
from levier_web.ui.api.tools import reads

reads(room, "learning.tool.read_board", "learning.tool.list_lessons")
