"""Whether the metric jumped, long before any decision, for a reason that nobody declared.

The past is what the future is compared with: a jump in it that the model does not know is either
another definition of the metric or an event, and is to be declared as such. The score is that of
a step at each date of the past (sup-score test; Andrews 1993, *Econometrica* 61, 821-856).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from levier.impact.checks.wording import passed_unless, worded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.impact.checks.placebo_in_time import PlaceboScores
    from levier.impact.checks.result import CheckResult

LEVEL = 0.01
_MOVE_TOGETHER = 6
_LEAST_DATES = 20
_NEAR = 14


def alarm(dates: int) -> float:
    """Give the score that the largest of ``dates`` correlated ones passes once in a hundred.

    Scores of steps at neighbouring dates move together: they count as one independent score in
    six, which is what 400 clean and mixed simulated series show.
    """
    return float(-ndtri(LEVEL / 2 / max(dates / _MOVE_TOGETHER, 1)))


def check_structural_break(placebo: PlaceboScores, starts: NDArray[np.intp]) -> CheckResult | None:
    """Look for the largest step before the first decision, away from it.

    Parameters
    ----------
    placebo
        Scores of a step at every date.
    starts
        First periods of the decisions.

    Returns
    -------
    CheckResult or None
        Its figure is the largest score, its table the period; None when the past is too short.
    """
    dates = np.arange(1, len(placebo.scores) + 1)
    past = np.isfinite(placebo.scores) & (dates < int(starts.min()) - _NEAR)
    if past.sum() < _LEAST_DATES:
        return None
    where = dates[past][np.argmax(np.abs(placebo.scores[past]))]
    figure = float(placebo.scores[where - 1])
    failed = abs(figure) > alarm(int(past.sum()))
    return worded(
        "structural_break",
        passed_unless(failed),
        figure,
        columns=("period", "score"),
        table=((float(where), figure),),
    )
