"""Measurements asked for, computed, kept; crashes and faults included."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

import levier
from levier.workspace.writing.json import to_json
from levier_web.decisions.models import Decision, Expectation
from levier_web.impact.jobs import measure_company
from levier_web.impact.models import DesignPin, Effect, Measurement
from levier_web.impact.services import asking
from levier_web.impact.services.pinning import pin, unpin
from levier_web.metrics.models import Import, Metric
from levier_web.organisation.models import AuditLine, Company
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import DjangoCaptureOnCommitCallbacks

    from levier_web.organisation.models import Person

State = Measurement.State


@pytest.mark.usefixtures("brought_in")
def test_a_measurement_holds_what_the_command_says(
    small_folder: Path,
    olga: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        asking.measure_now(olga)
    kept = Measurement.objects.get()
    assert kept.state == State.DONE
    plain = to_json(levier.measure(small_folder))
    effects = [row.detail for row in kept.effects.order_by("place")]
    assert effects == plain["effects"]
    assert kept.results is not None
    assert kept.results["portfolio"] == plain["portfolio"]
    assert [one.view for one in kept.pictures.order_by("pk")] == plain["series"]
    assert kept.seed == plain["provenance"]["seed"]
    assert kept.engine == levier.__version__
    assert len(kept.fingerprint) == 64


@pytest.mark.usefixtures("brought_in")
def test_nothing_is_computed_twice_from_the_same_data(olga: Person) -> None:
    for _ in range(2):
        measure_company.call(asking.measure_now(olga).pk)
    assert [one.state for one in Measurement.objects.order_by("pk")] == [
        State.DONE,
        State.UNCHANGED,
    ]
    assert Effect.objects.values("measurement").distinct().count() == 1


@pytest.mark.usefixtures("brought_in")
def test_changes_that_come_before_the_worker_are_measured_once(olga: Person) -> None:
    assert asking.measure_now(olga) == asking.ask_measurement("changed")
    assert Measurement.objects.count() == 1


@pytest.mark.usefixtures("brought_in")
def test_only_one_worker_takes_a_measurement(olga: Person) -> None:
    asked = asking.measure_now(olga)
    assert asking.begin(asked.pk) is not None
    assert asking.begin(asked.pk) is None


@pytest.mark.usefixtures("brought_in")
def test_what_a_dead_worker_held_is_given_back_and_what_a_live_one_holds_is_not(
    olga: Person,
) -> None:
    asked = asking.measure_now(olga)
    asking.begin(asked.pk)
    now = timezone.now()
    assert asking.revive(now) == 0
    assert asking.revive(now + asking.SILENT + timedelta(seconds=5)) == 1
    asked.refresh_from_db()
    assert asked.state == State.WAITING


@pytest.mark.usefixtures("brought_in")
def test_what_was_put_in_force_by_a_process_that_died_then_is_measured(olga: Person) -> None:
    """Nothing that follows a commit is done here: a test is one transaction."""
    applied = Import.objects.latest("applied_at").applied_at
    assert applied is not None
    asking.revive(applied + timedelta(minutes=1))
    assert not Measurement.objects.exists()
    later = applied + asking.SILENT + timedelta(seconds=1)
    for _ in range(2):
        asking.revive(later)
        assert Measurement.objects.get().state == State.WAITING
    asking.begin(Measurement.objects.get().pk)
    asking.revive(later)
    assert Measurement.objects.count() == 1


def test_a_company_without_data_is_told_what_is_missing(olga: Person, company: Company) -> None:
    measure_company.call(asking.measure_now(olga).pk)
    kept = Measurement.objects.get()
    assert kept.state == State.FAILED
    assert all(fault["en"] and fault["fr"] for fault in kept.faults)


@pytest.mark.usefixtures("brought_in")
def test_a_pinned_design_is_obeyed_and_older_measurements_stay(olga: Person) -> None:
    measure_company.call(asking.measure_now(olga).pk)
    first = Effect.objects.get()
    pin(olga, first.decision, first.metric, "before_after", "The controls moved at the same time.")
    measure_company.call(Measurement.objects.get(state=State.WAITING).pk)
    second = Effect.objects.exclude(pk=first.pk).get()
    assert (first.design, second.design) == ("series", "before_after")
    assert Effect.objects.get(pk=first.pk).detail == first.detail
    unpin(olga, first.decision, first.metric)
    measure_company.call(Measurement.objects.get(state=State.WAITING).pk)
    assert Effect.objects.order_by("-pk").first().design == "series"  # type: ignore[union-attr]


def test_a_pin_needs_a_reason_a_known_design_and_the_right(
    olga: Person, ana: Person, brought_in: None
) -> None:
    decision, metric = Decision.objects.get(), Metric.objects.first()
    assert metric is not None
    with pytest.raises(Refusal):
        pin(olga, decision, metric, "series", "because")
    with pytest.raises(Refusal):
        pin(olga, decision, metric, "guess", "The controls moved at the same time.")
    with pytest.raises(NotAllowed):
        pin(ana, decision, metric, "series", "The controls moved at the same time.")
    assert not DesignPin.objects.exists()


@pytest.mark.usefixtures("brought_in")
def test_what_it_would_take_is_asked_for_each_metric_once(olga: Person) -> None:
    decision = Decision.objects.get()
    made = asking.outlook_wanted(olga, decision)
    metrics = set(Expectation.objects.values_list("metric", flat=True))
    assert {one.metric_id for one in made} == metrics
    assert AuditLine.objects.filter(action="outlook.asked").count() == 1
