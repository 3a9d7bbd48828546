"""The alarm that rings when an arm lost users on the way."""

from __future__ import annotations

import numpy as np
import pytest

from levier.errors import InvalidArgument
from levier.impact.checks.result import CheckStatus
from levier.impact.checks.sample_ratio import check_sample_ratio


def test_the_published_example_rings() -> None:
    # Kohavi, Tang and Xu (2020), chapter 21: 821,588 against 815,482 users, p = 1.8e-6.
    check = check_sample_ratio({"control": 821_588, "new": 815_482})
    assert check.status is CheckStatus.FAILED
    assert check.figure == pytest.approx(1.8e-6, rel=0.05)


def test_planned_shares_count_as_planned() -> None:
    users = {"control": 9_020, "new": 980}
    assert check_sample_ratio(users, {"control": 0.9, "new": 0.1}).status is CheckStatus.PASSED
    assert check_sample_ratio(users).status is CheckStatus.FAILED


def test_the_sentence_names_the_arm_in_both_languages() -> None:
    check = check_sample_ratio({"control": 2_730, "new": 2_400})
    assert "control got 53.2% of them instead of 50.0%" in check.sentence["en"]
    assert "control en a reçu 53,2\u202f% au lieu de 50,0\u202f%" in check.sentence["fr"]
    assert check.table == (("control", 2_730.0, 2_565.0), ("new", 2_400.0, 2_565.0))


def test_a_fair_split_rings_once_in_a_thousand() -> None:
    generator = np.random.default_rng(1)
    draws = generator.multinomial(6_000, [1 / 3] * 3, size=4_000)
    rings = sum(
        check_sample_ratio(dict(zip("abc", map(int, row), strict=True))).status
        is CheckStatus.FAILED
        for row in draws
    )
    # Poisson with mean 4: more than 12 has probability below 0.0003.
    assert rings <= 12


@pytest.mark.parametrize(
    ("users", "planned"),
    [({"control": 10}, None), ({"a": 0, "b": 0}, None), ({"a": 5, "b": 5}, {"a": 1.0})],
)
def test_impossible_splits_are_refused(
    users: dict[str, int], planned: dict[str, float] | None
) -> None:
    with pytest.raises(InvalidArgument):
        check_sample_ratio(users, planned)
