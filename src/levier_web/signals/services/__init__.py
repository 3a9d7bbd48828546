"""Writes of the signals, and what asks the engine about them."""

from levier_web.signals.services.fates import seen, set_fate
from levier_web.signals.services.figures import conversion, trends
from levier_web.signals.services.groups import merge, move, rename, undo_merge
from levier_web.signals.services.posting import Draft, post, withdraw
from levier_web.signals.services.similar import Similar, similar

__all__ = [
    "Draft",
    "Similar",
    "conversion",
    "merge",
    "move",
    "post",
    "rename",
    "seen",
    "set_fate",
    "similar",
    "trends",
    "undo_merge",
    "withdraw",
]
