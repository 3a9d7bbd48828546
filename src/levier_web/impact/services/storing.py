"""Keeping the answers of the engine: one row per effect, so that pages read only what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from levier.workspace.writing.json import to_json
from levier_web.decisions.models import Decision
from levier_web.impact.events import measured
from levier_web.impact.models import Effect, Measurement, SeriesPicture
from levier_web.metrics.models import Metric
from levier_web.organisation import audit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.results import Results

APART = ("effects", "series")
"""The parts of the results that have tables of their own."""


def keep(measurement: Measurement, results: Results) -> bool:
    """Store a measurement whole, and tell the rooms above, in one transaction.

    A worker that was taken for dead may still come with its answer: it is left aside when the
    measurement was given to another one meanwhile.
    """
    plain = to_json(results)
    with transaction.atomic():
        held = Measurement.objects.select_for_update().get(pk=measurement.pk)
        if (held.state, held.started_at) != (Measurement.State.RUNNING, measurement.started_at):
            return False
        measurement.state = Measurement.State.DONE
        measurement.followed = False
        measurement.finished_at = timezone.now()
        measurement.fingerprint = results.provenance.fingerprint
        measurement.seed = results.provenance.seed
        measurement.engine = results.provenance.levier
        measurement.as_of = results.as_of
        measurement.results = {key: value for key, value in plain.items() if key not in APART}
        measurement.save()
        decisions = dict(Decision.objects.values_list("slug", "pk"))
        metrics = dict(Metric.objects.values_list("slug", "pk"))
        _keep_effects(measurement, plain, decisions, metrics)
        SeriesPicture.objects.bulk_create(
            [
                SeriesPicture(measurement=measurement, metric_id=metrics[view["metric"]], view=view)
                for view in plain["series"]
            ],
            batch_size=50,
        )
        audit.record(None, "measurement.done", measurement, effects=len(plain["effects"]))
        measured.send(Measurement, measurement=measurement)
    return True


def followed(measurement: Measurement) -> None:
    """Note that the rooms above have kept what they say of it."""
    Measurement.objects.filter(pk=measurement.pk).update(followed=True)


def unchanged(measurement: Measurement, fingerprint: str) -> None:
    """Note that there was nothing to compute."""
    measurement.state = Measurement.State.UNCHANGED
    measurement.finished_at = timezone.now()
    measurement.fingerprint = fingerprint
    measurement.save()


def failed(measurement: Measurement, faults: list[dict[str, str]]) -> None:
    """Note why nothing could be measured; the last measurement stays the one that is shown."""
    measurement.state = Measurement.State.FAILED
    measurement.finished_at = timezone.now()
    measurement.faults = faults
    with transaction.atomic():
        measurement.save()
        audit.record(None, "measurement.failed", measurement, faults=len(faults))


def _keep_effects(
    measurement: Measurement,
    plain: Mapping[str, Any],
    decisions: Mapping[str, int],
    metrics: Mapping[str, int],
) -> None:
    rows = [
        _effect(measurement, place, one, decisions, metrics)
        for place, one in enumerate(plain["effects"])
    ]
    rows += [
        Effect(
            measurement=measurement,
            decision_id=decisions[one["decision"]],
            metric_id=metrics[one["metric"]],
            place=place,
            verdict="not_measured",
            detail=one,
        )
        for place, one in enumerate(plain["not_measured"])
        if one["metric"] in metrics
    ]
    Effect.objects.bulk_create(rows, batch_size=200)


def _effect(
    measurement: Measurement,
    place: int,
    one: Mapping[str, Any],
    decisions: Mapping[str, int],
    metrics: Mapping[str, int],
) -> Effect:
    money = one["money"] or {}
    forecast = one["forecast"] or {}
    return Effect(
        measurement=measurement,
        decision_id=decisions[one["decision"]],
        metric_id=metrics[one["metric"]],
        place=place,
        arm=one["arm"] or "",
        design=one["design"],
        grade=one["grade"],
        verdict=one["verdict"],
        scale=one["effect"]["scale"],
        p10=one["effect"]["p10"],
        p50=one["effect"]["p50"],
        p90=one["effect"]["p90"],
        money_p10=money.get("p10"),
        money_p50=money.get("p50"),
        money_p90=money.get("p90"),
        in_total=one["in_total"],
        forecast_p50=forecast.get("p50"),
        inside80=forecast.get("inside80"),
        detail=one,
    )
