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
    from levier.portfolio.bets import Limit


@dataclass(frozen=True, slots=True)
class More:
    """The answer to "and with more of it?".

    Attributes
    ----------
    kind, name
        Of the limit.
    extra
        How much more.
    gain
        By how much the objective rises, the cost of the extra not taken off; zero or more.
    added, dropped
        Places of the bets that come in and go out.
    """

    kind: LimitKind
    name: str
    extra: float
    gain: float
    added: tuple[int, ...]
    dropped: tuple[int, ...]


def with_more(
    bets: Bets, kind: LimitKind, name: str, extra: float, risk: Risk = NEUTRAL
) -> More | None:
    """Solve again with more of one limit.

    Parameters
    ----------
    bets, risk
        What was solved.
    kind, name
        Which limit; for ``LimitKind.CASH`` an empty name is every month of it.
    extra
        Zero or more, in its unit.

    Returns
    -------
    More
        None when the limits cannot be kept even so.

    Raises
    ------
    InvalidArgument
        When there is no such limit, or ``extra`` is negative.
    """
    if extra < 0:
        raise InvalidArgument(f"extra must be zero or more, got {extra}")
    if not any(_named(one, kind, name) for one in bets.limits):
        raise InvalidArgument(f"no {kind.value} limit named {name!r}")
    wider = tuple(
        replace(one, at_most=one.at_most + extra) if _named(one, kind, name) else one
        for one in bets.limits
    )
    now, then = select(bets, risk), select(replace(bets, limits=wider), risk)
    if now is None or then is None:
        return None
    before, after = set(now.chosen), set(then.chosen)
    gain = max(0.0, then.objective - now.objective)
    if gain == 0:
        after = before
    added, dropped = tuple(sorted(after - before)), tuple(sorted(before - after))
    return More(kind, name, extra, gain, added, dropped)


def _named(limit: Limit, kind: LimitKind, name: str) -> bool:
    return limit.kind is kind and (limit.name == name or not name)
