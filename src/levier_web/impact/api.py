"""Calls of programs about the impact: measurements, effects, their proof."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from levier_web.decisions.queries.sheets import sheet_or_404
from levier_web.impact import queries
from levier_web.impact.models import Effect, Measurement
from levier_web.impact.services import asking, pinning, reconciled
from levier_web.impact.views.effects import tools
from levier_web.ui.api.addresses import addressed
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.problems import Missing
from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import Answer, Done, In, Key, Named, Range, Slug, Slugged, found
from levier_web.ui.words import current_language

room = Room("impact")
addressed(impact_measurement="/impact/measurements/{id}", impact_effect="/impact/effects/{id}")
Verdict = Literal["gain", "loss", "not_proven", "not_measured"]
Design = Literal["experiment", "rollout", "synthetic_control", "series", "before_after", "declared"]


class EffectOut(Schema):
    """What one decision did to one metric: a range, with grade, design and verdict."""

    id: int
    decision: Slugged
    metric: Slugged
    arm: str
    design: str
    grade: str
    verdict: str
    scale: str
    effect: Range
    money: Range = Field(description="Over the whole of what was measured, in the currency.")
    in_total: bool
    forecast: float | None = Field(validation_alias="forecast_p50")

    @staticmethod
    def resolve_effect(row: Any) -> dict[str, float | None]:  # noqa: ANN401 - an effect
        """Give the three ends together."""
        return {"low": row.p10, "mid": row.p50, "high": row.p90}

    @staticmethod
    def resolve_money(row: Any) -> dict[str, float | None]:  # noqa: ANN401 - an effect
        """Give the three ends together."""
        return {"low": row.money_p10, "mid": row.money_p50, "high": row.money_p90}


class PinOut(Schema):
    """A design that a person chose, with their reason."""

    design: str
    reason: str
    at: datetime


class EffectRead(EffectOut):
    """One effect with its proof, as the engine wrote it, and what was said of it before."""

    measurement: int
    current: bool = Field(description="Whether it is of the last measurement.")
    detail: dict[str, Any]
    pin: PinOut | None
    earlier: list[EffectOut]

    @staticmethod
    def resolve_effect(told: dict[str, Any]) -> dict[str, float | None]:
        """Give what was put together of the row: there is no row here to read it from."""
        return told["effect"]  # type: ignore[no-any-return]

    @staticmethod
    def resolve_money(told: dict[str, Any]) -> dict[str, float | None]:
        """Give what was put together of the row."""
        return told["money"]  # type: ignore[no-any-return]


class EffectsAsked(Asked):
    """Which effects of the last measurement."""

    verdict: Verdict | None = None
    design: Design | None = None
    grade: Literal["A", "B", "C", "D", "E"] | None = None


class PinIn(In):
    """A design, and why."""

    design: Design
    reason: Annotated[str, Field(min_length=10, max_length=10_000)]


class MeasurementOut(Schema):
    """One run of the engine."""

    id: int
    state: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    done: int
    total: int
    step: str
    fingerprint: str
    seed: int | None
    engine: str
    as_of: date | None


class ProgressOut(Schema):
    """How far the measurement is, and whether the last one failed."""

    moving: MeasurementOut | None
    latest: MeasurementOut | None
    failure: list[str]


class ChangePartOut(Schema):
    """One part of the change."""

    name: str
    kind: str
    amount: float
    low: float | None
    high: float | None


class ReconciledOut(Schema):
    """Why one metric moved: the parts add up to its change."""

    metric: Slugged
    parts: list[ChangePartOut]


class OutlookOut(Schema):
    """What it would take to measure a decision on one metric."""

    id: int
    metric: Named
    state: str
    asked_at: datetime
    effect: float
    scale: str
    plan: dict[str, Any] | None


@room.get("/impact/effects", "impact.read", Page[EffectOut])
def list_effects(request: HttpRequest, asked: Query[EffectsAsked]) -> Answer:
    """List what the last measurement says."""
    return paged(request, asked, queries.effects(queries.latest_key()), tools())


@room.get("/impact/effects/{pk}", "impact.read", EffectRead)
def read_effect(request: HttpRequest, pk: Key) -> Answer:
    """Read the proof of one effect: data, method, checks."""
    row: Any = found(Effect.objects.select_related("measurement", "decision", "metric"), pk=pk)
    told = EffectOut.from_orm(row).model_dump()
    earlier = list(queries.earlier(row).select_related("decision", "metric")[:10])
    return told | {
        "forecast_p50": row.forecast_p50,
        "measurement": row.measurement_id,
        "current": row.measurement_id == queries.latest_key(),
        "detail": row.detail,
        "pin": queries.standing_pin(row),
        "earlier": earlier,
    }


@room.post("/impact/effects/{pk}/pin", "impact.pin", Done)
def pin_design(request: HttpRequest, pk: Key, said: PinIn) -> Answer:
    """Ask for one design from now on."""
    row = _effect(pk)
    pinning.pin(caller(request), row.decision, row.metric, said.design, said.reason)
    return {}


@room.delete("/impact/effects/{pk}/pin", "impact.pin")
def unpin_design(request: HttpRequest, pk: Key) -> None:
    """Leave the choice to the engine again."""
    row = _effect(pk)
    pinning.unpin(caller(request), row.decision, row.metric)


@room.get("/impact/measurements", "impact.read", Page[MeasurementOut])
def list_measurements(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List every measurement, the last one first."""
    return paged(request, asked, queries.history())


@room.post("/impact/measurements", "impact.measure", MeasurementOut, status=201)
def ask_measurement(request: HttpRequest) -> Answer:
    """Ask for a measurement; one that still waits is given again."""
    return asking.measure_now(caller(request))


@room.get("/impact/measurements/{pk}", "impact.read", MeasurementOut)
def read_measurement(request: HttpRequest, pk: Key) -> Answer:
    """Read one measurement."""
    return found(queries.history(), pk=pk)


@room.get("/impact/measurements/{pk}/effects", "impact.read", Page[EffectOut])
def list_effects_of_measurement(
    request: HttpRequest, pk: Key, asked: Query[EffectsAsked]
) -> Answer:
    """List what one measurement said, as it was."""
    found(Measurement, pk=pk)
    return paged(request, asked, queries.effects(pk), tools())


@room.get("/impact/progress", "impact.read", ProgressOut)
def read_progress(request: HttpRequest) -> Answer:
    """Say how far the measurement is."""
    failure = queries.last_failure()
    faults = failure.faults if failure else []
    language = current_language()
    return {
        "moving": queries.under_way(),
        "latest": queries.history().filter(pk=queries.latest_key() or 0).first(),
        "failure": [str(fault.get(language, "")) for fault in faults],
    }


@room.get("/impact/why", "impact.read", list[str])
def list_reconciled_metrics(request: HttpRequest) -> Answer:
    """List the metrics of which it is said why they moved."""
    return [metric.slug for metric in reconciled.metrics(queries.latest())]


@room.get("/impact/why/{slug}", "impact.read", ReconciledOut)
def read_why_metric_moved(request: HttpRequest, slug: Slug) -> Answer:
    """Say why one metric moved: trend, season, controls, decisions, and what nobody explains."""
    measurement = queries.latest()
    shown = reconciled.shown(measurement, slug, current_language()) if measurement else None
    if shown is None:
        raise Missing
    return shown


@room.get("/impact/outlooks/{slug}", "impact.read", list[OutlookOut])
def list_outlooks(request: HttpRequest, slug: Slug) -> Answer:
    """List what it would take to measure a decision that is not taken yet."""
    return queries.outlooks(sheet_or_404(caller(request), slug))


@room.post("/impact/outlooks/{slug}", "impact.measure", list[OutlookOut])
def ask_outlook(request: HttpRequest, slug: Slug) -> Answer:
    """Ask what it would take."""
    return asking.outlook_wanted(caller(request), sheet_or_404(caller(request), slug))


def _effect(pk: int) -> Effect:
    return found(Effect.objects.select_related("decision", "metric"), pk=pk)
