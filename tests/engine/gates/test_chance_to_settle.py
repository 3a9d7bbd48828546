"""The chance that more answers settle a gate is the one that simulation finds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import betabinom

from levier.errors import InvalidArgument
from levier.gates.chance_to_settle import chance_to_settle, enough_to_settle
from levier.gates.problem_share import problem_share
from levier.gates.verdict import Verdict


def test_it_is_what_simulation_finds() -> None:
    """2,000 futures: the error of a share near a half is 0.011; four of them are allowed."""
    found = chance_to_settle(64, 96, 82, 0.6, 1240)
    generator = np.random.default_rng(5)
    shares = generator.beta(64.5, 32.5, size=2000)
    # The rest of a population whose members are exchangeable, then a sample of it.
    rest = generator.binomial(1240 - 96, shares)
    new = generator.hypergeometric(rest, 1240 - 96 - rest, 82)
    passing = [
        k for k in range(83) if problem_share(64 + k, 178, 0.6, 1240).verdict is Verdict.PASS
    ]
    passes = float(np.isin(new, passing).mean())
    assert found.passes == pytest.approx(passes, abs=4 * math.sqrt(0.25 / 2000))
    assert found.settles == pytest.approx(found.passes + found.fails)


def test_enough_is_the_fewest_that_settle_it_eight_times_in_ten() -> None:
    found = enough_to_settle(64, 96, 0.6, 1240)
    assert found is not None
    assert found.settles >= 0.8
    # More answers may settle a little less often, since counts are whole: not by a tenth.
    assert chance_to_settle(64, 96, found.more - 40, 0.6, 1240).settles < 0.8


def test_no_number_is_enough_for_a_share_at_its_threshold() -> None:
    """A million of a million and a half: what is left is too close to 60 % to be told from it."""
    assert enough_to_settle(600_000, 1_000_000, 0.6) is None


def test_the_chances_are_those_of_the_beta_binomial() -> None:
    found = chance_to_settle(3, 5, 40, 0.5)
    first = next(k for k in range(41) if problem_share(3 + k, 45, 0.5).verdict is Verdict.PASS)
    expected = betabinom.sf(first - 1, 40, 3.5, 2.5)
    assert found.passes == pytest.approx(expected, rel=1e-9)


def test_asking_everyone_left_settles_it() -> None:
    assert chance_to_settle(6, 10, 5, 0.6, 15).settles == pytest.approx(1.0)


def test_nobody_more_settles_nothing() -> None:
    assert chance_to_settle(64, 96, 0, 0.6, 1240).settles == 0


@pytest.mark.parametrize("more", [-1, 6])
def test_more_than_are_left_is_refused(more: int) -> None:
    with pytest.raises(InvalidArgument, match="5 who are left"):
        chance_to_settle(6, 10, more, 0.6, 15)
