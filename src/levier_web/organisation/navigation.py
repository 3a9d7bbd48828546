"""Where the organisation stands in the menu."""

from __future__ import annotations

from levier_web.ui.registry import Entry, menu

menu(Entry(90, "organisation.menu", "organisation:home", "organisation.read", group="company"))
