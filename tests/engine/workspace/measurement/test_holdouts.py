"""Everything shipped against nothing: compared with the sum of its parts, and counted once."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.workspace.measurement.company import (
    START,
    arms,
    company,
    decided,
    decision,
    effect_of,
    expects,
    measured,
    metric,
    observed,
    reasons,
    values,
)
from tests.engine.workspace.measurement.stores import chain, reaches, sales

from levier.workspace.model import DesignChoice, ExperimentArm
from levier.workspace.results import CheckStatus, Design, Effect, Grade, Results, Verdict

VALUED = metric(value_per_unit=(10, 10, 10))
USERS = 60_000


def holdout(name: str = "none", *covers: str) -> Any:
    return decision(name, START + 40, kind="holdout", covers=covers or ("first", "second"))


def shop(lift: float, *, parts: tuple[str, ...] = ("first", "second"), **changes: Any) -> Results:
    """Ship two decisions of 8 % and 6 %, measured on the series, and hold both back by lot."""
    series = values({START: 0.08, START + 30: 0.06}, sd=0.01)
    return measured(
        company(
            **{
                "metrics": {"orders": VALUED},
                "observations": {"orders": observed(series)},
                "decisions": decided(
                    decision("first", START), decision("second", START + 30), holdout()
                ),
                "expectations": tuple(expects(name) for name in parts),
                "experiments": arms("none", lift=lift, users=USERS),
                **changes,
            }
        )
    )


def agreement(effect: Effect) -> tuple[CheckStatus, float]:
    (found,) = (one for one in effect.diagnostics.checks if one.name == "holdout_agreement")
    return found.status, found.figure


def test_the_whole_agrees_with_the_sum_of_its_parts() -> None:
    results = shop(1.08 * 1.06 - 1)
    whole = effect_of(results, "none")
    assert (whole.design, whole.grade, whole.verdict) == (Design.EXPERIMENT, Grade.A, Verdict.GAIN)
    status, gap = agreement(whole)
    assert status is CheckStatus.PASSED
    assert abs(gap) < 2


def test_a_holdout_whose_parts_are_measured_enters_no_total() -> None:
    results = shop(1.08 * 1.06 - 1)
    counted = [effect.decision for effect in results.effects if effect.in_total]
    assert sorted(counted) == ["first", "second"]
    notes = " ".join(note["fr"] for note in effect_of(results, "none").diagnostics.notes)
    assert "first, second" in notes


def test_the_holdout_leaves_the_series_as_it_was() -> None:
    """It acts on nothing: the parts are measured as if it were not there."""
    without = shop(0.1, experiments=())
    beside = shop(0.1)
    for name in ("first", "second"):
        assert effect_of(beside, name).effect == effect_of(without, name).effect
    assert without.portfolio.value == beside.portfolio.value


def test_a_sum_that_is_not_the_whole_is_flagged() -> None:
    whole = effect_of(shop(0.0), "none")
    status, gap = agreement(whole)
    assert status is CheckStatus.FAILED
    assert gap > 2.6
    assert whole.grade is Grade.B


def test_a_missing_part_makes_the_comparison_informative() -> None:
    whole = effect_of(shop(1.08 * 1.06 - 1, parts=("first",)), "none")
    assert agreement(whole)[0] is CheckStatus.INFORMATIVE
    assert not whole.in_total, "a part of it is counted"


def test_a_holdout_of_which_no_part_is_measured_is_counted() -> None:
    results = shop(0.1, parts=())
    whole = effect_of(results, "none")
    assert whole.in_total
    assert results.portfolio.value.p50 == pytest.approx(USERS * 0.01 * 10, rel=0.1)
    assert "holdout_agreement" not in [one.name for one in whole.diagnostics.checks]


def test_of_two_holdouts_that_overlap_the_wider_is_counted() -> None:
    both = decided(
        decision("first", START), decision("second", START + 30),
        holdout(), holdout("narrow", "first"),
    )  # fmt: skip
    tests = (*arms("none", lift=0.1, users=USERS), *arms("narrow", lift=0.05, users=USERS))
    results = shop(0.1, parts=(), decisions=both, experiments=tests)
    assert [one.decision for one in results.effects if one.in_total] == ["none"]


def test_parts_counted_through_the_whole_of_the_metric_are_parts_all_the_same() -> None:
    tree = {"orders": VALUED, "web": metric("web", parent="orders", value_per_unit=(10, 10, 10))}
    results = shop(0.1, metrics=tree, experiments=arms("none", "web", lift=0.1, users=USERS))
    assert not effect_of(results, "none", "web").in_total


def test_parts_measured_by_tests_are_added_up_too() -> None:
    tests: tuple[ExperimentArm, ...] = (
        *arms("first", lift=0.08, users=USERS), *arms("second", lift=0.06, users=USERS),
        *arms("none", lift=1.08 * 1.06 - 1, users=USERS),
    )  # fmt: skip
    asked = tuple(expects(name, design=DesignChoice.EXPERIMENT) for name in ("first", "second"))
    whole = effect_of(shop(0.0, expectations=asked, experiments=tests), "none")
    status, gap = agreement(whole)
    assert status is CheckStatus.PASSED
    assert gap == pytest.approx(0.0, abs=0.05)


def test_a_part_measured_between_stores_is_added_up_on_the_whole_metric() -> None:
    """Half the stores got 20 %, over too few weeks for the whole: some 10 % of the metric."""
    made = sales(40, {store: {40: 0.2} for store in range(20)})[:, 36:46]
    parts = decided(decision("change", 28), holdout("none", "change"))
    asked = (expects("change"),)
    results = measured(
        chain(
            made,
            reaches("change", dict.fromkeys(range(20), 4)),
            decisions=parts,
            expectations=asked,
            experiments=arms("none", lift=0.1, users=USERS),
        )
    )
    assert effect_of(results, "change").reached is not None
    status, gap = agreement(effect_of(results, "none"))
    assert status is CheckStatus.PASSED
    assert abs(gap) < 2.6


def test_a_holdout_that_was_expected_and_not_tested_says_so() -> None:
    results = shop(0.1, parts=("first", "none"), experiments=())
    assert reasons(results) == {("none", "orders"): "no_experiment"}
