"""A fictional company to try Levier on: two years of files, and the truth written beside them.

``plan_metrics`` and ``plan_decisions`` say what happens; ``calendar``, ``noise`` and ``series``
make it happen, with and without each decision; ``truth`` subtracts one from the other; the rest
writes files. Same seed and language, same bytes.
"""

from levier.workspace.demonstration.settings_file import MARKER
from levier.workspace.demonstration.writing import write

__all__ = ["MARKER", "write"]
