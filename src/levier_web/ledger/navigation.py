"""The place of the ledger in the menu."""

from levier_web.ui.registry import Entry, menu

menu(Entry(10, "ledger.menu", "ledger:home", "ledger.read"))
