"""Its place in the menu."""

from __future__ import annotations

from levier_web.ui.registry import Entry, menu

menu(Entry(15, "budget_alerts.menu", "budget_alerts:lines", "budget_alerts.read"))
