"""Every choice of a few bets that keeps within their limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.bets import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.portfolio.bets import Bets

MOST_LISTED = 12
"""Bets of which every choice is weighed: 4,096 of them."""
_SLACK = 1e-9


def every_choice(bets: Bets) -> NDArray[np.bool_]:
    """List them: (K, N), whether each bet is taken; K is zero when nothing keeps within.

    Parameters
    ----------
    bets
        N of them, at most ``MOST_LISTED``.
    """
    size = len(bets.names)
    choices = (np.arange(2**size)[:, None] >> np.arange(size)) & 1 == 1
    within = np.ones(len(choices), dtype=np.bool_)
    for row in rows_of(bets):
        used = choices @ row.weights
        slack = _SLACK * max(1.0, float(np.abs(row.weights).sum()))
        within &= (used <= row.high + slack) & (used >= row.low - slack)
    return np.asarray(choices[within])
