"""Rates of classes: as counted, and drawn towards one another."""

import numpy as np
import pytest

from levier.errors import InvalidArgument
from levier.forecasting.class_rates import class_rates


def test_a_small_class_is_drawn_towards_the_others() -> None:
    cases = {"a": 100, "b": 100, "c": 100, "d": 3}
    found = {one.name: one for one in class_rates({"a": 20, "b": 22, "c": 18, "d": 3}, cases)}
    assert found["d"].counted.share == 1
    assert found["d"].p50 < 0.5
    assert found["a"].p50 == pytest.approx(0.2, abs=0.02)


def test_a_lone_class_is_itself() -> None:
    """One hundred cases: the prior of the grid weighs a case or two."""
    (found,) = class_rates({"a": 30}, {"a": 100})
    assert found.p50 == pytest.approx(0.3, abs=0.02)
    assert found.p10 < found.p50 < found.p90


def test_ranges_hold_as_often_as_claimed() -> None:
    """40 families of eight classes of 12: standard error of 80 % about 2.5 points."""
    held = 0
    for seed in range(40):
        generator = np.random.default_rng(seed)
        truth = generator.beta(4, 12, 8)
        counts = generator.binomial(12, truth)
        names = "abcdefgh"
        found = class_rates(
            {name: int(one) for name, one in zip(names, counts, strict=True)},
            dict.fromkeys(names, 12),
        )
        held += sum(one.p10 <= rate <= one.p90 for one, rate in zip(found, truth, strict=True))
    assert held / 320 == pytest.approx(0.8, abs=4 * 0.025)


def test_no_class_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="one class at least"):
        class_rates({}, {})
