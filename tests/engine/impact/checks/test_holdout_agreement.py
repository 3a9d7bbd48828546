"""The sum of the parts against the whole."""

from __future__ import annotations

import numpy as np
import pytest

from levier.impact.checks.holdout_agreement import ALARM, Gaussian, check_holdout_agreement
from levier.impact.checks.result import CheckStatus


@pytest.mark.parametrize(
    ("parts", "missing", "status"),
    [
        (0.05, 0, CheckStatus.PASSED),
        (0.09, 0, CheckStatus.FAILED),
        (0.09, 2, CheckStatus.INFORMATIVE),
    ],
)
def test_parts_far_from_the_whole_are_flagged(
    parts: float, missing: int, status: CheckStatus
) -> None:
    found = check_holdout_agreement(Gaussian(0.04, 0.012), Gaussian(parts, 0.009), missing)
    assert found.figure == pytest.approx((parts - 0.04) / 0.015)
    assert found.status is status
    for language in ("en", "fr"):
        assert "4.1" in found.sentence[language].replace(",", ".")


def test_sums_that_agree_pass_99_times_in_a_hundred() -> None:
    draws = np.random.default_rng(1).normal(0.03, (0.01, 0.02), (2_000, 2))
    found = [
        check_holdout_agreement(Gaussian(whole, 0.01), Gaussian(parts, 0.02), 0)
        for whole, parts in draws
    ]
    failed = np.mean([abs(one.figure) > ALARM for one in found])
    assert failed == pytest.approx(0.0093, abs=0.007)
