"""Randomised tests in a workspace: several arms, arms of the wrong size, and the series beside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.workspace.measurement.company import (
    arms,
    company,
    expects,
    measured,
    metric,
    observed,
    only,
    values,
)

from levier.workspace.model import DesignChoice, ExperimentArm
from levier.workspace.results import CheckStatus, Design, Effect, Grade, Verdict

ASKED = (expects(design=DesignChoice.EXPERIMENT),)
VALUED = {"orders": metric(value_per_unit=(10, 10, 10))}


def arm(name: str, conversions: int, *, launched: bool | None = None) -> ExperimentArm:
    return ExperimentArm(
        "change", "orders", name, 10_000, conversions=conversions, launched=launched
    )


def status(effect: Effect, name: str) -> CheckStatus:
    (found,) = (check for check in effect.diagnostics.checks if check.name == name)
    return found.status


def test_looking_at_several_arms_asks_more_of_each() -> None:
    """Two standard errors prove one treatment; among four, they do not."""
    control, good = arm("control", 1000), arm("a", 1086)
    others = tuple(arm(name, 1000) for name in "bcd")
    alone = only(measured(company(experiments=(control, good), expectations=ASKED)))
    among = measured(company(experiments=(control, good, *others), expectations=ASKED))
    (same,) = (effect for effect in among.effects if effect.arm == "a")
    assert same.effect == alone.effect
    assert alone.effect.low95 > 0
    assert (alone.verdict, same.verdict) == (Verdict.GAIN, Verdict.NOT_PROVEN)
    assert "allows for all of them" in " ".join(note["en"] for note in same.diagnostics.notes)


def test_arms_of_the_wrong_size_lower_the_grade_and_say_so() -> None:
    control, treated = arm("control", 1000), replace(arm("new", 1100), users=11_000)
    effect = only(measured(company(experiments=(control, treated), expectations=ASKED)))
    assert status(effect, "sample_ratio") is CheckStatus.FAILED
    assert effect.grade is Grade.B
    planned = [
        replace(one, planned_share=share) for one, share in ((control, 10 / 21), (treated, 11 / 21))
    ]
    sound = only(measured(company(experiments=tuple(planned), expectations=ASKED)))
    assert status(sound, "sample_ratio") is CheckStatus.PASSED
    assert sound.grade is Grade.A


def test_the_launched_arm_informs_the_series() -> None:
    tested = (arm("control", 1000), arm("a", 1100, launched=True), arm("b", 1010))
    effect = only(measured(company(experiments=tested)))
    assert (effect.design, effect.arm, effect.grade) == (Design.EXPERIMENT, "a", Grade.A)
    assert effect.window.periods > 14


def test_arms_of_which_none_was_launched_are_told_beside_the_series() -> None:
    tested = (arm("control", 1000), arm("a", 1100), arm("b", 1010))
    results = measured(company(metrics=VALUED, experiments=tested))
    designs = {(effect.design, effect.arm): effect for effect in results.effects}
    assert set(designs) == {(Design.SERIES, None), *((Design.EXPERIMENT, one) for one in "ab")}
    assert [key for key, effect in designs.items() if effect.in_total] == [(Design.SERIES, None)]
    assert results.portfolio.unshrunk == designs[Design.SERIES, None].money


def test_a_test_and_a_series_that_disagree_are_flagged() -> None:
    """The test promised 30 %; the launch brought nothing."""
    quiet = {"orders": observed(values(sd=0.01))}
    effect = only(measured(company(observations=quiet, experiments=arms(lift=0.3, users=50_000))))
    assert status(effect, "experiment_agreement") is CheckStatus.FAILED
    assert effect.grade is Grade.B
    agreeing = only(measured(company(experiments=arms(users=50_000))))
    assert status(agreeing, "experiment_agreement") is CheckStatus.PASSED


@pytest.mark.parametrize("lift", [0.0, 0.01])
def test_a_test_that_proves_nothing_says_how_many_users_would(lift: float) -> None:
    effect = only(measured(company(experiments=arms(lift=lift), expectations=ASKED)))
    assert effect.verdict is Verdict.NOT_PROVEN
    assert effect.settling is not None
    if lift:
        assert effect.settling.users_per_arm is not None
        assert effect.settling.users_per_arm > 20_000
    assert effect.settling.detectable > 0.01


def test_a_tested_decision_that_was_not_applied_keeps_its_test() -> None:
    """Rejected after the test: what the test showed is worth knowing, over its users only."""
    plain = company(metrics=VALUED, experiments=arms())
    rejected = {"change": replace(plain.decisions["change"], status="rejected")}
    effect = only(measured(replace(plain, decisions=rejected)))
    assert effect.design is Design.EXPERIMENT
    assert effect.money is not None
    assert effect.money.p50 == pytest.approx(20_000 * 0.01 * 10, rel=0.1)
    assert effect.window.from_ == plain.decisions["change"].starts_on


def test_a_launched_test_and_its_series_are_each_shown_by_themselves() -> None:
    effect = only(measured(company(experiments=arms(lift=0.1))))
    shown = {(one.design.value, one.method): one for one in effect.other_designs}
    assert set(shown) == {("experiment", "alone"), ("series", None)}
    test, series = shown["experiment", "alone"], shown["series", None]
    assert (test.grade.value, series.grade.value) == ("A", "D")
    for one in (test, series):
        assert one.effect.low95 < 0.1 < one.effect.high95
    # Together they know more than either.
    joint = effect.effect.high95 - effect.effect.low95
    assert joint < min(one.effect.high95 - one.effect.low95 for one in (test, series))
    names = [check.name for check in effect.diagnostics.checks]
    assert "experiment_agreement" in names
    assert "design_agreement" not in names
