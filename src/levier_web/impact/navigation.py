"""The place of the impact in the menu."""

from levier_web.ui.registry import Entry, menu

menu(Entry(50, "impact.menu", "impact:list", "impact.read"))
