"""Uplifts on plans: the observed quantiles, with their range, and partly those of the parent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.forecasting.overrun import ALL, NoOverrun, Overruns, overruns

ratios = st.lists(st.sampled_from([0.8, 0.9, 1.0, 1.0, 1.1, 1.3, 2.0, 3.1]), min_size=10)


def answered(asked: str, values: np.ndarray, classes: list[str]) -> Overruns:
    found = overruns(asked, values, classes)
    assert isinstance(found, Overruns)
    return found


@given(ratios)
def test_all_projects_give_their_own_quantiles(values: list[float]) -> None:
    found = answered(ALL, np.array(values), ["a"] * len(values))
    for uplift in found.uplifts:
        assert uplift.factor == np.quantile(values, uplift.chance, method="inverted_cdf")
        assert uplift.low95 <= uplift.factor <= uplift.high95


@given(ratios)
def test_the_order_of_projects_changes_nothing(values: list[float]) -> None:
    order = np.argsort(np.random.default_rng(0).random(len(values)))
    classes = ["a" if place % 3 else "b" for place in range(len(values))]
    shuffled = [classes[place] for place in order]
    assert answered("a", np.array(values), classes) == answered(
        "a", np.array(values)[order], shuffled
    )


def test_a_class_is_drawn_towards_its_parent() -> None:
    values = np.array([2.0] * 10 + [1.0] * 90)
    found = answered("software", values, ["software"] * 10 + ["roads"] * 90)
    assert [one.factor for one in found.uplifts] == [2.0, 2.0]
    assert found.uplifts[0].low95 == 1.0  # half of the class is its parent
    assert answered("roads", values, ["software"] * 10 + ["roads"] * 90).uplifts[1].factor == 1.0


def test_a_class_of_few_climbs_to_all() -> None:
    found = answered("rare", np.linspace(1, 2, 30), ["rare"] * 3 + ["usual"] * 27)
    assert (found.asked, found.used, found.projects) == ("rare", ALL, 30)


def test_nine_projects_are_too_few() -> None:
    assert overruns(ALL, np.ones(9), ["a"] * 9) is NoOverrun.TOO_FEW


def test_the_range_of_an_uplift_holds_at_least_as_often_as_claimed() -> None:
    """600 draws of 30 log-normal ratios: standard error 0.9 points; ranks make it 97 %."""
    truth, held = float(np.exp(0.3 * 0.8416212)), 0
    for seed in range(600):
        values = np.exp(np.random.default_rng(seed).normal(0, 0.3, 30))
        (uplift,) = answered(ALL, values, ["a"] * 30).uplifts[1:]
        held += uplift.low95 <= truth <= uplift.high95
    assert 0.95 - 4 * 0.009 <= held / 600 < 1


def test_a_dozen_projects_do_not_bound_the_uplift_from_above() -> None:
    half, most = answered(ALL, np.linspace(1, 2, 12), ["a"] * 12).uplifts
    assert (np.isfinite(half.high95), most.high95) == (True, np.inf)


@pytest.mark.parametrize("wrong", [0.0, -1.0, float("inf")])
def test_a_ratio_that_cannot_be_is_refused(wrong: float) -> None:
    with pytest.raises(InvalidArgument, match="above 0"):
        overruns(ALL, np.array([wrong] * 12), ["a"] * 12)
