"""What ``levier choose`` answers, as frozen tables; ``writing.json`` turns them into JSON.

Amounts are in the company's currency, over the horizon; efforts in person-days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from levier.workspace.model import Workspace

SCHEMA = "levier.choose/1"


class Source(StrEnum):
    """Where the value of a solution is from."""

    STATED = "stated"
    """``value_low``, ``value_mid``, ``value_high``."""
    REACH = "reach"
    """Reach × impact × the metric's value per unit."""
    FORECAST = "forecast"
    """The recalibrated forecasts of its decision."""
    SCORE = "score"
    """Reach × impact, in no currency: ranked and not chosen among."""
    NONE = "none"
    """Nothing: its decision has no forecast on a metric with a level and a value."""


class Left(StrEnum):
    """Why a solution is left out; the sentence is ``choose.left.<code>``."""

    NO_VALUE = "no_value"
    LOSES = "loses"
    EXCLUDED = "excluded"
    REQUIRES = "requires"
    CAPACITY = "capacity"
    BUDGET = "budget"
    CASH = "cash"
    RISK = "risk"
    OUTRANKED = "outranked"
    """It would fit by itself; others make more of the means."""


class Verdict(StrEnum):
    """Whether a test earns its price; the sentence is ``choose.tests.<code>``."""

    RUN = "run"
    SKIP = "skip"
    SETTLED = "settled"
    """No result of it would change what is done."""


@dataclass(frozen=True, slots=True)
class Spread:
    """An uncertain figure: its mean and three quantiles of the draws."""

    mean: float
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class RankedSolution:
    """One solution in the order of benefit per person-day.

    Attributes
    ----------
    score
        Per person-day, chance of success included.
    first
        Share of the draws in which it is first.
    expected_rank
        From 1.
    likely_from, likely_to
        The ranks between which it is in at least 80 % of the draws.
    unsettled_by
        The input which, known, would settle its rank the most; None when its rank is settled.
    ranks
        Share of the draws in which it takes each rank, the first one first.
    """

    solution: str
    score: Spread
    first: float
    expected_rank: float
    likely_from: int
    likely_to: int
    unsettled_by: str | None
    ranks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Delay:
    """What waiting costs.

    Attributes
    ----------
    per_week
        Value lost by finishing one week later.
    weeks
        Mean duration at the team's capacity.
    index
        Cost of delay per week of work (WSJF).
    first
        Share of the draws in which its index is the highest.
    """

    solution: str
    team: str
    per_week: Spread
    weeks: float
    index: Spread
    first: float


@dataclass(frozen=True, slots=True)
class TeamOrder:
    """The order in which one team loses the least by waiting, among what was chosen.

    Attributes
    ----------
    cost
        Value lost by waiting, in that order.
    proven
        Whether no other order loses less.
    """

    team: str
    order: tuple[str, ...]
    cost: Spread
    proven: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """What it would be worth to know one input of a solution, or all of it (``everything``)."""

    solution: str
    input: str
    worth: float


@dataclass(frozen=True, slots=True)
class Trial:
    """What a test of ``opportunities`` would be worth before it is run.

    Attributes
    ----------
    perfect
        If it told its input without error.
    information
        As it is: the most that it is worth paying, delay included.
    price, delay
        Its cost, and the value lost by waiting for it.
    net_gain
        ``information - price - delay``.
    """

    test: str
    solution: str
    input: str
    perfect: float
    information: float
    price: float
    delay: float
    net_gain: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A choice of solutions and what it brings.

    Attributes
    ----------
    name
        ``chosen``, ``safest``, ``most_valuable``, or a letter for one between them.
    worst
        Mean of the worst twentieth of the draws (CVaR 5 %).
    loss
        Chance that the total is below zero.
    """

    name: str
    solutions: tuple[str, ...]
    value: Spread
    worst: float
    loss: float
    effort: float
    cash: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A solution that is not chosen, why, and the names that the reason is about."""

    solution: str
    reason: Left
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeansUsed:
    """A limit and how much of it the choice uses."""

    kind: str
    name: str
    used: float
    limit: float


@dataclass(frozen=True, slots=True)
class MoreMeans:
    """What more of one limit would add.

    Attributes
    ----------
    gain
        Mean value added, its own cost not taken off.
    hire
        Whether the extra is what one hire would bring.
    price
        Of the hire; None when it is not known, or for anything else.
    added, dropped
        Solutions.
    """

    kind: str
    name: str
    extra: float
    gain: float
    hire: bool
    price: float | None
    added: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What would have to be true of one input for the answer on a solution to turn.

    Attributes
    ----------
    at
        The value of the input at which it turns.
    expected
        Its mean as it is believed now.
    above
        Whether the solution is worth doing above ``at`` (else below).
    chance
        That the input is on the side where the solution is worth doing.
    """

    solution: str
    chosen: bool
    input: str
    at: float
    expected: float
    above: bool
    chance: float


@dataclass(frozen=True, slots=True)
class StageShare:
    """A stage (acquisition, activation…) among what was chosen; ``""`` is untagged."""

    stage: str
    solutions: int
    value: Spread


@dataclass(frozen=True, slots=True)
class Choice:
    """Everything that one run of ``levier choose`` found.

    Attributes
    ----------
    answer
        In words, what to do first.
    nets, efforts
        By solution: its net value by itself (None without a value) and its mean person-days.
    basis
        What the ranks rest on: ``value`` (in the currency) or ``score`` (reach × impact).
    tangled
        Pairs that cannot be told apart: neither ahead in 90 % of the draws.
    unfit
        Solutions that the means cannot hold, whatever they bring.
    gap
        How far, at most, the choice is from the best there is; 0 when it is proven.
    risk_aversion
        How much the worst futures weigh in what is best: 0 the expected value alone, 1 they alone.
    forecast_pairs
        Forecasts of the past with their outcomes, from which those of decisions are recalibrated.
    frontier_gap
        The most by which a choice as safe as one of ``frontier`` may beat its mean; 0 when all
        choices were weighed.
    """

    as_of: date
    currency: str
    answer: tuple[Mapping[str, str], ...]
    chosen: Portfolio
    nets: Mapping[str, Spread | None]
    efforts: Mapping[str, float]
    proven: bool
    gap: float
    risk_aversion: float
    left: tuple[LeftOut, ...]
    means: tuple[MeansUsed, ...]
    basis: str
    ranking: tuple[RankedSolution, ...]
    tangled: tuple[tuple[str, str], ...]
    delays: tuple[Delay, ...]
    orders: tuple[TeamOrder, ...]
    unknowns: tuple[Unknown, ...]
    tests: tuple[Trial, ...]
    forecast_pairs: int
    frontier: tuple[Portfolio, ...]
    frontier_gap: float
    on_frontier: Mapping[str, float]
    more: tuple[MoreMeans, ...]
    conditions: tuple[Condition, ...]
    unfit: tuple[str, ...]
    stages: tuple[StageShare, ...]
    assumptions: tuple[Mapping[str, str], ...]
    provenance: ChooseProvenance
    workspace: Workspace = field(repr=False)
    """What was looked at, for titles; not part of the JSON."""
    schema: str = SCHEMA

    def _repr_html_(self) -> str:
        """Show the answer in a notebook."""
        from levier.workspace.choosing.told import sections
        from levier.workspace.notebook import notebook_html

        return notebook_html(sections(self, "en"))


@dataclass(frozen=True, slots=True)
class ChooseProvenance:
    """What is needed to get the same answer again."""

    levier: str
    fingerprint: str
    seed: int
    draws: int
