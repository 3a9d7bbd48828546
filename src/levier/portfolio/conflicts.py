"""Which limits cannot be kept together, and which requirements go round in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.bets import NEUTRAL, Bets, LimitKind, Risk, Row, rows_of
from levier.portfolio.selection import select

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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


def circle(requires: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Find names that require one another in a circle, the first one again at the end.

    Parameters
    ----------
    requires
        By name, the names that it needs; names that are not keys need nothing.

    Returns
    -------
    tuple of str
        Empty when there is none; else the circle through the first name, in alphabetical order,
        from which one is found.
    """
    done: set[str] = set()
    for start in sorted(requires):
        found = _circle_from(start, requires, done)
        if found:
            return found
    return ()


def _circle_from(
    start: str, requires: Mapping[str, Sequence[str]], done: set[str]
) -> tuple[str, ...]:
    """Walk in depth without recursion, so that a long chain cannot exhaust the stack."""
    path, ahead = [start], [iter(sorted(requires.get(start, ())))]
    while path:
        following = next((name for name in ahead[-1] if name not in done), None)
        if following is None:
            done.add(path.pop())
            ahead.pop()
        elif following in path:
            return (*path[path.index(following) :], following)
        else:
            path.append(following)
            ahead.append(iter(sorted(requires.get(following, ()))))
    return ()
