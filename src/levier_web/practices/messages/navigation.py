"""Its place in the menu."""

from __future__ import annotations

from levier_web.ui.registry import Entry, menu

menu(Entry(96, "messages.menu", "messages:mine", "messages.choose", group="company"))
