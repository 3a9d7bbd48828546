"""The workspace as typed tables: what the files say once they have been read and checked.

Nothing here reads or computes; ``levier.workspace.reading`` fills these and everything else
takes them as they are. Amounts are in the company's currency, shares between 0 and 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from levier.workspace.inputs.portfolio import PortfolioOptions
from levier.workspace.inputs.products import AccountOptions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from levier.workspace.faults import Remark
    from levier.workspace.inputs.activations import Activation
    from levier.workspace.inputs.allocations import AllocationRule
    from levier.workspace.inputs.bills import Bill, CloudCharge, Dispute
    from levier.workspace.inputs.clients import Client, Tool
    from levier.workspace.inputs.gates import Gate
    from levier.workspace.inputs.interviews import Interview
    from levier.workspace.inputs.invoices import ClientInvoice
    from levier.workspace.inputs.opportunities import Opportunity
    from levier.workspace.inputs.paid_tests import PaidTestRow
    from levier.workspace.inputs.past_contracts import PastContract
    from levier.workspace.inputs.past_forecasts import PastForecast
    from levier.workspace.inputs.past_projects import PastProject
    from levier.workspace.inputs.phases import ProductPhase
    from levier.workspace.inputs.products import Product
    from levier.workspace.inputs.reviews import ContractReview
    from levier.workspace.inputs.sessions import AgendaLine
    from levier.workspace.inputs.tasks import TaskRow
    from levier.workspace.inputs.usage import Usage


class Grain(StrEnum):
    """The length of one period of a metric."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Direction(StrEnum):
    """Which way a metric should move."""

    UP = "up"
    DOWN = "down"


class Kind(StrEnum):
    """How a metric's values add up."""

    SUM = "sum"
    MEAN = "mean"
    RATIO = "ratio"
    COUNT = "count"


class Stage(StrEnum):
    """Where a metric or a decision acts on the business."""

    ACQUISITION = "acquisition"
    ACTIVATION = "activation"
    RETENTION = "retention"
    EXPANSION = "expansion"
    REVENUE = "revenue"
    SATISFACTION = "satisfaction"
    DELIVERY = "delivery"
    RELIABILITY = "reliability"
    PEOPLE = "people"
    COST = "cost"


class Shape(StrEnum):
    """How an effect unfolds after its start."""

    STEP = "step"
    RAMP = "ramp"
    PULSE = "pulse"


class EffectScale(StrEnum):
    """The unit of a forecast: a share of the metric's level, or the metric's own unit."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"


class DesignChoice(StrEnum):
    """A design that the author asks for (``expectations.csv``, column ``design``)."""

    EXPERIMENT = "experiment"
    ROLLOUT = "rollout"
    SYNTHETIC_CONTROL = "synthetic_control"
    SERIES = "series"
    BEFORE_AFTER = "before_after"
    DECLARED = "declared"


class Reading(StrEnum):
    """When the figures of a randomised test were looked at."""

    FIXED = "fixed"
    """Once, at a size chosen beforehand."""
    SEQUENTIAL = "sequential"
    """While it ran: it could have been stopped at any look."""


class PeriodKind(StrEnum):
    """What a declared stretch of the calendar means for the metrics that it names."""

    EVENT = "event"
    """Something that moves the metric and is not a decision: school holidays, a strike, a sale."""
    OUTAGE = "outage"
    """The values are wrong and must not be believed: a tracking failure."""
    DEFINITION = "definition"
    """From ``starts_on`` on, the metric counts something else: its level may jump."""


class Duplicates(StrEnum):
    """Which of several rows for one metric, date and unit is believed."""

    REFUSE = "refuse"
    FIRST = "first"
    LAST = "last"
    SUM = "sum"


class VintageChoice(StrEnum):
    """Which publication of a period is used when a metric is published again and again."""

    LATEST = "latest"
    """The last one known on the day."""
    FIRST = "first"
    """The first one: every period as young as the others."""
    MATURE = "mature"
    """The first one from the age at which values no longer change."""


class OutageHandling(StrEnum):
    """What becomes of values that collapsed or stood still, and of which nothing was declared."""

    SHOW = "show"
    MASK = "mask"


class BreakHandling(StrEnum):
    """What becomes of a change of definition that was found and not declared."""

    SHOW = "show"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class DataOptions:
    """What ``[data]`` of ``levier.toml`` asks to be done about the quality of a metric's data.

    Attributes
    ----------
    incomplete_last
        ``drop`` leaves out the last periods found incomplete, ``keep`` only says so, a number
        leaves out that many last periods whatever they look like.
    """

    incomplete_last: Literal["drop", "keep"] | int = "drop"
    duplicates: Duplicates = Duplicates.REFUSE
    vintages: VintageChoice = VintageChoice.LATEST
    outages: OutageHandling = OutageHandling.SHOW
    definition_breaks: BreakHandling = BreakHandling.SHOW


@dataclass(frozen=True, slots=True)
class Company:
    """Whose workspace it is."""

    name: str
    currency: str
    """ISO 4217 code."""
    country: str
    """ISO 3166 code of the country whose public holidays count; empty for none."""
    languages: tuple[str, ...] = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric's definition."""

    id: str
    title: str
    unit: str
    grain: Grain
    direction: Direction
    kind: Kind
    stage: Stage | None = None
    value_per_unit: tuple[float, float, float] | None = None
    """Margin that one more unit brings: low (P10), mid (P50), high (P90)."""
    controls: tuple[str, ...] = ()
    """Metrics that the decisions cannot have touched."""
    parent: str | None = None
    data: DataOptions = DataOptions()
    """What ``[data]`` asks for this metric, its own ``[metrics.ID.data]`` first."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar declared in ``levier.toml`` under ``[[periods]]``."""

    name: str
    kind: PeriodKind
    starts_on: date
    ends_on: date | None
    """Last day included; only a definition change may leave it out."""
    metrics: tuple[str, ...] = ()
    """The metrics concerned; empty: all of them."""


@dataclass(frozen=True, slots=True)
class Rate:
    """The price of one person-day from a date on (``[[rates]]`` of ``levier.toml``)."""

    starts_on: date
    amount: float
    team: str | None = None


@dataclass(frozen=True, slots=True)
class Observations:
    """The values of one metric, sorted by date then unit.

    Attributes
    ----------
    dates
        (n,) datetime64[D].
    values
        (n,) float64, finite.
    units
        (n,) of the unit's name (store, region, client…), or None when no row has one.
    weights
        (n,) float64, positive: denominators of a ratio or a mean; None when absent.
    """

    dates: NDArray[np.datetime64]
    values: NDArray[np.float64]
    units: NDArray[np.object_] | None = None
    weights: NDArray[np.float64] | None = None


@dataclass(frozen=True, slots=True)
class Vintages:
    """Every publication of one metric, sorted by date, unit, then publication.

    Attributes
    ----------
    rows
        The values as ``Observations`` holds them, but with a row for each publication.
    published
        (n,) datetime64[s], in universal time, when each row was published.
    """

    rows: Observations
    published: NDArray[np.datetime64]


@dataclass(frozen=True, slots=True)
class Merged:
    """Rows of one metric that came several times and were made one, as ``[data]`` asked."""

    rows: int
    """How many rows more than one there were."""
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision."""

    id: str
    title: str
    starts_on: date
    decided_on: date | None = None
    ends_on: date | None = None
    status: str = ""
    kind: str = ""
    origin: str = ""
    team: str = ""
    product: str = ""
    owner: str = ""
    stage: Stage | None = None
    reason: str = ""
    options: str = ""
    review_on: date | None = None
    covers: tuple[str, ...] = ()
    """The decisions that a holdout holds back; a decision is a holdout when there are any."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one author expects one decision to do to one metric.

    A decision may have several rows for one metric (several authors); the shape and the
    design are those of the first row that gives them.
    """

    decision: str
    metric: str
    shape: Shape | None = None
    ramp_days: float | None = None
    half_life_days: float | None = None
    scale: EffectScale = EffectScale.RELATIVE
    low: float | None = None
    """The author's P10; relative ones as a share: 0.02 is +2 %."""
    mid: float | None = None
    high: float | None = None
    author: str = "human"
    stated_on: date | None = None
    design: DesignChoice | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """A unit reached by a decision."""

    decision: str
    unit: str
    starts_on: date
    ends_on: date | None = None
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ExperimentArm:
    """One arm (of one stratum, at one look) of a randomised test, as sufficient statistics.

    With ``clusters`` and without ``intra_cluster_correlation`` the means, standard deviations
    and correlations are over the clusters: of their means, or of their totals for a ratio.
    """

    decision: str
    metric: str
    arm: str
    """``control``, or the name of a treatment."""
    users: int
    conversions: int | None = None
    mean: float | None = None
    sd: float | None = None
    stratum: str = ""
    covariate_mean: float | None = None
    covariate_sd: float | None = None
    covariate_correlation: float | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    planned_share: float | None = None
    """The share of users that the arm was meant to get; absent: equal shares."""
    launched: bool | None = None
    """True on the arm that was shipped, when there are several treatments."""
    looked_on: date | None = None
    """The day of this look; figures are those since the start of the test."""
    reading: Reading | None = None
    planned_users: int | None = None
    """The size meant for the arm before the test."""
    denominator_mean: float | None = None
    """Of the denominator of a ratio, whose numerator ``mean`` and ``sd`` describe."""
    denominator_sd: float | None = None
    denominator_correlation: float | None = None
    """Of numerator and denominator."""
    clusters: int | None = None
    """Stores, teams or countries drawn by lot; absent when users were."""
    cluster_size_sd: float | None = None
    """Standard deviation of the clusters' numbers of users; absent when they are alike."""
    intra_cluster_correlation: float | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """One amount spent, in the company's currency at the rate of its day."""

    date: date
    amount: float
    decision: str | None = None
    product: str | None = None
    team: str | None = None
    category: str = ""
    person_days: float | None = None
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class MeasurementOptions:
    """What ``[measurement]`` of ``levier.toml`` asks of the measurement.

    Attributes
    ----------
    trigger_window
        The days before a decision that may have triggered it and are left out: ``auto`` is
        a fortnight or a tenth of a short past, ``off`` nothing, a number is that many days.
    date_uncertainty_days
        How many days either side of its declared start a decision may really have started.
    seed
        Where random draws start from.
    """

    trigger_window: Literal["auto", "off"] | int = "auto"
    date_uncertainty_days: float = 7.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Workspace:
    """A whole folder, checked: every reference in it leads somewhere."""

    company: Company
    metrics: Mapping[str, Metric]
    observations: Mapping[str, Observations]
    """By metric id; a metric without any row is absent."""
    decisions: Mapping[str, Decision]
    expectations: tuple[Expectation, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    experiments: tuple[ExperimentArm, ...] = ()
    costs: tuple[Cost, ...] = ()
    periods: tuple[Period, ...] = ()
    rates: tuple[Rate, ...] = ()
    fingerprint: str = ""
    """SHA-256 over the files read, so that a result can name its data."""
    warnings: tuple[Remark, ...] = ()
    """About what was read but looks odd; never a reason to stop."""
    measurement: MeasurementOptions = MeasurementOptions()
    vintages: Mapping[str, Vintages] = field(default_factory=dict)
    """By metric id, for metrics published again and again; ``observations`` holds their choice."""
    merged: Mapping[str, Merged] = field(default_factory=dict)
    """By metric id, the rows that came several times."""
    allocations: Mapping[str, AllocationRule] = field(default_factory=dict)
    """By name of the shared cost."""
    usage: tuple[Usage, ...] = ()
    products: Mapping[str, Product] = field(default_factory=dict)
    """By name, as costs and invoices write it."""
    phases: tuple[ProductPhase, ...] = ()
    sessions: tuple[AgendaLine, ...] = ()
    accounts: AccountOptions = field(default_factory=AccountOptions)
    clients: Mapping[str, Client] = field(default_factory=dict)
    """Those whose exit may be followed, by name."""
    tools: Mapping[str, Tool] = field(default_factory=dict)
    invoices: tuple[ClientInvoice, ...] = ()
    bills: tuple[Bill, ...] = ()
    focus: tuple[CloudCharge, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    gates: Mapping[str, Gate] = field(default_factory=dict)
    """By id, in the order of the file."""
    interviews: tuple[Interview, ...] = ()
    paid_tests: tuple[PaidTestRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    activations: tuple[Activation, ...] = ()
    reviews: tuple[ContractReview, ...] = ()
    past_contracts: tuple[PastContract, ...] = ()
    past_forecasts: tuple[PastForecast, ...] = ()
    past_projects: tuple[PastProject, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    portfolio: PortfolioOptions = field(default_factory=PortfolioOptions)
    """What ``[portfolio]`` says of the means and of the risk accepted."""
