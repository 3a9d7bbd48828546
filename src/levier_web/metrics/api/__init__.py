"""Calls of programs about the metrics: definitions, values, imports, sources."""

from levier_web.metrics.api import operations

__all__ = ["operations"]
