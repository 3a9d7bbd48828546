"""What assistants may do with budgets."""

from __future__ import annotations

from levier_web.practices.budget_alerts.api import room
from levier_web.ui.api.tools import previews, reads

reads(room, "budget_alerts.tool.list_budget_lines", "budget_alerts.tool.list_alerts")
previews(room, "budget_alerts.tool.raise_alert")
