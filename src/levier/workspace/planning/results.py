"""What ``levier.plan`` answers, as frozen tables; ``writing.json`` turns them into JSON.

Relative effects are shares (0.02 is +2 %), always told without sign: an effect of that size
either way. A figure that cannot be reached is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from levier.workspace.model import Workspace

SCHEMA = "levier.plan/1"


class PlanDesign(StrEnum):
    """How the decision could be measured."""

    SERIES = "series"
    """Everyone at once, on the series of the whole metric."""
    HALF = "half"
    """Half of the units first, compared with the others."""
    ONE_UNIT = "one_unit"
    """One unit against the others."""
    FEW_UNITS = "few_units"
    """Another number of units against the others, or those that were asked for."""
    WAVES = "waves"
    """Every unit in the end, wave after wave."""
    USERS = "users"
    """Users drawn by lot."""
    CLUSTERS = "clusters"
    """Stores, teams or countries drawn by lot, their users measured."""


class Refusal(StrEnum):
    """Why a design gives no answer; the sentence is ``plan.refusals.<code>``."""

    NO_DATA = "no_data"
    TOO_SHORT = "too_short"
    TOO_SPARSE = "too_sparse"
    CONSTANT = "constant"
    ABOUT_ZERO = "about_zero"
    NO_UNITS = "no_units"
    TOO_FEW_UNITS = "too_few_units"
    NO_USERS = "no_users"
    NO_EFFECT = "no_effect"
    IMPOSSIBLE_RATE = "impossible_rate"


class Source(StrEnum):
    """Where the effect to be seen comes from."""

    ASKED = "asked"
    EXPECTED = "expected"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Assumed:
    """The effect to be seen.

    Attributes
    ----------
    scale
        ``relative`` or ``absolute`` (in the metric's unit).
    value
        Signed; None when neither asked for nor expected.
    low, high
        P10 and P90 of what was expected; None otherwise.
    """

    scale: str
    value: float | None
    low: float | None
    high: float | None
    source: Source


@dataclass(frozen=True, slots=True)
class Seen:
    """The smallest effect seen with the chance asked for, after so many periods.

    Attributes
    ----------
    effect
        On the scale of ``Assumed``; None when the data would add nothing.
    low, high
        From the luckiest to the unluckiest of the futures or placements tried.
    """

    periods: int
    effect: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class DesignOutlook:
    """What one design would see.

    Attributes
    ----------
    method
        How it would be measured: ``series``, or the method of a comparison between units.
    seen
        After more and more periods.
    periods_needed
        Until the effect assumed is seen; None when it is not within the periods tried.
    soonest, latest
        The same for the luckiest and the unluckiest of what was tried; None likewise.
    sentence
        The answer.
    assumptions
        What it rests on.
    """

    design: PlanDesign
    method: str
    seen: tuple[Seen, ...]
    periods_needed: int | None
    soonest: int | None
    latest: int | None
    sentence: Mapping[str, str]
    assumptions: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class NoDesign:
    """Why a design gives no answer."""

    design: PlanDesign
    reason: Refusal
    sentence: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UnitsFirst:
    """Which units to reach first.

    Attributes
    ----------
    units
        Their names.
    seen
        What they would show, compared with the others.
    usual
        What as many units drawn by lot would (median of several lots); told for half of the
        units only.
    drift, usual_drift
        By how much those reached and the others drifted apart from one stretch to the next in
        the last third of the past, which was not used to choose, and the same for usual lots; on
        the scale of the analysis.
    tried
        How many groups were compared.
    method
        How it would be measured.
    """

    units: tuple[str, ...]
    seen: Seen
    usual: Seen | None
    drift: float
    usual_drift: float
    tried: int
    method: str


@dataclass(frozen=True, slots=True)
class Wave:
    """Units reached on one day."""

    number: int
    starts_on: date
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rollout:
    """An order in which every unit is reached and the effect can be measured.

    Attributes
    ----------
    waves
        In order.
    every
        Periods from one wave to the next.
    seen
        By the time at which one more wave would be due.
    at_once
        What everyone at once would have shown by then; None where the series is not measurable.
    drift, usual_drift, tried
        As for ``UnitsFirst``, averaged over the waves.
    """

    waves: tuple[Wave, ...]
    every: int
    seen: Seen
    at_once: Seen | None
    drift: float
    usual_drift: float
    tried: int
    method: str
    sentence: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UsersNeeded:
    """A randomised test.

    Attributes
    ----------
    per_arm
        Users in each of two arms.
    clusters_per_arm
        Stores, teams or countries in each, when these are drawn by lot.
    periods
        Until so many have come; None when it is not known how many come.
    """

    design: PlanDesign
    per_arm: int
    clusters_per_arm: int | None
    periods: int | None
    sentence: Mapping[str, str]
    assumptions: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class BaseEvents:
    """The rule of base events: a count before and after, over equal lengths of time.

    Attributes
    ----------
    effect
        Relative, signed.
    events
        Needed before.
    """

    effect: float
    events: int
    sentence: Mapping[str, str]
    assumption: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MetricOutlook:
    """Every design on one metric.

    Attributes
    ----------
    grain
        Length of a period.
    first
        Which units to reach first, by how many there are; the largest is half of them.
    soonest
        Periods until the effect assumed is seen by the quickest design; None when none sees it.
    quickest
        That design.
    """

    metric: str
    grain: str
    assumed: Assumed
    designs: tuple[DesignOutlook, ...]
    refused: tuple[NoDesign, ...]
    first: tuple[UnitsFirst, ...]
    rollout: Rollout | None
    users: UsersNeeded | None
    soonest: int | None
    quickest: PlanDesign | None
    verdict: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlanProvenance:
    """What is needed to get the same answer again."""

    levier: str
    fingerprint: str
    seed: int
    draws: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that one run of ``levier plan`` found.

    Attributes
    ----------
    decision
        Its id; None for one that the workspace does not name.
    power, level
        Chance of a verdict when the effect is there, and when it is not.
    metrics
        The one that sees its effect soonest first.
    best
        That metric; None when none sees it.
    """

    as_of: date
    decision: str | None
    power: float
    level: float
    metrics: tuple[MetricOutlook, ...]
    best: str | None
    provenance: PlanProvenance
    workspace: Workspace = field(repr=False)
    """What was looked at, for titles and units; not part of the JSON."""
    schema: str = SCHEMA

    def _repr_html_(self) -> str:
        """Show the plan in a notebook."""
        from levier.workspace.notebook import notebook_html
        from levier.workspace.planning.told import sections

        return notebook_html(sections(self, "en"))
