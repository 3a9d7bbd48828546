"""Ranges of plain counts that several areas need: pure functions, below all of them."""
