"""What one more person-day, one more euro or one more hire would add.

A choice of whole bets has no smooth price: what is added is the best total with more, less the best
total now, both solved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.portfolio.bets import NEUTRAL, Bets, LimitKind, Risk
from levier.portfolio.selection import select

if TYPE_CHECKING:
    from levier.portfolio.bets import Limit, Selection

_NOTHING = 1e-9
"""A gain under this share of the whole is rounding."""


@dataclass(frozen=True, slots=True)
class Extra:
    """More of one limit, in its unit; for ``LimitKind.CASH`` no name is every month of it."""

    kind: LimitKind
    name: str
    amount: float


@dataclass(frozen=True, slots=True)
class More:
    """The answer to "and with more of it?".

    Attributes
    ----------
    extra
        How much more of what.
    gain
        By how much the objective rises, the cost of the extra not taken off; zero or more.
    added, dropped
        Places of the bets that come in and go out.
    """

    extra: Extra
    gain: float
    added: tuple[int, ...]
    dropped: tuple[int, ...]


def with_more(
    bets: Bets, extra: Extra, risk: Risk = NEUTRAL, now: Selection | None = None
) -> More | None:
    """Solve again with more of one limit.

    Parameters
    ----------
    bets, risk
        What was solved.
    extra
        Zero or more of a limit that there is.
    now
        ``select(bets, risk)`` when it is known.

    Returns
    -------
    More
        None when the limits cannot be kept even so.

    Raises
    ------
    InvalidArgument
        When there is no such limit, or the amount is negative.
    """
    if extra.amount < 0:
        raise InvalidArgument(f"extra must be zero or more, got {extra.amount}")
    if not any(_named(one, extra) for one in bets.limits):
        raise InvalidArgument(f"no {extra.kind.value} limit named {extra.name!r}")
    wider = tuple(
        replace(one, at_most=one.at_most + extra.amount) if _named(one, extra) else one
        for one in bets.limits
    )
    before = now or select(bets, risk)
    after = select(replace(bets, limits=wider), risk)
    if before is None or after is None:
        return None
    gain = after.objective - before.objective
    if gain <= _NOTHING * max(abs(after.objective), abs(before.objective)):
        return More(extra, 0.0, (), ())
    had, has = set(before.chosen), set(after.chosen)
    return More(extra, gain, tuple(sorted(has - had)), tuple(sorted(had - has)))


def _named(limit: Limit, extra: Extra) -> bool:
    return limit.kind is extra.kind and (limit.name == extra.name or not extra.name)
