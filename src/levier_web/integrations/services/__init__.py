"""Writes of the integrations."""
