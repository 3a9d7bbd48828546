"""The place of the exchange in the menu."""

from levier_web.ui.registry import Entry, menu

menu(Entry(95, "exchange.menu", "exchange:home", "exchange.read", group="company"))
