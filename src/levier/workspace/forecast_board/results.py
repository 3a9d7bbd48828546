"""What ``levier forecast`` answers: schema ``levier.forecast/1``.

Relative effects are shares (0.02 is +2 %), absolute ones in the metric's unit; effects keep the
metric's sign. Bias and worth are in the wanted direction: promised too much is positive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.forecasting.binomial import ShareRange
    from levier.forecasting.brier import BrierDecomposition, ReliabilityPoint
    from levier.forecasting.calibration_curve import CalibrationPoint
    from levier.forecasting.class_rates import ClassRate
    from levier.forecasting.mean_loss import MeanRange, Skill
    from levier.forecasting.recalibration import Worth
    from levier.workspace.model import Workspace


class Source(StrEnum):
    """Where a forecast and its outcome come from."""

    HERE = "here"
    """``expectations``, and a measurement of this workspace made without forecasts."""
    PAST = "past"
    """``past_forecasts``."""


class Open(StrEnum):
    """Why a forecast is not judged yet."""

    NOT_STARTED = "not_started"
    """The decision starts after the day of the board."""
    NOT_MEASURED = "not_measured"
    """It has started, and nothing is measured of it."""


class NotSaid(StrEnum):
    """Why a figure is not given."""

    TOO_FEW = "too_few"
    """Too few cases."""
    NOT_RELATIVE = "not_relative"
    """The effect is in the metric's own unit, of which other decisions teach nothing."""
    NOTHING_KNOWN = "nothing_known"
    """No measurement was known before the day on which it was stated."""


@dataclass(frozen=True, slots=True)
class Range:
    """P10, P50 and P90."""

    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement with its 95 % range; ``sd`` is its standard error."""

    p50: float
    low95: float
    high95: float
    sd: float


@dataclass(frozen=True, slots=True)
class Recalibrated:
    """A forecast as it would have been recalibrated on its day, from so many earlier pairs."""

    range: Range
    pairs: int


@dataclass(frozen=True, slots=True)
class ClassView:
    """What decisions of the same kind did: ``used`` is the class that answers (empty: all)."""

    asked: str
    used: str
    members: int
    range: Range


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One forecast of an effect that can be judged.

    Attributes
    ----------
    stated_on, known_on
        When it was stated, and when its measurement was known.
    crps, crps_recalibrated
        Continuous ranked probability score against the measurement, averaged over its error, of
        the forecast as stated and as recalibrated; None where there was nothing to learn from.
    log_score, pinball, interval_score
        The other proper scores of the forecast as stated, averaged over the error of the
        measurement too: minus the logarithm of its density, the mean over P10, P50 and P90, and
        that of the range P10..P90. For all of them lower is better.
    share_below
        Share of the forecast, blurred by the error of the measurement, under what was measured,
        in the wanted direction.
    inside80
        Whether what was measured lies in P10..P90, its own error allowed for: ``share_below`` is
        between 0.1 and 0.9.
    sharpness
        Width of P10..P90.
    """

    decision: str
    title: str
    metric: str
    unit: str
    author: str
    team: str
    kind: str
    source: Source
    stated_on: date
    known_on: date
    scale: str
    forecast: Range
    recalibrated: Recalibrated | NotSaid
    measured: Measured
    crps: float
    crps_recalibrated: float | None
    log_score: float
    pinball: float
    interval_score: float
    share_below: float
    inside80: bool
    sharpness: float


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One forecast that cannot be judged yet, and what is to be made of it.

    Attributes
    ----------
    recalibrated
        From everything known on the day of the board.
    reference
        What decisions of its kind did, whatever was forecast.
    """

    decision: str
    title: str
    metric: str
    unit: str
    author: str
    team: str
    kind: str
    stated_on: date
    status: Open
    scale: str
    forecast: Range
    recalibrated: Recalibrated | NotSaid
    reference: ClassView | NotSaid


@dataclass(frozen=True, slots=True)
class GroupScore:
    """How the forecasts of one group did; an empty grouping is all of them.

    Attributes
    ----------
    pairs, outcomes
        How many forecasts were judged, of how many different outcomes.
    coverage80
        How often the measurement fell inside P10..P90, its own error allowed for.
    bias
        Mean of forecast minus measured, relative effects only.
    worth
        What came true of each point forecast, groups drawn towards the whole.
    crps
        Mean score of the relative forecasts.
    sharpness
        Mean width of P10..P90 of the relative forecasts.
    """

    grouping: str
    group: str
    pairs: int
    outcomes: int
    coverage80: ShareRange
    bias: MeanRange | NotSaid
    worth: Worth | NotSaid
    crps: MeanRange | NotSaid
    sharpness: float | NotSaid


@dataclass(frozen=True, slots=True)
class EventRow:
    """One probability and what happened."""

    decision: str
    event: str
    author: str
    stated_on: date
    known_on: date
    probability: float
    came_true: bool
    brier: float


@dataclass(frozen=True, slots=True)
class EventScore:
    """How the probabilities of one kind of author did; an empty author is all of them."""

    author: str
    brier: BrierDecomposition
    mean_brier: MeanRange | NotSaid


@dataclass(frozen=True, slots=True)
class UpliftView:
    """What to multiply a plan by; ``high95`` is None where so few projects bound nothing."""

    chance: float
    factor: float
    low95: float
    high95: float | None


@dataclass(frozen=True, slots=True)
class PlanClass:
    """By how much plans of one kind were overrun; ``used`` is the class that answers."""

    quantity: str
    """``cost`` or ``days``."""
    asked: str
    used: str
    projects: int
    overrun: float
    uplifts: tuple[UpliftView, ...]


@dataclass(frozen=True, slots=True)
class TooFewPlans:
    """A quantity with fewer than ten projects in all."""

    quantity: str
    projects: int
    reason: NotSaid = NotSaid.TOO_FEW


@dataclass(frozen=True, slots=True)
class Provenance:
    """What makes the answer again."""

    levier: str
    fingerprint: str
    seed: int


@dataclass(frozen=True, slots=True)
class Board:
    """The whole answer.

    Attributes
    ----------
    rows
        Judged forecasts, in the order in which they were stated.
    opened
        Those that cannot be judged yet.
    scores
        All of them, then by author, team and kind of decision.
    calibration
        Share of measurements under each stated quantile.
    skill_recalibrated
        How much less recalibrated forecasts lose than the same as stated.
    skill_reference
        How much less forecasts lose than what decisions of their kind had done before.
    events, event_scores, reliability
        Probabilities, their scores by author, the share that came true by band.
    plans, stop_rates, stopped_by
        From ``past_projects``; ``stopped_by`` is ``phase`` or ``kind``.
    exact_outcomes
        How many past measurements are taken as exact, nothing being said of their error.
    """

    schema: ClassVar[str] = "levier.forecast/1"

    as_of: date
    company: str
    rows: tuple[BoardRow, ...]
    opened: tuple[OpenRow, ...]
    scores: tuple[GroupScore, ...]
    calibration: tuple[CalibrationPoint, ...]
    skill_recalibrated: Skill | NotSaid
    skill_reference: Skill | NotSaid
    events: tuple[EventRow, ...]
    event_scores: tuple[EventScore, ...]
    reliability: tuple[ReliabilityPoint, ...]
    plans: tuple[PlanClass | TooFewPlans, ...]
    stop_rates: tuple[ClassRate, ...]
    stopped_by: str
    exact_outcomes: int
    not_measured: Mapping[str, Mapping[str, str]]
    """By decision and metric ("decision/metric"), why nothing is measured, in both languages."""
    provenance: Provenance
    workspace: Workspace

    def _repr_html_(self) -> str:
        """Show the answer in a notebook."""
        from levier.workspace.forecast_board.told import sections
        from levier.workspace.notebook import notebook_html

        return notebook_html(sections(self, "en"))
