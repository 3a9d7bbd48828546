"""Batches of values: which value stands, whatever is applied and reversed, in whatever order."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier_web.metrics.events import observations_changed
from levier_web.metrics.models import Import, Metric
from levier_web.metrics.observed import SCHEMA
from levier_web.metrics.queries import current_observations
from levier_web.metrics.services import batches
from levier_web.organisation.models import AuditLine
from levier_web.ui.refusals import NotAllowed, Refusal

from .given import FIRST, table

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def values() -> list[tuple[str, int, float]]:
    rows = current_observations().iter_rows()
    return [(metric, (day - FIRST).days, value) for metric, day, _, value, *_ in rows]


def test_without_any_import_nothing_stands(orders: Metric) -> None:
    assert current_observations().is_empty()
    assert current_observations().schema == SCHEMA


def test_rows_come_back_as_they_went_in_in_the_order_of_metrics(
    fatou: Person, orders: Metric, visits: Metric
) -> None:
    published = datetime(2025, 2, 1, 8, 30)
    rows = table(
        ("visits", 0, 7.5, "north", 2.0, published),
        ("visits", 0, 8.5, "south", 2.0, published),
        ("orders", 0, 1.0),
        ("orders", 1, 2.0),
    )
    batches.apply_rows(fatou, "all", "f" * 64, rows)
    assert current_observations().equals(rows)


def test_the_last_import_to_hold_a_value_wins_and_its_reversal_gives_the_earlier_one_back(
    fatou: Person, orders: Metric
) -> None:
    batches.apply_rows(fatou, "a", "a" * 64, table(("orders", 0, 1.0), ("orders", 1, 1.0)))
    later = batches.apply_rows(fatou, "b", "b" * 64, table(("orders", 1, 5.0), ("orders", 2, 5.0)))
    assert values() == [("orders", 0, 1.0), ("orders", 1, 5.0), ("orders", 2, 5.0)]
    batches.reverse(fatou, later)
    assert values() == [("orders", 0, 1.0), ("orders", 1, 1.0)]
    batches.apply_again(fatou, later)
    assert values() == [("orders", 0, 1.0), ("orders", 1, 5.0), ("orders", 2, 5.0)]


def test_an_import_applied_again_stands_before_those_applied_in_between(
    fatou: Person, orders: Metric
) -> None:
    first = batches.apply_rows(fatou, "a", "a" * 64, table(("orders", 0, 1.0)))
    batches.reverse(fatou, first)
    batches.apply_rows(fatou, "b", "b" * 64, table(("orders", 0, 2.0)))
    batches.apply_again(fatou, first)
    assert values() == [("orders", 0, 1.0)]


def test_only_the_metrics_asked_for_are_read(fatou: Person, orders: Metric, visits: Metric) -> None:
    batches.apply_rows(fatou, "a", "a" * 64, table(("orders", 0, 1.0), ("visits", 0, 2.0)))
    assert current_observations([orders.pk])["metric"].to_list() == ["orders"]
    assert current_observations([]).is_empty()


def test_lists_have_their_figures_ready(fatou: Person, orders: Metric) -> None:
    batch = batches.apply_rows(
        fatou,
        "a",
        "a" * 64,
        table(("orders", 0, 1.0, "n"), ("orders", 0, 2.0, "s"), ("orders", 4, 5.0, "n")),
    )
    orders.refresh_from_db()
    assert (orders.rows, orders.units, orders.tail) == (3, 2, [3.0, 5.0])
    assert (orders.first_day, orders.last_day) == (FIRST, FIRST + timedelta(4))
    batches.reverse(fatou, batch)
    orders.refresh_from_db()
    assert (orders.rows, orders.units, orders.tail, orders.last_day) == (0, 0, [], None)


def test_a_mean_over_units_is_weighted(fatou: Person, orders: Metric) -> None:
    Metric.objects.filter(pk=orders.pk).update(kind="ratio")
    rows = table(("orders", 0, 0.5, "n", 30.0), ("orders", 0, 0.1, "s", 10.0))
    batches.apply_rows(fatou, "a", "a" * 64, rows)
    orders.refresh_from_db()
    assert orders.tail == [0.4]


def test_what_cannot_be_done_is_refused(fatou: Person, ana: Person, orders: Metric) -> None:
    rows = table(("orders", 0, 1.0))
    with pytest.raises(NotAllowed):
        batches.apply_rows(ana, "a", "a" * 64, rows)
    with pytest.raises(Refusal, match="nothing"):
        batches.apply_rows(fatou, "a", "a" * 64, table(("nothing", 0, 1.0)))
    assert not Import.objects.exists()
    batch = batches.apply_rows(fatou, "a", "a" * 64, rows)
    with pytest.raises(Refusal):
        batches.put_in_force(batch, rows, fatou)
    with pytest.raises(Refusal):
        batches.apply_again(fatou, batch)
    with pytest.raises(NotAllowed):
        batches.reverse(ana, batch)
    batches.reverse(fatou, batch)
    with pytest.raises(Refusal):
        batches.reverse(fatou, batch)


def test_each_change_is_in_the_audit_log_and_told_to_the_rooms_above(
    fatou: Person,
    orders: Metric,
    django_capture_on_commit_callbacks: object,
) -> None:
    heard: list[list[int]] = []

    def hear(metrics: list[int], **_: object) -> None:
        heard.append(metrics)

    observations_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            batch = batches.apply_rows(fatou, "a", "a" * 64, table(("orders", 0, 1.0)))
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            batches.reverse(fatou, batch)
    finally:
        observations_changed.disconnect(hear)
    assert heard == [[orders.pk], [orders.pk]]
    lines = AuditLine.objects.filter(action__startswith="import.")
    assert list(lines.values_list("action", flat=True)) == [
        "import.applied",
        "import.reversed",
    ]


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(1, 9))))
def test_law_what_stands_is_what_replaying_the_applied_imports_gives(
    steps: list[tuple[int, int, int]], fatou: Person, orders: Metric
) -> None:
    """Apply (day, day + width, value) or, where the value is 9, reverse the last one in force."""
    Import.objects.all().delete()  # of the case before: one transaction holds them all
    Metric.objects.update(rows=0)
    in_force: list[tuple[Import, dict[int, float]]] = []
    for number, (day, width, value) in enumerate(steps):
        if value == 9 and in_force:
            batches.reverse(fatou, in_force.pop()[0])
            continue
        held = {day + further: float(value) for further in range(width + 1)}
        rows = table(*(("orders", on, amount) for on, amount in held.items()))
        batch = batches.apply_rows(fatou, str(number), f"{number:064}", rows)
        in_force.append((batch, held))
    expected: dict[int, float] = {}
    for _, held in in_force:
        expected |= held
    assert values() == [("orders", day, expected[day]) for day in sorted(expected)]
    orders.refresh_from_db()
    assert orders.rows == len(expected)
