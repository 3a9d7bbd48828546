"""What assistants may do across every room."""

from __future__ import annotations

from levier_web.integrations.api_overview import room
from levier_web.ui.api.tools import reads

reads(room, "integrations.tool.search", "integrations.tool.list_awaiting")
