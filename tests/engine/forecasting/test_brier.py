"""Probabilities of events: the score, its parts, and that the truth scores best."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.forecasting.brier import brier_score, decompose_brier, reliability_curve

probabilities = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.6, 0.9, 1.0])
cases = st.lists(st.tuples(probabilities, st.booleans()), min_size=1, max_size=40)


@given(cases)
def test_the_parts_add_up_to_the_score(stated: list[tuple[float, bool]]) -> None:
    found = decompose_brier(*zip(*stated, strict=True))
    parts = found.reliability - found.resolution + found.uncertainty
    assert parts == pytest.approx(found.score, abs=1e-12)
    scores = [brier_score(*one) for one in stated]
    assert found.score == pytest.approx(np.mean(scores), abs=1e-12)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_truth_scores_best_in_expectation(truth: float, stated: float) -> None:
    def expected(probability: float) -> float:
        return truth * brier_score(probability, True) + (1 - truth) * brier_score(
            probability, False
        )

    assert expected(truth) <= expected(stated) + 1e-12


def test_saying_what_comes_true_each_time_has_no_skill_and_no_fault() -> None:
    found = decompose_brier([0.25] * 8, [True, False, False, False] * 2)
    assert found.reliability == found.resolution == 0
    assert found.skill == pytest.approx(0)
    assert found.score == found.uncertainty == pytest.approx(0.1875)


def test_when_all_came_true_there_is_no_skill_to_show() -> None:
    assert decompose_brier([0.9, 0.8], [True, True]).skill is None


def test_the_curve_counts_every_case_once() -> None:
    stated = np.linspace(0, 1, 21)
    curve = reliability_curve(stated, stated > 0.4)
    assert sum(point.came_true.trials for point in curve) == 21
    assert [point.stated for point in curve] == sorted(point.stated for point in curve)
    assert curve[-1].came_true.share == 1


@pytest.mark.parametrize("wrong", [-0.1, 1.2, float("nan")])
def test_a_probability_outside_its_bounds_is_refused(wrong: float) -> None:
    with pytest.raises(InvalidArgument, match="between 0 and 1"):
        brier_score(wrong, True)
