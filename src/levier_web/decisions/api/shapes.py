"""What calls about decisions take and give."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from levier_web.metrics.api.shapes import StageWord
from levier_web.organisation.api_groups import Grouped
from levier_web.ui.api.addresses import addressed
from levier_web.ui.api.rooms import Room
from levier_web.ui.api.shapes import Figure, In, Line, Named, Slugged, Text, Word

room = Room("decisions")
addressed(
    decisions_decision="/decisions/by-number/{id}",
    decisions_committeesession="/committee/{id}",
    decisions_opportunity="/opportunities/{id}",
)
StateWord = Literal["draft", "proposed", "decided", "refused", "sent_back", "stopped"]
VerdictWord = Literal["passed", "failed", "not_enough"]
AboutWord = Literal["proposal", "request", "contract"]
CriterionWord = Literal[
    "value", "cost", "gate", "evidence", "strategy",
    "capacity", "few_clients", "product_limits", "risk", "law",
]  # fmt: skip
Cost = Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]


class DecisionOut(Schema):
    """One decision, as a list shows it."""

    id: int
    slug: str
    title: str
    state: str
    kind: str
    origin: str
    team: Grouped
    product: Named
    owner: str = Field(description="A function, never a person.")
    stage: str
    planned_cost: Decimal | None
    starts_on: date | None
    decided_on: date | None
    ends_on: date | None
    review_on: date | None
    changed_at: datetime


class ForecastOut(Schema):
    """What a decision expects of one metric; relative ends are shares."""

    id: int
    metric: Slugged
    scale: str
    low: float | None
    mid: float | None
    high: float | None
    author: str
    shape: str
    ramp_days: float | None
    half_life_days: float | None
    stated_on: date | None


class WayOut(Schema):
    """One option."""

    title: str
    pros: str
    cons: str


class GateOut(Schema):
    """The result of one gate."""

    id: int
    name: str
    verdict: str
    figure: str
    link: str
    stated_on: date


class CommentOut(Schema):
    """Something said on a sheet; of its author only function and group."""

    id: int
    voice: str
    text: str
    at: datetime
    edited_at: datetime | None


class StepOut(Schema):
    """One change of state."""

    before: str
    after: str
    reason: str
    escalated: bool
    voice: str
    at: datetime


class VersionOut(Schema):
    """One frozen version, with the fingerprint of the one before."""

    number: int
    content: dict[str, Any]
    note: str
    at: datetime
    previous: str
    digest: str


class LetterOut(Schema):
    """One refusal letter, in both languages."""

    number: int
    about: str
    client: Named
    criteria: list[str]
    french: str = Field(validation_alias="text_fr")
    english: str = Field(validation_alias="text_en")
    voice: str
    at: datetime


class RightsOut(Schema):
    """Which functions do what in this decision."""

    recommends: list[str]
    decides: list[str]
    consulted: list[str]
    informed: list[str]
    escalates_to: list[str]
    answer_days: int | None


class DecisionRead(DecisionOut):
    """One decision with all that its sheet shows."""

    context: str
    reason: str
    stop_reason: str
    options: list[WayOut]
    forecasts: list[ForecastOut]
    gates: list[GateOut]
    steps: list[StepOut]
    versions: list[VersionOut]
    letters: list[LetterOut]
    rights: RightsOut
    overdue_days: int
    may_edit: bool
    may_decide: bool
    missing: list[str] = Field(description="What it still lacks before it can be proposed.")


class WayIn(In):
    """One option."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    pros: Annotated[str, Field(max_length=4000)] = ""
    cons: Annotated[str, Field(max_length=4000)] = ""


class SheetChangeIn(In):
    """What changes on a sheet; teams and products are named by their names."""

    title: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    context: Text | None = None
    kind: Annotated[str, Field(max_length=60)] | None = None
    origin: Annotated[str, Field(max_length=60)] | None = None
    stage: StageWord | None = None
    owner: Word | None = None
    team: Line | None = None
    product: Line | None = None
    reason: Text | None = None
    planned_cost: Cost | None = None
    starts_on: date | None = None
    review_on: date | None = None
    options: Annotated[list[WayIn], Field(max_length=12)] | None = None


class SheetIn(SheetChangeIn):
    """A sheet to begin."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    solution: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None


class ForecastIn(In):
    """Three ends on one metric, named by its slug; relative ones are shares: 0.02 is two in 100."""

    metric: Annotated[str, Field(min_length=1, max_length=100)]
    low: Figure
    mid: Figure
    high: Figure
    scale: Literal["relative", "absolute"] = "relative"
    author: Literal["human", "ai"] = "human"
    shape: Literal["", "step", "ramp", "pulse"] = ""
    ramp_days: Figure | None = None
    half_life_days: Figure | None = None


class GateIn(In):
    """The result of one gate."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    verdict: VerdictWord
    figure: Line = ""
    link: Line = ""


class CommentIn(In):
    """Something to say."""

    text: Annotated[str, Field(min_length=1, max_length=10_000)]


class ReasonIn(In):
    """A reason."""

    reason: Annotated[str, Field(min_length=1, max_length=10_000)]


class DecideIn(In):
    """A yes: why, and from which day on."""

    reason: Annotated[str, Field(max_length=10_000)] = ""
    starts_on: date | None = None


class StopIn(ReasonIn):
    """A stop: why, and until which day."""

    ends_on: date


class AmendIn(In):
    """What a new version changes, and a note that says why."""

    note: Annotated[str, Field(min_length=1, max_length=4000)]
    owner: Word | None = None
    stage: StageWord | None = None
    review_on: date | None = None
    starts_on: date | None = None
    planned_cost: Cost | None = None
    reason: Text | None = None


class LetterIn(In):
    """Why a proposal is refused, and what would change the answer."""

    about: AboutWord = "proposal"
    client: Line = ""
    criteria: Annotated[list[CriterionWord], Field(min_length=1, max_length=10)]
    reasons: Annotated[str, Field(min_length=1, max_length=10_000)]
    would_change: Annotated[str, Field(max_length=10_000)] = ""


class TextsIn(In):
    """The two texts of a letter."""

    french: Annotated[str, Field(max_length=40_000)] = ""
    english: Annotated[str, Field(max_length=40_000)] = ""


class RefuseIn(LetterIn, TextsIn):
    """A refusal; texts left empty are composed from the reasons."""


class TextsOut(Schema):
    """The two texts of a letter."""

    french: str
    english: str
