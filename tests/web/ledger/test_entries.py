"""Entries: added, reversed, never changed; their sum is always what the last measurement says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier_web.ledger.models import Entry
from levier_web.ledger.queries.standing import standing
from levier_web.ledger.services.entries import cents, first_broken, write_entries
from levier_web.organisation.models.unchanging import ChangedForbidden

if TYPE_CHECKING:
    from tests.web.ledger.conftest import Measured

    from levier_web.decisions.models import Decision


def test_the_first_measurement_writes_what_it_says(measured: Measured, decision: Decision) -> None:
    assert write_entries(measured({decision: (10.004, 20.005, 30.0)})) == 1
    (entry,) = Entry.objects.all()
    assert (entry.p10, entry.p50, entry.p90) == (Decimal("10.00"), Decimal("20.00"), Decimal("30"))
    assert (entry.grade, entry.verdict, entry.sort) == ("C", "gain", "effect")


def test_a_measurement_that_says_the_same_writes_nothing(
    measured: Measured, decision: Decision
) -> None:
    write_entries(measured({decision: (1.0, 2.0, 3.0)}))
    assert write_entries(measured({decision: (1.001, 2.001, 3.001)})) == 0


def test_a_measurement_that_says_otherwise_reverses_and_adds(
    measured: Measured, decision: Decision
) -> None:
    write_entries(measured({decision: (1.0, 2.0, 3.0)}))
    assert write_entries(measured({decision: (4.0, 5.0, 6.0)})) == 2
    first, back, second = Entry.objects.all()
    assert back.reverses == first
    assert first.p50 + back.p50 == 0
    assert list(standing()) == [second]


@pytest.mark.parametrize(
    "changed", [{"grade": "D"}, {"verdict": "not_proven"}, {"in_total": False}]
)
def test_what_is_believed_of_an_amount_is_part_of_the_entry(
    measured: Measured, decision: Decision, changed: dict[str, object]
) -> None:
    write_entries(measured({decision: (1.0, 2.0, 3.0)}))
    assert write_entries(measured({decision: (1.0, 2.0, 3.0)}, **changed)) == 2


def test_an_effect_that_is_no_longer_measured_is_taken_back(
    measured: Measured, decision: Decision
) -> None:
    write_entries(measured({decision: (1.0, 2.0, 3.0)}))
    assert write_entries(measured({})) == 1
    assert not standing().exists()


def test_entries_are_never_changed_or_removed(measured: Measured, decision: Decision) -> None:
    write_entries(measured({decision: (1.0, 2.0, 3.0)}))
    entry = Entry.objects.get()
    entry.p50 = Decimal(9)
    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(p50=9),
    ):
        with pytest.raises(ChangedForbidden):
            attempt()


def test_an_entry_changed_behind_the_application_is_found(
    measured: Measured, decision: Decision
) -> None:
    write_entries(measured({decision: (1.0, 2.0, 3.0)}))
    write_entries(measured({decision: (4.0, 5.0, 6.0)}))
    assert first_broken() is None
    second = Entry.objects.order_by("pk")[1]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET p50 = 99 WHERE id = %s", [second.pk])
    assert first_broken() == second


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(st.none() | st.integers(-(10**6), 10**6), min_size=1, max_size=5))
def test_whatever_was_said_before_the_sum_is_what_is_said_last(
    measured: Measured, decision: Decision, told: list[int | None]
) -> None:
    for said in told:
        money = {} if said is None else {decision: (said - 1.0, float(said), said + 1.0)}
        write_entries(measured(money))
    total = Entry.objects.aggregate(total=Sum("p50"))["total"]
    assert total == cents(float(told[-1] or 0)) if told[-1] is not None else total in (0, None)
    assert first_broken() is None
