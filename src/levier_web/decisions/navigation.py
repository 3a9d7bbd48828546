"""The place of the decisions in the menu."""

from __future__ import annotations

from levier_web.ui.registry import Entry, menu

menu(Entry(30, "decisions.menu", "decisions:list", "decisions.read"))
