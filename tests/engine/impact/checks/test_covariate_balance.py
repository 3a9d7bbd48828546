"""Arms alike before the test: how often a sound draw is accused, and what is not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from levier.errors import InvalidArgument
from levier.impact.checks.covariate_balance import ArmBefore, check_covariate_balance
from levier.impact.checks.result import CheckResult, CheckStatus


def check(*arms: ArmBefore) -> CheckResult:
    found = check_covariate_balance(arms)
    assert found is not None
    return found


def test_two_arms_are_compared_as_by_a_test_of_means() -> None:
    generator = np.random.default_rng(1)
    control, treated = generator.normal(5, 2, 400), generator.normal(5, 2, 300)
    arms = [
        ArmBefore(name, len(one), float(one.mean()), float(one.std(ddof=1)))
        for name, one in (("control", control), ("new", treated))
    ]
    found = check(*arms)
    z2 = (control.mean() - treated.mean()) ** 2 / sum(arm.sd**2 / arm.units for arm in arms)
    assert found.figure == pytest.approx(stats.f.sf(z2, 1, 698), rel=1e-9)
    assert found.status is CheckStatus.PASSED


def test_a_sound_draw_is_accused_once_in_a_thousand() -> None:
    """P-values are uniform: a tenth of 2,000 below 0.1, to 0.7 points."""
    means = np.random.default_rng(2).standard_normal((2_000, 3)) * 0.1 + 7
    figures = [
        check(*(ArmBefore(name, 100, float(m), 1.0) for name, m in zip("abc", row, strict=True)))
        for row in means
    ]
    share = np.mean([one.figure < 0.1 for one in figures])
    assert share == pytest.approx(0.1, abs=0.025)
    assert sum(one.status is CheckStatus.FAILED for one in figures) <= 8


def test_arms_that_differ_are_named_with_their_means() -> None:
    found = check(ArmBefore("control", 5_000, 13_650, 9_270), ArmBefore("new", 185, 1_532, 3_219))
    assert found.status is CheckStatus.FAILED
    for language in ("en", "fr"):
        assert "control" in found.sentence[language]
        assert "532" in found.sentence[language]


def test_strata_are_compared_within_themselves() -> None:
    """Rich and poor strata, drawn in other proportions: no fault of the draw."""
    arms = [
        ArmBefore(arm, users, level, 1.0, stratum)
        for stratum, level, split in (("rich", 9.0, (900, 100)), ("poor", 1.0, (100, 900)))
        for arm, users in zip(("control", "new"), split, strict=True)
    ]
    assert check(*arms).status is CheckStatus.PASSED


def test_what_does_not_vary_is_not_checked() -> None:
    assert check_covariate_balance([ArmBefore("a", 50, 1.0, 0.0), ArmBefore("b", 50, 1, 1)]) is None


def test_impossible_arms_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="alone"):
        check_covariate_balance([ArmBefore("a", 50, 1.0, 1.0)])
    with pytest.raises(InvalidArgument, match="units > 0"):
        check_covariate_balance([ArmBefore("a", 0, 1.0, 1.0), ArmBefore("b", 9, 1.0, 1.0)])
