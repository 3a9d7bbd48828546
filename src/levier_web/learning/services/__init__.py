"""Writes of the learning."""
