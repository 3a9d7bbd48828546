"""What ``levier.measure`` answers, as frozen tables; ``writing.json`` turns them into JSON.

Amounts are in the company's currency, relative effects are shares (0.02 is +2 %), every interval
comes from one set of joint draws per metric. Fields are named as in the JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from levier.workspace.data_finding import DataFinding
    from levier.workspace.model import Workspace

SCHEMA = "levier.results/1"


class Design(StrEnum):
    """How an effect was measured, strongest first."""

    EXPERIMENT = "experiment"
    ROLLOUT = "rollout"
    SYNTHETIC_CONTROL = "synthetic_control"
    SERIES = "series"
    BEFORE_AFTER = "before_after"
    DECLARED = "declared"


class Grade(StrEnum):
    """How far an effect can be believed: A randomised … E declared by people."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


class Verdict(StrEnum):
    """What the data alone say; a forecast never proves anything."""

    GAIN = "gain"
    LOSS = "loss"
    NOT_PROVEN = "not_proven"


class CheckStatus(StrEnum):
    """What became of one check."""

    PASSED = "passed"
    FAILED = "failed"
    INFORMATIVE = "informative"


@dataclass(frozen=True, slots=True)
class Interval:
    """A distribution by five of its quantiles."""

    p10: float
    p50: float
    p90: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class ScaledInterval:
    """An effect with its scale: ``relative`` (share of the level without it) or ``absolute``."""

    scale: str
    p10: float
    p50: float
    p90: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class Window:
    """The periods over which an effect was measured, both ends included."""

    from_: date
    to: date
    periods: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was forecast, on the scale of ``Effect.effect``, and how it scored.

    Attributes
    ----------
    crps
        Continuous ranked probability score against the measurement made without the forecast,
        averaged over that measurement; in the scale's unit; lower is better.
    inside80
        Whether the measurement's median (made without the forecast) lies in P10..P90.
    """

    p10: float
    p50: float
    p90: float
    authors: tuple[str, ...]
    crps: float
    inside80: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, what became of it, its figure and a sentence in both languages."""

    name: str
    status: CheckStatus
    figure: float
    sentence: Mapping[str, str]
    """``{"en": …, "fr": …}``."""
    columns: tuple[str, ...] = ()
    """Names of the columns of ``table``."""
    table: tuple[tuple[str | float, ...], ...] = ()
    """The few rows behind the figure; empty when the figure says all."""


@dataclass(frozen=True, slots=True)
class Settling:
    """What would settle a "not proven".

    Attributes
    ----------
    detectable
        The smallest effect that these data would have shown four times in five, on the scale
        of ``Effect.effect``.
    more_periods
        Periods to wait for four chances in five of a verdict on ``assumed``; None: no wait would.
    users_per_arm
        Users in each arm of a test that would; None when the noise per user is not known.
    assumed
        The effect taken for granted in the two figures, on the same scale.
    sentence
        In both languages.
    """

    detectable: float
    assumed: float
    more_periods: int | None
    users_per_arm: int | None
    sentence: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """How far the answer can be trusted, and what bears on it.

    Attributes
    ----------
    contraction
        1 - posterior variance / prior variance of the effect; below 0.5 the prior speaks.
    correlated_with
        Decisions on the same metric whose effect cannot be told apart from this one
        (|posterior correlation| above 0.6), with that correlation.
    shapes, date_shifts
        Posterior weight of each shape (``step``, ``ramp 30``, ``pulse 14``…) and of each shift
        of the start in days, when they were averaged over.
    masked
        Number of periods left out before the start because they may have triggered the
        decision.
    cleaned
        Number of outlying periods that were given less weight in the whole series.
    noise_floor
        Standard deviation of the level's own wandering per month, as a share.
    """

    contraction: float | None = None
    correlated_with: Mapping[str, float] = field(default_factory=dict)
    shapes: Mapping[str, float] = field(default_factory=dict)
    date_shifts: Mapping[str, float] = field(default_factory=dict)
    masked: int = 0
    cleaned: int = 0
    noise_floor: float | None = None
    checks: tuple[Check, ...] = ()
    notes: tuple[Mapping[str, str], ...] = ()
    """Sentences in both languages: why the grade is what it is, what was left out."""


@dataclass(frozen=True, slots=True)
class PathPoint:
    """The effect so many periods after exposure; before it (negative), what should be nothing.

    Attributes
    ----------
    since
        Periods since the unit was reached; blocks of periods in a long series.
    value, low95, high95
        On the scale of ``Effect.effect``; the last two None where the method gives no range.
    """

    since: int
    value: float
    low95: float | None
    high95: float | None


@dataclass(frozen=True, slots=True)
class Reached:
    """The units behind an effect measured by comparing units.

    Attributes
    ----------
    method
        ``group_time``, ``dealt``, ``donors`` or ``contrasts``.
    units, compared, left_out
        How many were reached, how many they were compared with, how many could not be used.
    per_unit
        Average effect per unit reached and period, in the metric's unit.
    whole_metric
        The same effect as a share of the whole metric (or per period, in its unit).
    path
        The effect by time since exposure; empty where the method has none.
    """

    method: str
    units: int
    compared: int
    left_out: int
    per_unit: Interval
    whole_metric: ScaledInterval
    path: tuple[PathPoint, ...]


@dataclass(frozen=True, slots=True)
class DesignReading:
    """What another design says of the same effect.

    Attributes
    ----------
    design, method, grade, verdict, effect
        As it would be reported, before any check, on the scale of the reported one. The method
        is that of ``Reached``, or ``alone`` for a test that is reported with its series.
    gap
        How far it is from the reported effect, in standard errors of the difference.
    """

    design: Design
    method: str | None
    grade: Grade
    verdict: Verdict
    effect: ScaledInterval
    gap: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What one decision (one arm of it, if it was tested with several) did to one metric.

    Attributes
    ----------
    effect
        Average over the window, relative where the metric's level allows it: on the whole metric;
        on the units reached, while they are, where units were compared (``reached``).
    average, cumulative
        Per period and over the window, in the metric's unit (for a ratio with weights:
        in units of its numerator). Cumulatives of decisions on one metric add up.
    money
        The cumulative at ``value_per_unit``; None when the metric has no value.
    projection
        Money over the year that follows the window **if the effect persists**: a projection,
        never part of a total.
    in_total
        Whether ``money`` enters the portfolio; False for declared effects and for a metric
        whose value is already counted through another metric.
    without_forecast
        The same as ``effect``, measured with the forecasts left out.
    truth
        The planted effect (same unit as ``effect``) when the workspace carries its truth.
    reached
        The units compared; None when none were.
    other_designs
        What the other designs that the data allow say, strongest first.
    """

    decision: str
    metric: str
    arm: str | None
    design: Design
    grade: Grade
    verdict: Verdict
    effect: ScaledInterval
    without_forecast: ScaledInterval | None
    average: Interval
    cumulative: Interval
    money: Interval | None
    projection: Interval | None
    in_total: bool
    probability_right_direction: float
    window: Window
    forecast: Forecast | None
    settling: Settling | None
    diagnostics: Diagnostics
    truth: float | None = None
    reached: Reached | None = None
    other_designs: tuple[DesignReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Decisions too close in time to be told apart: their sum is what can be known."""

    metric: str
    decisions: tuple[str, ...]
    effect: ScaledInterval
    cumulative: Interval
    money: Interval | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """An expectation that got no answer, and why."""

    decision: str
    metric: str
    reason: str
    """A code from a closed list."""
    sentence: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time with the metric's mean per period over it."""

    from_: date
    to: date
    mean: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a change; their sum is the observed change, to rounding."""

    trend: float
    season: float
    controls: float
    decisions: Mapping[str, float]
    unexplained: float


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Why one metric's mean per period changed between two spans, in the metric's unit."""

    metric: str
    before: Span
    after: Span
    observed_change: float
    parts: Parts
    decision_ranges: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One metric's series as observed and as it would have been: what the charts draw.

    Attributes
    ----------
    dates
        First day of each period.
    observed
        None where there is no observation.
    usable
        False where the value was masked (outage) or missing.
    without
        By decision: P10, P50 and P90 of the metric without that decision's effect, for each
        date from its start on: ``{"decision": CounterfactualBand}``.
    """

    metric: str
    dates: tuple[date, ...]
    observed: tuple[float | None, ...]
    usable: tuple[bool, ...]
    without: Mapping[str, CounterfactualBand]


@dataclass(frozen=True, slots=True)
class CounterfactualBand:
    """The metric without one decision, from ``first`` (an index into ``dates``) on."""

    first: int
    p10: tuple[float, ...]
    p50: tuple[float, ...]
    p90: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """Value and cost of one team, product, origin or grade."""

    value: Interval
    cost: float
    net: Interval
    effects: int


@dataclass(frozen=True, slots=True)
class ForecastScores:
    """How the forecasts of this workspace did.

    Attributes
    ----------
    coverage80
        Share of measurements (their median) inside the author's P10..P90; None under one.
    bias
        Mean of forecast P50 minus measured P50, relative effects only.
    """

    scored: int
    coverage80: float | None
    bias: float | None
    pairs_here: int = 0  # that taught what forecasts are worth, measured in this workspace
    pairs_past: int = 0  # and from ``past_forecasts``


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All decisions together, from joint draws: nothing is counted twice.

    Attributes
    ----------
    value
        All measured effects, forecasts believed as far as they came true here.
    without_forecasts
        The same from the data alone; both drawn towards what decisions here usually do.
    unshrunk
        From the data alone, nothing drawn anywhere.
    proven
        Only the gains and losses that the data alone prove; no forecast enters it.
    proven_unshrunk
        The same before shrinkage: the winner's curse left in.
    declared
        What people typed in (grade E); in no total.
    cost
        Every row of ``costs.csv`` up to ``as_of``.
    by_stage, by_quarter
        By what decisions act on, by the quarter of their start (``2025-Q3``).
    """

    value: Interval
    without_forecasts: Interval
    unshrunk: Interval
    proven: Interval
    proven_unshrunk: Interval
    declared: Interval | None
    cost: float
    net: Interval
    return_on_cost: Interval | None
    by_grade: Mapping[str, GroupTotal]
    by_team: Mapping[str, GroupTotal]
    by_product: Mapping[str, GroupTotal]
    by_origin: Mapping[str, GroupTotal]
    forecasts: ForecastScores
    by_stage: Mapping[str, GroupTotal] = field(default_factory=dict)
    by_quarter: Mapping[str, GroupTotal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is needed to get the same answer again."""

    levier: str
    fingerprint: str
    seed: int
    draws: int
    priors: str


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that one run of ``levier measure`` found."""

    as_of: date
    currency: str
    effects: tuple[Effect, ...]
    groups: tuple[Group, ...]
    not_measured: tuple[NotMeasured, ...]
    reconciliation: tuple[Reconciliation, ...]
    portfolio: Portfolio
    series: tuple[SeriesView, ...]
    provenance: Provenance
    workspace: Workspace = field(repr=False)  # for titles and units; not part of the JSON
    data: tuple[DataFinding, ...] = ()  # what was found about the data, in the order of metrics
    schema: str = SCHEMA

    def _repr_html_(self) -> str:
        """Show the answer in a notebook."""
        from levier.workspace.report.notebook import results_html

        return results_html(self)
