"""Whether something else moved the metric within days of a decision's start."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from levier.impact.checks.wording import passed_unless, worded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from levier.impact.checks.placebo_in_time import PlaceboScores
    from levier.impact.checks.result import CheckResult

ALARM = 3.5
"""Largest of about thirty correlated scores: passed by one clean series in a hundred."""
REACH = 14


def check_nearby_shock(
    placebo: PlaceboScores, start: int, starts: NDArray[np.intp]
) -> CheckResult | None:
    """Look for a step within ``REACH`` periods of ``start``, the decisions' own dates apart.

    None when no date there could be scored.
    """
    figure = placebo.largest_near(start, REACH, starts)
    if not math.isfinite(figure):
        return None
    return worded("nearby_shock", passed_unless(abs(figure) > ALARM), figure)
