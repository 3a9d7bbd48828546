"""Whether what serves for comparison was itself touched when the decision began.

A control that moves with the decision hides a part of the effect, or makes one. Each is asked, on
its own, whether it changed at that date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scipy.special import ndtri

from levier.impact.checks.result import CheckStatus
from levier.impact.checks.wording import passed_unless, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.impact.checks.result import CheckResult

LEVEL = 0.01
"""Clean controls, however many, set off the alarm once in a hundred."""
MATTERS = 0.5
"""Standard errors: one that moves the figure by less may be left in or out."""


def check_contaminated_control(
    scores: Mapping[str, float], moves: Mapping[str, float] | None = None
) -> CheckResult | None:
    """Judge by how many standard errors each control changed at the start; None without controls.

    Parameters
    ----------
    scores
        Change of each control at the start, in standard errors.
    moves
        By how many of its standard errors the figure moves without each; where they are given, a
        control that stands out and hardly matters is told and fails nothing.

    Returns
    -------
    CheckResult or None
        Its figure is the largest score; the alarm allows for the number of controls (Bonferroni).
    """
    if not scores:
        return None
    alarm = float(-ndtri(LEVEL / 2 / len(scores)))
    ordered = sorted(scores, key=lambda name: -abs(scores[name]))
    loud = [name for name in ordered if abs(scores[name]) > alarm]
    weighty = [name for name in loud if moves is None or abs(moves.get(name, 0.0)) > MATTERS]
    status = passed_unless(bool(weighty))
    if loud and not weighty:
        status = CheckStatus.INFORMATIVE
    worst = (weighty or ordered)[0]
    return worded(
        "contaminated_control",
        status,
        scores[worst],
        words={"control": worst, "count": len(scores)},
        columns=("control", "score"),
        table=tuple((name, scores[name]) for name in ordered),
    )
