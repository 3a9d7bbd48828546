"""The place of this room in the menu."""

from __future__ import annotations

from levier_web.ui.registry import Entry, menu

menu(Entry(95, "integrations.menu", "integrations:tokens", "integrations.tokens", group="company"))
