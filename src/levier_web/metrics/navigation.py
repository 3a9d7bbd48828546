"""The place of this room in the menu."""

from levier_web.ui.registry import Entry, menu

menu(Entry(40, "metrics.menu", "metrics:list", "metrics.read"))
