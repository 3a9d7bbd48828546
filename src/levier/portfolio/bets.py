"""Bets, what binds them, and how much the bad futures count."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


class LimitKind(StrEnum):
    """What a constraint is about."""

    CAPACITY = "capacity"
    BUDGET = "budget"
    CASH = "cash"
    REQUIRES = "requires"
    EXCLUDES = "excludes"
    MUST = "must"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that the bets taken use up.

    Attributes
    ----------
    kind
        What it is about.
    name
        Of a team, of a month…; a kind and a name occur once.
    use
        (N,) by each bet when it is taken; negative when it brings some.
    at_most
        All that there is.
    """

    kind: LimitKind
    name: str
    use: Array
    at_most: float


@dataclass(frozen=True, slots=True)
class Bets:
    """N bets and what binds them.

    Attributes
    ----------
    names
        N of them, all different.
    values
        (N, S) net value in S joint draws.
    limits
        What they share.
    requires
        Pairs (n, m): n only with m.
    excludes
        Groups of bets of which one at most is taken.
    must
        Those that are taken whatever they bring.
    """

    names: tuple[str, ...]
    values: Array
    limits: tuple[Limit, ...] = ()
    requires: tuple[tuple[int, int], ...] = ()
    excludes: tuple[tuple[int, ...], ...] = ()
    must: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.values.ndim != 2 or len(self.values) != len(self.names) or not self.names:
            raise InvalidArgument(
                f"values must be {len(self.names)} bets (one at least) by draws, "
                f"got an array of {self.values.shape}"
            )
        if not np.isfinite(self.values).all():
            raise InvalidArgument("values must be finite")


@dataclass(frozen=True, slots=True)
class Risk:
    """How much the bad futures count.

    Attributes
    ----------
    aversion
        0: the mean alone is maximised; 1: the mean of the worst draws alone.
    tail
        Share of the draws that are the worst.
    least
        The mean of the worst draws may not be below this; None: no such bound.
    """

    aversion: float = 0.0
    tail: float = 0.05
    least: float | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.aversion <= 1 and 0 < self.tail <= 1):
            found = f"{self.aversion} and {self.tail}"
            raise InvalidArgument(f"aversion must be 0 to 1 and tail above 0 to 1, got {found}")

    @property
    def counts(self) -> bool:
        """Whether the draws are looked at one by one."""
        return self.aversion > 0 or self.least is not None


NEUTRAL = Risk()


@dataclass(frozen=True, slots=True)
class Selection:
    """What to take.

    Attributes
    ----------
    chosen
        Places of the bets taken, in order.
    objective
        What was maximised.
    bound
        No choice whatever has an objective above it.
    proven
        Whether the two are the same to a millionth.
    """

    chosen: tuple[int, ...]
    objective: float
    bound: float
    proven: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One constraint: ``low <= weights @ x <= high`` over the N bets."""

    kind: LimitKind
    name: str
    weights: Array
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fixed:
    """Bets whose answer is given beforehand: those taken, and those left."""

    taken: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


def rows_of(bets: Bets) -> tuple[Row, ...]:
    """Write every constraint of ``bets`` as a row."""
    size, none = len(bets.names), -np.inf
    used = [Row(one.kind, one.name, one.use, none, one.at_most) for one in bets.limits]
    needed = [
        Row(LimitKind.REQUIRES, _pair(bets, (n, m)), _signs(size, (n,), (m,)), none, 0.0)
        for n, m in bets.requires
    ]
    alone = [
        Row(LimitKind.EXCLUDES, _pair(bets, group), _signs(size, group, ()), none, 1.0)
        for group in bets.excludes
    ]
    must = [
        Row(LimitKind.MUST, bets.names[n], _signs(size, (n,), ()), 1.0, np.inf) for n in bets.must
    ]
    return (*used, *needed, *alone, *must)


def _pair(bets: Bets, places: tuple[int, ...]) -> str:
    return " + ".join(bets.names[place] for place in places)


def _signs(size: int, plus: tuple[int, ...], minus: tuple[int, ...]) -> Array:
    row = np.zeros(size)
    row[list(plus)] = 1.0
    row[list(minus)] = -1.0
    return row
