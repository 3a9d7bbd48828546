"""Checks that judge figures already found: where each draws its line, and what it says."""

from __future__ import annotations

import pytest

from levier.impact.checks.contaminated_control import check_contaminated_control
from levier.impact.checks.design_agreement import (
    check_design_agreement,
    check_experiment_agreement,
)
from levier.impact.checks.drift_before import check_drift_before
from levier.impact.checks.identifiability import check_identifiability
from levier.impact.checks.placebo_in_space import check_placebo_in_space
from levier.impact.checks.power import check_power
from levier.impact.checks.pre_trend import check_fit_before, check_pre_trend
from levier.impact.checks.prior_sensitivity import check_prior_sensitivity, check_prior_width
from levier.impact.checks.result import CheckResult, CheckStatus

PASSED, FAILED, TOLD = CheckStatus.PASSED, CheckStatus.FAILED, CheckStatus.INFORMATIVE


@pytest.mark.parametrize(
    ("result", "status"),
    [
        (check_drift_before(0.02), PASSED),
        (check_drift_before(0.005), FAILED),
        (check_pre_trend(0.02, 5), PASSED),
        (check_pre_trend(0.005, 5), FAILED),
        (check_fit_before(0.4), PASSED),
        (check_fit_before(1.4), FAILED),
        (check_placebo_in_space(0.02, 38, claimed=True), PASSED),
        (check_placebo_in_space(0.4, 38, claimed=True), FAILED),
        (check_placebo_in_space(0.4, 38, claimed=False), TOLD),
        (check_placebo_in_space(0.4, 5, claimed=True), TOLD),
        (check_contaminated_control({"a": 1.0, "b": -2.0}), PASSED),
        (check_contaminated_control({"a": 1.0, "b": -4.0}), FAILED),
        (check_contaminated_control({"a": 1.0, "b": -4.0}, {"b": 0.1}), TOLD),
        (check_contaminated_control({"a": 1.0, "b": -4.0}, {"b": 0.9}), FAILED),
        (check_experiment_agreement(2.5), PASSED),
        (check_experiment_agreement(-2.7), FAILED),
        (check_design_agreement([("series", 1.0), ("rollout", -2.0)]), PASSED),
        (check_design_agreement([("series", 3.0), ("rollout", -2.0)]), FAILED),
        (check_prior_width(0.05, 0.02**2, 0.2**2), PASSED),
        (check_prior_width(0.15, 0.17**2, 0.2**2), FAILED),
        (check_prior_width(-0.24, 0.04**2, 0.2**2), PASSED),
        (check_prior_width(0.125, 0.06**2, 0.2**2), FAILED),
        (check_prior_sensitivity(0.04, 0.01, 0.02, carried=True), TOLD),
        (check_identifiability({"other": -0.8}, {"other": 21}), TOLD),
        (check_power(0.01, relative=True), TOLD),
    ],
)
def test_each_draws_its_line(result: CheckResult | None, status: CheckStatus) -> None:
    assert result is not None
    assert result.status is status
    assert set(result.sentence) == {"en", "fr"}
    assert all("{" not in text for text in result.sentence.values())


def test_nothing_to_compare_with_is_no_check() -> None:
    assert check_contaminated_control({}) is None
    assert check_design_agreement([]) is None
    assert check_identifiability({}, {}) is None


def test_more_controls_make_the_alarm_later() -> None:
    many = {str(number): 0.0 for number in range(50)} | {"odd": 3.0}
    alone, among = check_contaminated_control({"odd": 3.0}), check_contaminated_control(many)
    assert alone is not None
    assert among is not None
    assert (alone.status, among.status) == (FAILED, PASSED)


def test_what_would_separate_two_decisions_is_said() -> None:
    by_time = check_identifiability({"other": 0.9}, {"other": 21})
    never = check_identifiability({"other": 0.9}, {"other": None})
    assert by_time is not None
    assert never is not None
    assert "21 periods apart" in by_time.sentence["en"]
    assert "some units first" in never.sentence["en"]


def test_the_smallest_effect_seen_is_two_point_eight_standard_errors() -> None:
    assert check_power(0.01, relative=True).figure == pytest.approx(0.02802, abs=1e-5)
