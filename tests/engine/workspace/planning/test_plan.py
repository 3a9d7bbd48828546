"""``levier.plan`` on a shop of eight stores and on single series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest
from tests.engine.workspace.planning.histories import (
    STORES,
    WEEKS,
    first_day_of,
    sales,
    workspace_of,
)

import levier
from levier.errors import InvalidArgument
from levier.workspace.model import Decision, Expectation, Kind, Workspace
from levier.workspace.planning.results import MetricOutlook, Plan, PlanDesign, Refusal, Source
from levier.workspace.planning.users import UsersAsked


@cache
def stores() -> Workspace:
    return workspace_of(sales(np.random.default_rng(1), len(STORES), WEEKS))


@cache
def series() -> Workspace:
    return workspace_of(sales(np.random.default_rng(2), 1, WEEKS))


@cache
def plan_of_stores() -> Plan:
    return levier.plan(stores(), metric="sales", effect=0.06)


def only(plan: Plan) -> MetricOutlook:
    (outlook,) = plan.metrics
    return outlook


def test_every_design_that_the_data_allow_is_answered() -> None:
    outlook = only(plan_of_stores())
    designs = [one.design for one in outlook.designs]
    assert designs == [PlanDesign.SERIES, PlanDesign.HALF, PlanDesign.ONE_UNIT]
    assert [one.reason for one in outlook.refused] == [Refusal.NO_USERS]


def test_half_of_the_stores_see_less_than_one_and_than_everyone_at_once() -> None:
    seen = {one.design: one.seen[-1].effect for one in only(plan_of_stores()).designs}
    half = seen[PlanDesign.HALF]
    assert half is not None
    assert all(other is not None and half < other for other in list(seen.values())[::2])


def test_the_quickest_design_is_named() -> None:
    plan, outlook = plan_of_stores(), only(plan_of_stores())
    assert plan.best == "sales"
    assert outlook.quickest in {PlanDesign.HALF, PlanDesign.ONE_UNIT}
    assert outlook.soonest == min(one.periods_needed or 999 for one in outlook.designs)


def test_waiting_will_not_settle_what_is_too_small() -> None:
    outlook = only(levier.plan(series(), metric="sales", effect=0.005))
    assert (outlook.soonest, outlook.quickest) == (None, None)
    assert "Waiting will not settle" in outlook.designs[0].sentence["en"]
    assert "ne tranchera pas" in outlook.designs[0].sentence["fr"]


def test_waves_reach_every_store_once_and_beat_everyone_at_once() -> None:
    order = only(plan_of_stores()).rollout
    assert order is not None
    assert sorted(unit for wave in order.waves for unit in wave.units) == list(STORES)
    days = [wave.starts_on for wave in order.waves]
    assert days == [first_day_of(WEEKS + order.every * wave) for wave in range(4)]
    assert order.at_once is not None
    assert (order.seen.effect or 1.0) < (order.at_once.effect or 1.0)


def test_units_first_come_by_number_with_a_usual_lot_beside_half() -> None:
    first = only(plan_of_stores()).first
    assert [len(one.units) for one in first] == [1, 2, 4]
    assert [one.usual is not None for one in first] == [False, False, True]


def test_the_same_seed_gives_the_same_plan() -> None:
    again = levier.plan(stores(), metric="sales", effect=0.06)
    assert again.metrics == plan_of_stores().metrics


def test_units_waves_and_dates_are_as_asked() -> None:
    start = date(2026, 3, 2)
    plan = levier.plan(
        stores(), metric="sales", units=STORES[:3], waves=3, every=2, starts_on=start
    )
    outlook = only(plan)
    assert [one.design for one in outlook.designs] == [PlanDesign.SERIES, PlanDesign.FEW_UNITS]
    assert outlook.rollout is not None
    assert [wave.starts_on.isoformat() for wave in outlook.rollout.waves] == [
        "2026-03-02",
        "2026-03-16",
        "2026-03-30",
    ]
    assert outlook.assumed.source is Source.NONE


def test_one_unit_has_no_waves() -> None:
    outlook = only(levier.plan(stores(), metric="sales", units=STORES[:1]))
    assert outlook.rollout is None
    assert [one.design for one in outlook.designs] == [PlanDesign.SERIES, PlanDesign.FEW_UNITS]


def test_a_decision_says_its_metric_and_its_effect() -> None:
    decision = Decision("offer", "Offer", first_day_of(WEEKS + 10))
    told = Expectation("offer", "sales", low=0.05, mid=0.2, high=0.4)
    known = replace(series(), decisions={"offer": decision}, expectations=(told,))
    outlook = only(levier.plan(known, decision="offer"))
    assumed = outlook.assumed
    assert (assumed.low, assumed.value, assumed.high) == (0.05, 0.2, 0.4)
    assert outlook.quickest is PlanDesign.SERIES


def test_a_decision_that_has_begun_is_for_measure() -> None:
    decision = Decision("offer", "Offer", first_day_of(WEEKS - 20))
    known = replace(series(), decisions={"offer": decision})
    with pytest.raises(InvalidArgument, match="levier measure"):
        levier.plan(known, decision="offer")
    earlier = levier.plan(known, decision="offer", as_of=first_day_of(WEEKS - 21))
    assert [one.metric for one in earlier.metrics] == ["sales"]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({}, "give a decision or a metric"),
        ({"metric": "visits"}, "no metric 'visits'"),
        ({"decision": "offer"}, "no decision 'offer'"),
        ({"metric": "sales", "effect": 0.0}, "other than zero"),
        ({"metric": "sales", "power": 1.0}, "power"),
        ({"metric": "sales", "units": ["store-9"]}, "no unit 'store-9'"),
        ({"metric": "sales", "units": STORES}, "leave one"),
        ({"metric": "sales", "waves": 9}, "waves must be from 2 to 8"),
        ({"metric": "sales", "every": 40}, "waves must be from 2"),
        ({"metric": "sales", "waves": 3, "every": 40}, "half of the past"),
        ({"metric": "sales", "seed": -1}, "seed"),
        ({"metric": "sales", "scale": "both"}, "scale"),
    ],
)
def test_what_cannot_be_obeyed_is_refused(options: dict[str, object], word: str) -> None:
    with pytest.raises(InvalidArgument, match=word):
        levier.plan(stores(), **options)  # type: ignore[arg-type]


def test_a_short_past_is_refused_with_its_reason() -> None:
    short = workspace_of(sales(np.random.default_rng(3), 1, 9))
    outlook = only(levier.plan(short, metric="sales", effect=0.1, users=UsersAsked(rate=0.05)))
    assert outlook.designs == ()
    reasons = {one.design: one.reason for one in outlook.refused}
    assert reasons[PlanDesign.SERIES] is Refusal.TOO_SHORT
    assert outlook.users is not None
    assert outlook.users.per_arm == 31231


def test_a_metric_about_zero_is_planned_in_its_own_unit() -> None:
    scores = 5 * np.random.default_rng(4).standard_normal((1, WEEKS))
    plain = workspace_of(scores)
    known = replace(plain, metrics={"sales": replace(plain.metrics["sales"], kind=Kind.MEAN)})
    share = only(levier.plan(known, metric="sales", effect=0.1))
    own = only(levier.plan(known, metric="sales", effect=20.0, scale="absolute"))
    assert Refusal.ABOUT_ZERO in [one.reason for one in share.refused]
    assert own.designs[0].periods_needed is not None


def test_stores_that_never_change_are_refused() -> None:
    outlook = only(levier.plan(workspace_of(np.full((4, 60), 5.0)), metric="sales", effect=0.1))
    assert outlook.designs == ()
    assert [one.reason for one in outlook.refused][:2] == [Refusal.CONSTANT, Refusal.CONSTANT]
