"""What calls about metrics take and give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from levier_web.ui.api.pages import Asked
from levier_web.ui.api.shapes import (
    Figure,
    In,
    Line,
    Named,
    Range,
    Slugged,
)

GrainWord = Literal["day", "week", "month", "quarter", "year"]
DirectionWord = Literal["up", "down"]
KindWord = Literal["sum", "mean", "ratio", "count"]
StageWord = Literal[
    "",
    "acquisition",
    "activation",
    "retention",
    "expansion",
    "revenue",
    "satisfaction",
    "delivery",
    "reliability",
    "people",
    "cost",
]
Shelf = Literal["0", "1"]


class MetricOut(Schema):
    """One metric: how it is defined, and how far its values reach."""

    slug: str
    title: str
    unit: str
    grain: str
    direction: str
    kind: str
    stage: str
    value: Range = Field(description="What one unit is worth, in the company's currency.")
    parent: Slugged
    team: Named
    archived: bool
    rows: int
    units: int
    first_day: date | None
    last_day: date | None

    @staticmethod
    def resolve_value(row: Any) -> dict[str, float | None]:  # noqa: ANN401 - a metric
        """Give the three ends together."""
        return {"low": row.value_low, "mid": row.value_mid, "high": row.value_high}


class DefinitionVersionOut(Schema):
    """One version of a definition."""

    number: int
    at: datetime
    by: str
    reason: str
    changes: list[dict[str, Any]]


class ExpectedOut(Schema):
    """What one decision expects of the metric."""

    decision: Slugged
    scale: str
    low: float | None
    mid: float | None
    high: float | None


class MetricRead(MetricOut):
    """One metric with its history and what is expected of it."""

    controls: list[str]
    children: list[str]
    history: list[DefinitionVersionOut]
    expected: list[ExpectedOut]

    @staticmethod
    def resolve_controls(row: Any) -> list[str]:  # noqa: ANN401 - a metric
        """Name what corrects it."""
        return [one.slug for one in row.controls.all()]

    @staticmethod
    def resolve_children(row: Any) -> list[str]:  # noqa: ANN401 - a metric
        """Name what hangs under it."""
        return [one.slug for one in row.children.filter(archived=False)[:200]]


class ValueOut(Schema):
    """One value that stands."""

    day: date
    unit: str | None
    value: float
    weight: float | None
    published: datetime | None


class ValuesAsked(Schema):
    """Which values."""

    since: date | None = None
    until: date | None = None
    limit: Annotated[int, Field(ge=1, le=5000)] = 1000
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0


class ValuesOut(Schema):
    """Some of the values of a metric, the first day first."""

    count: int
    next: str | None
    items: list[ValueOut]


class MetricsAsked(Asked):
    """Which metrics."""

    stage: StageWord = ""
    grain: GrainWord | None = None
    archived: Shelf = "0"


class DefinitionIn(In):
    """A definition; other metrics are named by their slug, a team by its name."""

    slug: Annotated[str, Field(min_length=1, max_length=80)]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    unit: Annotated[str, Field(min_length=1, max_length=60)]
    grain: GrainWord = "day"
    direction: DirectionWord = "up"
    kind: KindWord = "sum"
    stage: StageWord = ""
    value_low: Figure | None = None
    value_mid: Figure | None = None
    value_high: Figure | None = None
    parent: Line = ""
    controls: Annotated[list[Line], Field(max_length=50)] = []
    team: Line = ""


class RedefinitionIn(In):
    """What changes in a definition, and why."""

    reason: Annotated[str, Field(min_length=1, max_length=4000)]
    slug: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    title: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    unit: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    grain: GrainWord | None = None
    direction: DirectionWord | None = None
    kind: KindWord | None = None
    stage: StageWord | None = None
    value_low: Figure | None = None
    value_mid: Figure | None = None
    value_high: Figure | None = None
    parent: Line | None = None
    controls: Annotated[list[Line], Field(max_length=50)] | None = None
    team: Line | None = None


class MoveMetricIn(In):
    """Under which metric, and why."""

    parent: Line = ""
    reason: Annotated[str, Field(min_length=1, max_length=4000)]


class ShelfIn(In):
    """Put away, or taken back."""

    archived: bool


class ImportOut(Schema):
    """One import of values."""

    id: int
    state: str
    name: str
    source: Named
    rows: int
    first_day: date | None
    last_day: date | None
    done: int = Field(description="How far it is, in per cent.")
    at: datetime
    applied_at: datetime | None
    reversed_at: datetime | None


class FaultOut(Schema):
    """One thing that is wrong with a file, and what to do."""

    line: int | None
    column: str | None
    value: str
    code: str
    sentence: str


class ImportRead(ImportOut):
    """One import with what it changes, or its faults."""

    new: int
    changed: int
    unchanged: int
    faults: list[FaultOut]


class ImportsAsked(Asked):
    """Which imports."""

    state: Annotated[str, Field(max_length=10)] = ""


class SourceOut(Schema):
    """Where values come from."""

    id: int
    name: str
    kind: str
    team: Named
    path: str
    connection: str
    query: str
    cadence: str
    applies_alone: bool
    archived: bool
    due_at: datetime | None
    succeeded_at: datetime | None
    late_since: datetime | None
    failures: int


class SourcesAsked(Asked):
    """Which sources."""

    kind: Literal["folder", "query", "push"] | None = None
    archived: Shelf = "0"


class SourceIn(In):
    """A source to declare; only the fields of its kind are taken."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    kind: Literal["folder", "query", "push"]
    team: Line = ""
    path: Annotated[str, Field(max_length=1000)] = ""
    connection: Annotated[str, Field(max_length=41)] = ""
    query: Annotated[str, Field(max_length=20_000)] = ""
    cadence: Literal["", "hourly", "daily", "weekly"] = ""
    applies_alone: bool = False


class PushTokenIn(In):
    """A token that only sends values to this source."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    scope: Literal["send", "check"] = "send"
    days: Annotated[int, Field(ge=1, le=366)] = 90


class PushTokenOut(Schema):
    """A token of a source; its secret is given once."""

    id: int
    name: str
    scope: str
    hint: str
    expires_at: datetime
    withdrawn_at: datetime | None
    secret: str | None = None


class RowIn(In):
    """One value of one metric on one day."""

    date: Annotated[str, Field(max_length=40)]
    metric: Annotated[str, Field(max_length=100)]
    value: Figure
    unit: Annotated[str, Field(max_length=120)] | None = None
    weight: Figure | None = None
    published_on: Annotated[str, Field(max_length=40)] | None = None


class RowsIn(In):
    """Values to bring in, or only to check."""

    rows: Annotated[list[RowIn], Field(min_length=1, max_length=50_000)]
    check_only: bool = False


class PushedOut(Schema):
    """What became of values that were sent."""

    import_id: int | None
    state: str
    rows: int
    new: int
    changed: int
    unchanged: int


class BranchOut(Schema):
    """One metric of the tree."""

    slug: str
    title: str
    depth: int
