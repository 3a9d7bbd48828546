"""What pages read of measurements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max, Min, Q

from levier_web.impact.models import DesignPin, Effect, Measurement, Outlook

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from levier_web.decisions.models import Decision

State = Measurement.State
BARE = ("results", "faults")


def latest() -> Measurement | None:
    """Give the measurement that pages show: the last one that is done."""
    return Measurement.objects.filter(state=State.DONE).order_by("-pk").first()


def latest_key() -> int | None:
    """Give its number only."""
    done = Measurement.objects.filter(state=State.DONE).order_by("-pk")
    return done.values_list("pk", flat=True).first()


def under_way() -> Measurement | None:
    """Give the measurement that waits or runs, if any."""
    moving = Measurement.objects.filter(state__in=[State.WAITING, State.RUNNING])
    return moving.defer(*BARE).order_by("pk").first()


def last_failure() -> Measurement | None:
    """Give the last attempt if it failed: what stands is then older than the data."""
    last = (
        Measurement.objects.exclude(state__in=[State.WAITING, State.RUNNING])
        .defer("results")
        .order_by("-pk")
        .first()
    )
    return last if last is not None and last.state == State.FAILED else None


def history() -> QuerySet[Measurement]:
    """Give every measurement, without its answers."""
    return Measurement.objects.defer(*BARE)


def effects(measurement: int | None) -> QuerySet[Effect]:
    """Give the effects of a measurement, with what a list shows of them."""
    return (
        Effect.objects.filter(measurement=measurement)
        .defer("detail")
        .select_related("decision__team", "decision__product", "metric")
    )


def scale_of(rows: QuerySet[Effect]) -> tuple[float, float]:
    """Give the ends of the scale shared by the bars of relative effects."""
    ends = rows.filter(~Q(scale="absolute")).aggregate(low=Min("p10"), high=Max("p90"))
    low, high = min(0.0, ends["low"] or 0.0), max(0.0, ends["high"] or 0.0)
    return max(low, -0.5), min(high, 0.5)


def effects_of(decision: Decision) -> QuerySet[Effect]:
    """Give what the last measurement says of one decision."""
    return effects(latest_key()).filter(decision=decision)


def earlier(effect: Effect) -> QuerySet[Effect]:
    """Give what other measurements said of the same decision, metric and arm."""
    return (
        Effect.objects.filter(decision=effect.decision_id, metric=effect.metric_id, arm=effect.arm)
        .exclude(pk=effect.pk)
        .defer("detail")
        .select_related("measurement")
        .order_by("-pk")
    )


def standing_pin(effect: Effect) -> DesignPin | None:
    """Give the pinned design of an effect, if a person chose one."""
    return DesignPin.objects.filter(
        decision=effect.decision_id, metric=effect.metric_id, withdrawn_at__isnull=True
    ).first()


def outlooks(decision: Decision) -> list[Outlook]:
    """Give the last outlook of each metric of a decision."""
    found: dict[int, Outlook] = {}
    for one in Outlook.objects.filter(decision=decision).select_related("metric"):
        found.setdefault(one.metric_id, one)
    return list(found.values())
