"""Which limits cannot be kept together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.bets import NEUTRAL, Bets, LimitKind, Risk, Row, rows_of
from levier.portfolio.selection import select

if TYPE_CHECKING:
    from collections.abc import Sequence


def conflicting(bets: Bets, risk: Risk = NEUTRAL) -> tuple[Row, ...]:
    """Find a smallest set of limits that no choice of bets keeps.

    Each limit is left out in turn, for good if what remains still cannot be kept: what is left in
    the end conflicts, and leaving out any one of it would do (the deletion filter of Chinneck and
    Dravnieks 1991, *ORSA Journal on Computing* 3, 157-168).

    Parameters
    ----------
    bets, risk
        What was to be solved.

    Returns
    -------
    tuple of Row
        Empty when the limits can be kept. A bound on the risk comes last, without weights.
    """
    rows, bound = list(rows_of(bets)), risk
    if _feasible(bets, bound, rows):
        return ()
    if risk.least is not None and not _feasible(bets, NEUTRAL, rows):
        bound = NEUTRAL
    for row in tuple(rows):
        fewer = [one for one in rows if one is not row]
        if not _feasible(bets, bound, fewer):
            rows = fewer
    if bound.least is not None:
        none = np.zeros(len(bets.names))
        rows.append(Row(LimitKind.RISK, "", none, bound.least, np.inf))
    return tuple(rows)


def _feasible(bets: Bets, risk: Risk, rows: Sequence[Row]) -> bool:
    return select(bets, Risk(0.0, risk.tail, risk.least), rows=tuple(rows)) is not None
