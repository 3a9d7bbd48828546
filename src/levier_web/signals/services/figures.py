"""Figures of the signals: what grows, what is acted upon, how long an answer takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.intervals.median_wait import MedianWait, median_wait
from levier.intervals.rate_ratio import RateRatio, rate_ratio
from levier.intervals.wilson import score_interval
from levier_web.organisation.floors import groups
from levier_web.signals import queries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from levier_web.signals.queries import Life

LEVEL, CRITICAL = 0.9, 1.645
"""How often the ranges hold, and the normal quantile of that."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One group: counts of the last weeks, and whether it comes more often than before."""

    weeks: tuple[int, ...]
    recent: int
    before: int
    change: RateRatio

    @property
    def word(self) -> str:
        """Name the direction as the catalogue does."""
        return {1: "up", -1: "down", 0: "unclear"}[self.change.direction]


@dataclass(frozen=True, slots=True)
class Conversion:
    """Of the signals of one sort: how many, what share led to something, how long until heard."""

    name: str
    signals: int
    acted: int
    low: float
    share: float
    high: float
    answered: int
    wait: MedianWait


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything, then by kind, then by group of teams."""

    whole: Conversion | None
    by_kind: list[Conversion]
    by_team: list[Conversion]
    teams_left_out: int


def trends(groups: Sequence[int], now: datetime) -> dict[int, Trend]:
    """Give the trend of groups: the last four weeks against the four before."""
    counted = queries.weekly_counts(groups, now)
    return {number: _trend(counted[number]) for number in groups}


def conversion(now: datetime) -> Figures:
    """Say what becomes of signals."""
    lives = queries.lives(now)
    kinds = sorted({life.kind for life in lives})
    teams, held = {life.team_id for life in lives if life.team_id}, groups()
    told = {label: held.members(number) for number, label in held.choices(teams)}
    return Figures(
        _conversion("", lives) if lives else None,
        [_conversion(kind, [x for x in lives if x.kind == kind]) for kind in kinds],
        [
            _conversion(name, [life for life in lives if life.team_id in members])
            for name, members in told.items()
        ],
        held.left_out(teams),
    )


def _trend(weeks: Sequence[int]) -> Trend:
    recent, before = sum(weeks[-4:]), sum(weeks[-8:-4])
    return Trend(tuple(weeks), recent, before, rate_ratio(recent, before, level=LEVEL))


def _conversion(name: str, lives: Iterable[Life]) -> Conversion:
    every = list(lives)
    acted = sum(life.acted for life in every)
    share = acted / len(every)
    low, high = score_interval(share, len(every), CRITICAL)
    ended = [life.days for life in every if life.answered]
    waiting = [life.days for life in every if not life.answered]
    return Conversion(
        name,
        len(every),
        acted,
        low,
        share,
        high,
        len(ended),
        median_wait(ended, waiting, LEVEL),
    )
