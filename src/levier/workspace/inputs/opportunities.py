"""Bets among which to choose, as the rows of a tree: outcome, opportunity, solution, test."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.model import Stage


class Level(StrEnum):
    """The place of a row in the opportunity solution tree (Torres 2021), from the top down."""

    OUTCOME = "outcome"
    """A result that is wanted."""
    OPPORTUNITY = "opportunity"
    """A need which, met, would bring it."""
    SOLUTION = "solution"
    """Something that could be done about it: what is chosen among."""
    TEST = "test"
    """A way to learn about a solution before doing it."""


class Learnt(StrEnum):
    """What a test tells."""

    SUCCESS = "success"
    """Whether the solution works at all."""
    REACH = "reach"
    IMPACT = "impact"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Span:
    """A quantity as its author knows it: P10, P50 and P90, all equal when it is sure."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One row of ``opportunities.csv``."""

    id: str
    title: str
    level: Level = Level.SOLUTION
    parent: str | None = None
    team: str = ""
    product: str = ""
    stage: Stage | None = None
    metric: str | None = None
    """Whose unit ``impact`` is in."""
    decision: str | None = None
    """Whose forecasts in ``expectations`` say what it would do."""
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    must: bool = False
    reach: Span | None = None
    """People or things reached in a month."""
    impact: Span | None = None
    """Units of the metric gained for each of them."""
    confidence: float = 1.0
    """Chance that it works at all."""
    effort: Span | None = None
    """Person-days."""
    value: Span | None = None
    """Margin over the horizon if it works, in the currency."""
    cost: float = 0.0
    """Cash paid for it besides the person-days."""
    deadline: date | None = None
    half_life_days: float | None = None
    test_of: Learnt | None = None
    test_size: float | None = None
    """Observations."""
    test_spread: float | None = None
    """Standard deviation of one observation, in the unit of what is tested."""
    test_reliability: float | None = None
    """Chance that the test says right whether the solution works."""
    test_days: float = 0.0
    """Days by which the test puts the solution off."""
    line: int = 0
