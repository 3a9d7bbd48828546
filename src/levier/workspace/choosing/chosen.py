"""The choice itself, what is left out and why, the choices around it, and more means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.language.numbers import number
from levier.portfolio.bets import Bets, LimitKind, Risk
from levier.portfolio.conflicts import conflicting
from levier.portfolio.every_choice import MOST_LISTED
from levier.portfolio.frontier import Outlook, frequency, frontier, outlook
from levier.portfolio.frontier_bound import shortfall
from levier.portfolio.more_capacity import Extra, with_more
from levier.portfolio.selection import select
from levier.workspace.choosing.asked import SCENARIOS
from levier.workspace.choosing.means import bets_of, cash_out
from levier.workspace.choosing.results import Left, LeftOut, MeansUsed, MoreMeans, Portfolio, Spread
from levier.workspace.choosing.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.language import Language
    from levier.portfolio.bets import Row, Selection
    from levier.workspace.choosing.drawn import DrawnSolution
    from levier.workspace.inputs.portfolio import PortfolioOptions

CASH_STEP = 10_000.0
DAYS_STEPS = (1.0, 10.0)
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Frontier:
    """The efficient choices, the share of them that takes each solution, and what may be missed."""

    points: tuple[Portfolio, ...]
    shares: dict[str, float]
    gap: float


@dataclass(frozen=True, slots=True)
class Choosing:
    """The solutions that can be chosen, as bets.

    Attributes
    ----------
    bets, few, by_mean
        On all draws; on a few, for the solver where risk counts; and by their means alone.
    best
        What has the highest mean value; None when the limits cannot be kept.
    """

    solutions: tuple[DrawnSolution, ...]
    options: PortfolioOptions
    bets: Bets
    few: Bets
    by_mean: Bets
    risk: Risk
    best: Selection | None

    @classmethod
    def among(cls, solutions: Sequence[DrawnSolution], options: PortfolioOptions) -> Choosing:
        """Keep those that are valued, or that must be done."""
        kept = tuple(one for one in solutions if one.net is not None or one.row.must)
        bets = bets_of(kept, options)
        risk = Risk(options.risk_aversion, least=options.worst_case)
        by_mean = replace(bets, values=bets.values.mean(axis=1, keepdims=True))
        few = replace(bets, values=_few(bets)) if risk.counts else by_mean
        return cls(kept, options, bets, few, by_mean, risk, select(by_mean))

    def select(self, language: Language) -> Selection:
        """Choose.

        Raises
        ------
        InvalidArgument
            When the limits cannot be kept together; the sentence names those that conflict.
        """
        found = select(self.few, self.risk) if self.risk.counts else self.best
        if found is None:
            rows = conflicting(self.few, self.risk)
            listed = say("semicolon", language).join(_told(row, language) for row in rows)
            raise InvalidArgument(say("conflict", language, limits=listed))
        return found

    def portfolio(self, name: str, point: Outlook) -> Portfolio:
        """Tell a choice by its names."""
        taken = [self.solutions[place] for place in point.chosen]
        return Portfolio(
            name=name,
            solutions=tuple(one.row.id for one in taken),
            value=Spread(point.mean, point.p10, point.p50, point.p90),
            worst=point.worst,
            loss=point.loss,
            effort=sum(float(one.effort.mean()) for one in taken),
            cash=sum(cash_out(one, self.options) for one in taken),
        )

    def outlook(self, chosen: Sequence[int]) -> Outlook:
        """Look at a choice on all draws."""
        return outlook(self.bets.values, chosen)

    def frontier(self, chosen: Sequence[int]) -> Frontier:
        """Name the efficient choices, the safest first, and count how often each bet is there."""
        points = frontier(self.bets, starts=(chosen,))
        listed = len(self.bets.names) <= MOST_LISTED
        gap = 0.0 if listed else shortfall(self.bets, points)
        names = [chr(ord("A") + n) for n in range(len(points))]
        if points:
            names[0], names[-1] = "safest", "most_valuable"
        shares = frequency(points, len(self.solutions))
        told = tuple(self.portfolio(name, one) for name, one in zip(names, points, strict=True))
        pairs = zip(self.solutions, shares.tolist(), strict=True)
        return Frontier(told, {one.row.id: share for one, share in pairs}, gap)

    def means(self, chosen: Sequence[int]) -> tuple[MeansUsed, ...]:
        """Say how much of each limit the choice uses."""
        return tuple(
            MeansUsed(one.kind.value, one.name, float(one.use[list(chosen)].sum()), one.at_most)
            for one in self.bets.limits
        )

    def left(self, chosen: Sequence[int]) -> tuple[LeftOut, ...]:
        """Say why each of the others is not chosen."""
        return tuple(
            self._left(place, chosen) for place in range(len(self.solutions)) if place not in chosen
        )

    def _left(self, place: int, chosen: Sequence[int]) -> LeftOut:
        name, names = self.bets.names[place], self.bets.names
        rivals = [m for pair in self.bets.excludes if place in pair for m in pair if m in chosen]
        lacking = [m for n, m in self.bets.requires if n == place and m not in chosen]
        over = [
            one
            for one in self.bets.limits
            if one.use[[*chosen, place]].sum() > one.at_most + _SLACK and one.use[place] > 0
        ]
        if self.bets.values[place].mean() <= 0:
            return LeftOut(name, Left.LOSES, ())
        if rivals:
            return LeftOut(name, Left.EXCLUDED, tuple(names[m] for m in rivals))
        if over:
            kind = min(over, key=lambda one: list(LimitKind).index(one.kind)).kind
            about = dict.fromkeys(one.name for one in over if one.kind is kind)
            return LeftOut(name, Left(kind.value), tuple(about)[:1])
        if lacking:
            return LeftOut(name, Left.REQUIRES, tuple(names[m] for m in lacking))
        return LeftOut(name, Left.RISK if self.risk.counts else Left.OUTRANKED, ())

    def more(self, now: Selection) -> tuple[MoreMeans, ...]:
        """Say what more of each limit would add."""
        found = [self._more(now, *extra) for extra in self._extras()]
        return tuple(one for one in found if one is not None)

    def _extras(self) -> list[tuple[LimitKind, str, float, bool]]:
        """List the limits with how much more of each, and whether that is a hire."""
        options = self.options
        extras: list[tuple[LimitKind, str, float, bool]] = []
        for team in sorted(options.capacity):
            extras += [(LimitKind.CAPACITY, team, days, False) for days in DAYS_STEPS]
            if options.hire_days:
                extras.append((LimitKind.CAPACITY, team, options.hire_days, True))
        if options.budget is not None:
            extras.append((LimitKind.BUDGET, "", CASH_STEP, False))
        if options.opening_cash is not None:
            extras.append((LimitKind.CASH, "", CASH_STEP, False))
        return extras

    def _more(
        self, now: Selection, kind: LimitKind, name: str, extra: float, hire: bool
    ) -> MoreMeans | None:
        found = with_more(self.few, Extra(kind, name, extra), self.risk, now)
        if found is None:
            return None
        added, dropped = (
            tuple(self.bets.names[place] for place in places)
            for places in (found.added, found.dropped)
        )
        price = self.options.hire_cost if hire else None
        return MoreMeans(kind.value, name, extra, found.gain, hire, price, added, dropped)


def _few(bets: Bets) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Keep a few draws, moved so that every mean is that of all draws."""
    few = bets.values[:, :SCENARIOS]
    shift = bets.values.mean(axis=1, keepdims=True) - few.mean(axis=1, keepdims=True)
    return np.asarray(few + shift)


def _told(row: Row, language: Language) -> str:
    name = row.name or say("everyone", language)
    limit = number(row.high if np.isfinite(row.high) else row.low, language)
    return say(f"limits.{row.kind.value}", language, name=name, limit=limit)
