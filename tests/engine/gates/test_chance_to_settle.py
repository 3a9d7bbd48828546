"""The chance that more answers settle a gate is the one that simulation finds."""

from __future__ import annotations

import math

import numpy as np
import pytest

from levier.errors import InvalidArgument
from levier.gates.chance_to_settle import chance_to_settle
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
    verdicts = [problem_share(64 + int(k), 178, 0.6, 1240).verdict for k in new]
    passes = sum(one is Verdict.PASS for one in verdicts) / 2000
    assert found.passes == pytest.approx(passes, abs=4 * math.sqrt(0.25 / 2000))
    assert found.settles == pytest.approx(found.passes + found.fails)


def test_asking_everyone_left_settles_it() -> None:
    assert chance_to_settle(6, 10, 5, 0.6, 15).settles == pytest.approx(1.0)


def test_nobody_more_settles_nothing() -> None:
    assert chance_to_settle(64, 96, 0, 0.6, 1240).settles == 0


@pytest.mark.parametrize("more", [-1, 6])
def test_more_than_are_left_is_refused(more: int) -> None:
    with pytest.raises(InvalidArgument, match="5 who are left"):
        chance_to_settle(6, 10, more, 0.6, 15)
