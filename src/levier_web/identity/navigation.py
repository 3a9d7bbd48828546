"""Where signing in stands in the menu."""

from __future__ import annotations

from levier_web.ui.registry import Entry, menu

menu(Entry(91, "identity.menu", "identity:settings", "identity.manage", group="company"))
