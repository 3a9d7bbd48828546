"""Tables of the signals."""

from levier_web.signals.models.fate import Fate, FateChange
from levier_web.signals.models.group import Group, Merge
from levier_web.signals.models.signal import Signal

__all__ = ["Fate", "FateChange", "Group", "Merge", "Signal"]
