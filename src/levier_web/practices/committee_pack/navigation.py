"""Its place in the menu."""

from __future__ import annotations

from levier_web.ui.registry import Entry, menu

menu(Entry(65, "committee_pack.menu", "committee_pack:home", "committee_pack.read"))
