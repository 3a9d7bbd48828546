"""The plan keeps its promises: what a demonstration must show is in it."""

from __future__ import annotations

from statistics import median

from levier.language import LANGUAGES, translate
from levier.workspace.demonstration.calendar import DIP, SHOCKS, school_periods
from levier.workspace.demonstration.forecasts import draw_forecasts
from levier.workspace.demonstration.plan_decisions import DECISIONS, DecisionPlan
from levier.workspace.demonstration.plan_depots import ADVISER, DEPOTS, SCREENS
from levier.workspace.demonstration.plan_metrics import METRICS, REGIONS
from levier.workspace.model import Direction, Shape

BY_ID = {decision.id: decision for decision in DECISIONS}
SIGNS = {plan.id: 1 if plan.direction is Direction.UP else -1 for plan in METRICS}


def gains(decision: DecisionPlan) -> list[float]:
    """Give the planted sizes with gains positive."""
    return [SIGNS[effect.metric] * effect.size for effect in decision.effects]


def test_some_decisions_help_some_do_nothing_some_harm() -> None:
    shipped = [gain for decision in DECISIONS if decision.shipped for gain in gains(decision)]
    assert sum(gain > 0 for gain in shipped) >= 15
    assert sum(gain == 0 for gain in shipped) >= 4
    assert sum(gain < 0 for gain in shipped) >= 4


def test_every_shape_two_roll_outs_by_region_and_two_by_depot() -> None:
    shapes = {effect.shape for decision in DECISIONS for effect in decision.effects}
    assert shapes == set(Shape)
    partial = [decision for decision in DECISIONS if decision.reaches]
    units = {plan.id: set(plan.units) for plan in METRICS}
    reached = [units[effect.metric] for decision in partial for effect in decision.effects]
    assert reached == [set(REGIONS), set(REGIONS), set(DEPOTS), set(DEPOTS)]
    for decision, of_metric in zip(partial, reached, strict=True):
        assert {unit for unit, _ in decision.reaches} < of_metric
        assert min(day for _, day in decision.reaches) == decision.starts_on


def test_screens_come_in_waves_and_the_adviser_where_there_is_none() -> None:
    waves = [day for _, day in SCREENS]
    assert [waves.count(day) for day in sorted(set(waves))] == [6, 6, 6]
    assert len(ADVISER) == 1
    assert not {depot for depot, _ in ADVISER} & {depot for depot, _ in SCREENS}


def test_the_holdout_holds_back_the_pair_that_cannot_be_told_apart() -> None:
    holdout = BY_ID["old-welcome"]
    assert holdout.covers == ("signup-sso", "homepage-redesign")
    assert all(BY_ID[one].starts_on <= holdout.starts_on for one in holdout.covers)


def test_a_close_pair_acts_on_one_metric() -> None:
    pair = BY_ID["signup-sso"], BY_ID["homepage-redesign"]
    assert abs((pair[1].starts_on - pair[0].starts_on).days) <= 3
    assert {effect.metric for one in pair for effect in one.effects} == {"signups"}


def test_one_launch_was_decided_after_a_dip() -> None:
    callback = BY_ID["sales-callback"]
    assert DIP in SHOCKS
    assert DIP.size < 0
    assert (callback.decided_on - DIP.last).days == 1
    assert callback.effects[0].metric == DIP.metric


def test_people_are_optimistic_by_about_six_tenths() -> None:
    ratios = [
        one.mid / one.effect.size
        for one in draw_forecasts(1)
        if one.author == "human" and SIGNS[one.effect.metric] * one.effect.size > 0
    ]
    assert 1.45 <= median(ratios) <= 1.75


def test_forecasts_are_in_order_and_dated_before_the_start() -> None:
    for one in draw_forecasts(3):
        assert one.low <= one.mid <= one.high
        assert one.stated_on <= one.decision.starts_on


def test_no_decision_touches_a_control() -> None:
    controls = {control for plan in METRICS for control in plan.controls}
    touched = {effect.metric for decision in DECISIONS for effect in decision.effects}
    assert len(controls) == 3
    assert not controls & touched


def test_school_holidays_are_declared_once_each() -> None:
    found = school_periods()
    assert len(found) == 10
    assert all(one.first <= one.last for one in found)


def test_everything_has_its_words_in_both_languages() -> None:
    for language in LANGUAGES:
        for decision in DECISIONS:
            for part in ("title", "reason", "options"):
                assert translate(f"demonstration.decisions.{decision.id}.{part}", language)
        for plan in METRICS:
            assert translate(f"demonstration.metrics.{plan.id}", language)
