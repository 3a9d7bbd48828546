"""Curves, money, waits: what services reckon through the engine."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from tests.web.conftest import person
from tests.web.decisions.conftest import values

from levier_web.decisions.models import Decision
from levier_web.decisions.services import curves, deciding, forecasts, sheets
from levier_web.decisions.services.latency import latency
from levier_web.metrics.models import Import, Metric, Observation
from levier_web.organisation.floors.settling import settle
from levier_web.organisation.models import Role

if TYPE_CHECKING:
    from levier_web.organisation.models import DecisionRight, Person, Team


@pytest.fixture(autouse=True)
def english() -> object:
    cache.clear()
    with translation.override("en"):
        yield


def observed(metric: Metric, weeks: int, value: float) -> None:
    batch = Import.objects.create(state="applied", name="x", fingerprint="x")
    Observation.objects.bulk_create(
        Observation(
            batch=batch, metric=metric, day=date(2026, 1, 5) + timedelta(7 * n), value=value
        )
        for n in range(weeks)
    )


def test_a_curve_says_its_range_its_risk_and_its_money(orders: Metric) -> None:
    observed(orders, 53, 1000.0)
    curve = curves.curve_of(forecasts.Stated(orders, -0.01, 0.02, 0.05))
    assert curve is not None
    assert curve.sentences == (
        "8 chances in 10 between −1.0% and +5.0%.",
        "1 chance in 5 that it goes the wrong way (19.6%).",
        "About €10.4k a year at the metric’s value, −€5.2k to €26.1k.",
    )
    assert dict(curve.table)["P50"] == "+2.0%"
    assert curve.zero is not None


def test_without_a_value_no_money_is_said(orders: Metric) -> None:
    orders.value_mid = None
    curve = curves.curve_of(forecasts.Stated(orders, 0.01, 0.02, 0.05))
    assert curve is not None
    assert len(curve.sentences) == 2


def test_a_metric_that_should_fall_saves_when_it_does(orders: Metric) -> None:
    orders.direction = "down"
    found = curves.money_per_year(orders, "absolute", -30.0, -20.0, 10.0)
    assert found is not None
    low, mid, high = found
    assert low < 0 < mid < high
    assert mid == pytest.approx(20 * 10 * 365.25 / 7)
    curve = curves.curve_of(forecasts.Stated(orders, -0.05, -0.02, 0.01))
    assert curve is not None
    assert "1 chance in 5 that it goes the wrong way" in curve.label


def test_a_forecast_without_range_or_out_of_order_has_no_curve(orders: Metric) -> None:
    assert curves.curve_of(forecasts.Stated(orders, 0.3, 0.2, 0.5)) is None


def test_what_was_stated_after_the_decision_is_marked_even_on_the_same_day(
    stated: Decision, paul: Person, orders: Metric
) -> None:
    deciding.propose(paul, stated)
    deciding.decide(paul, stated)
    forecasts.state(paul, stated, forecasts.Stated(orders, 0, 0.1, 0.2))
    assert [one.late for one in curves.drawn(stated)] == [False, True]


def waited(paul: Person, orders: Metric, days: float, *, answered: bool, team: Team) -> Decision:
    made = sheets.create(paul, sheets.Sheet(values(title="W", team=team)))
    forecasts.state(paul, made, forecasts.Stated(orders, 0, 0.1, 0.2))
    deciding.propose(paul, made)
    made.proposed_at = timezone.now() - timedelta(days=days)
    made.awaiting_since = made.proposed_at
    if answered:
        made.state, made.settled_at, made.awaiting_since = "refused", timezone.now(), None
    made.save()
    return made


def test_waits_count_those_still_open(
    paul: Person, orders: Metric, checkout: Team, rights: list[DecisionRight]
) -> None:
    assert latency().company is None
    for days, answered in ((2, True), (4, True), (6, False), (8, True), (20, False)):
        waited(paul, orders, days, answered=answered, team=checkout)
    found = latency()
    assert found.company is not None
    assert (found.company.proposals, found.company.answered) == (5, 3)
    assert found.company.median == 8
    assert [row.name for row in found.by_level] == ["product, from €30k"]
    assert [(one.days, one.rights.escalates_to) for one in found.late] == [
        (15, ("controller",)),
        (1, ("controller",)),
    ]


def test_the_waits_of_many_ask_as_often_as_those_of_one(
    paul: Person, orders: Metric, checkout: Team, rights: list[DecisionRight]
) -> None:
    def asked(count: int) -> int:
        for _ in range(count):
            waited(paul, orders, 9, answered=False, team=checkout)
        with CaptureQueriesContext(connection) as seen:
            latency()
        return len(seen)

    assert asked(1) == asked(20)


def test_a_team_under_the_floor_is_not_shown(paul: Person, orders: Metric, checkout: Team) -> None:
    waited(paul, orders, 3, answered=True, team=checkout)
    assert latency().by_team == ()
    for number in range(4):
        person(f"Dev{number}", Role.MEMBER, "developer", checkout)
    settle(at_once=True)
    assert [row.name for row in latency().by_team] == ["Checkout"]


def test_a_team_found_by_subtraction_is_not_shown_either(
    paul: Person, orders: Metric, checkout: Team, search_team: Team
) -> None:
    for number in range(5):
        person(f"Dev{number}", Role.MEMBER, "developer", search_team)
    for team in (checkout, search_team):
        waited(paul, orders, 3, answered=True, team=team)
    assert latency().by_team == ()  # people are still being registered
    settle(at_once=True)
    assert [(row.name, row.proposals) for row in latency().by_team] == [("Checkout + Search", 2)]
