"""Calls of programs about the decisions: sheets, answers, the tree, the committee."""

from levier_web.decisions.api import committee, deciding, sheets, tree

__all__ = ["committee", "deciding", "sheets", "tree"]
