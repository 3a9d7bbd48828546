"""Writes of the way in; each subject has its own module."""
