"""Asking for measurements: once for any number of changes, and again after a crash."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from levier_web.decisions.models import Decision
from levier_web.impact.models import Measurement, Outlook
from levier_web.metrics.models import Import
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.queue import queued
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from levier_web.organisation.models import Person

State = Measurement.State
SILENT = timedelta(minutes=10)
"""A worker that has said nothing for so long is taken for dead."""


def measure_now(person: Person) -> Measurement:
    """Ask for a measurement because a person wants one."""
    demand(person, "impact.measure")
    with transaction.atomic():
        asked = ask_measurement("asked", person)
        audit.record(person, "measurement.asked", asked)
    return asked


def ask_measurement(reason: str, person: Person | None = None) -> Measurement:
    """Ask for a measurement of the company as it is when the worker comes to it.

    One that still waits will see every change made until it starts: it is asked once.
    """
    from levier_web.impact.jobs import measure_company

    with transaction.atomic():
        waiting = Measurement.objects.filter(state=State.WAITING).order_by("pk").first()
        if waiting is not None:
            return waiting
        asked = Measurement.objects.create(reason=reason, asked_by=person)
        transaction.on_commit(lambda: measure_company.enqueue(asked.pk))
    return asked


def outlook_wanted(person: Person, decision: Decision) -> list[Outlook]:
    """Ask what it would take to measure a decision, for each metric that it should move."""
    from levier_web.impact.jobs import look_ahead

    demand(person, "impact.measure")
    stated = decision.expectations.filter(mid__isnull=False).exclude(mid=0)
    firsts = {one.metric_id: one for one in reversed(stated.order_by("pk"))}
    if not firsts:
        raise Refusal("impact.outlook.no_forecast")
    with transaction.atomic():
        made = [
            Outlook.objects.create(
                decision=decision,
                metric_id=metric,
                asked_by=person,
                effect=one.mid or 0.0,
                scale=one.scale,
            )
            for metric, one in firsts.items()
        ]
        for one in made:
            transaction.on_commit(lambda pk=one.pk: look_ahead.enqueue(pk))  # type: ignore[misc]
        audit.record(person, "outlook.asked", decision)
    return made


def begin(pk: int) -> Measurement | None:
    """Take a waiting measurement for this worker, or None when another one has it."""
    now = timezone.now()
    taken = Measurement.objects.filter(pk=pk, state=State.WAITING).update(
        state=State.RUNNING, started_at=now, beat_at=now
    )
    return Measurement.objects.get(pk=pk) if taken else None


def beat(measurement: Measurement, step: str, done: int, total: int) -> None:
    """Say how far it is, and that the worker is alive."""
    Measurement.objects.filter(pk=measurement.pk).update(
        beat_at=timezone.now(), step=step, done=done, total=total
    )


def revive(now: datetime) -> int:
    """Give back to the queue what a crash took from it; safe to call at any time."""
    from levier_web.impact.jobs import look_ahead, measure_company

    _follow_again(now)
    given = 0
    for model, job in ((Measurement, measure_company), (Outlook, look_ahead)):
        silent = model.objects.filter(state=State.RUNNING, beat_at__lt=now - SILENT)
        silent.update(state=State.WAITING)
        for pk in model.objects.filter(state=State.WAITING).values_list("pk", flat=True):
            if not queued(job, pk):
                transaction.on_commit(lambda job=job, pk=pk: job.enqueue(pk))  # type: ignore[misc]
                given += 1
    _ask_for_what_was_put_in_force(now)
    return given


def _follow_again(now: datetime) -> None:
    """Measure again when a worker died after the figures and before what is said of them."""
    last = Measurement.objects.filter(state=State.DONE).first()
    if last is None or last.followed or last.finished_at is None or last.finished_at > now - SILENT:
        return
    if not Measurement.objects.filter(state__in=(State.WAITING, State.RUNNING)).exists():
        ask_measurement("changed")


def _ask_for_what_was_put_in_force(now: datetime) -> None:
    """Measure what a process put in force, or took back, before it died without asking for it."""
    changed = Import.objects.aggregate(applied=Max("applied_at"), reversed=Max("reversed_at"))
    last = max((at for at in changed.values() if at is not None), default=None)
    if last is None or last > now - SILENT:
        return
    sees_it = Q(state=State.WAITING) | Q(started_at__gt=last)
    if not Measurement.objects.filter(sees_it).exists():
        ask_measurement("changed")


def on_change(**_sent: object) -> None:
    """Measure again because data or decisions changed."""
    ask_measurement("changed")
