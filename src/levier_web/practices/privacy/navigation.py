"""Its places in the menu."""

from __future__ import annotations

from levier_web.ui.registry import Entry, menu

menu(
    Entry(98, "privacy.menu", "privacy:home", "privacy.read", group="company"),
    Entry(99, "privacy.mine.menu", "privacy:mine", "privacy.own", group="company"),
)
