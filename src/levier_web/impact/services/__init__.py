"""Writes of the impact: asking for a measurement, storing it, pinning a design."""
