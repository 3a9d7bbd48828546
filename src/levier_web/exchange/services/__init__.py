"""Writes of the exchange: previewing, applying and writing out whole workspaces."""
