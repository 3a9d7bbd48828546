"""The place of the learning in the menu."""

from levier_web.ui.registry import Entry, menu

menu(Entry(60, "learning.menu", "learning:board", "learning.read"))
