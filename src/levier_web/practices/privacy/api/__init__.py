"""Calls of programs about privacy: what concerns the whole company, then one person."""

from levier_web.practices.privacy.api import company, people

__all__ = ["company", "people"]
