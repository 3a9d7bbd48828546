"""Where the signals stand in the menu."""

from __future__ import annotations

from levier_web.ui.registry import Entry, menu

menu(Entry(20, "signals.menu", "signals:list", "signals.read"))
