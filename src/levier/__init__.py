"""Levier links product and technology decisions to business results."""

__version__ = "0.1.0"
