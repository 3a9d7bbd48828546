"""Orders with ranges: shares of draws that add up, whatever the order of the rows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from levier.errors import InvalidArgument
from levier.portfolio.common_draws import probabilities
from levier.portfolio.rank_stability import indecision, rank_stability, settled_by
from levier.portfolio.rice import rice_scores

SCORES = arrays(np.float64, (4, 6), elements=st.integers(-3, 3).map(float))


@settings(deadline=None)
@given(SCORES)
def test_each_bet_has_one_rank_and_each_rank_one_bet(scores: np.ndarray[tuple[int, int]]) -> None:
    found = rank_stability(scores)
    assert found.probabilities.sum(axis=0) == pytest.approx(np.ones(4))
    assert found.probabilities.sum(axis=1) == pytest.approx(np.ones(4))
    assert found.ahead + found.ahead.T == pytest.approx(np.ones((4, 4)))
    assert found.expected.sum() == pytest.approx(10)


@settings(deadline=None)
@given(SCORES, st.permutations(range(4)))
def test_the_order_of_rows_changes_nothing(
    scores: np.ndarray[tuple[int, int]], turn: list[int]
) -> None:
    before, after = rank_stability(scores), rank_stability(scores[turn])
    assert after.probabilities == pytest.approx(before.probabilities[turn])
    assert after.expected == pytest.approx(before.expected[turn])


def test_a_bet_that_is_always_ahead_is_first_and_told_apart() -> None:
    found = rank_stability([[3.0, 3.0], [1.0, 2.0], [2.0, 1.0]])
    assert found.first.tolist() == [1.0, 0.0, 0.0]
    assert found.tangled() == [(1, 2)]
    assert indecision(found.ahead).tolist() == [0.0, 0.5, 0.5]


def test_the_input_that_unsettles_the_order_is_named() -> None:
    wide = np.array([[1.0, 9.0, 1.0, 9.0], [5.0, 5.0, 5.0, 5.0]])
    inputs = {"reach": wide, "effort": np.ones((2, 4))}
    found = settled_by(inputs, lambda one: one["reach"] / one["effort"] + [[1.0], [0.0]])
    assert found["reach"].tolist() == [1.0, 0.0]
    assert found["effort"].tolist() == [0.0, 0.0]


def test_a_score_is_reach_times_impact_times_confidence_over_effort() -> None:
    scores = rice_scores([[400.0]], [[2.0]], [[0.5]], [[8.0]])
    assert scores.tolist() == [[50.0]]


@pytest.mark.parametrize(
    ("inputs", "named"),
    [
        (([-1.0], [1.0], [1.0], [1.0]), "reach .* got -1"),
        (([1.0], [np.inf], [1.0], [1.0]), "impact .* got inf"),
        (([1.0], [1.0], [1.2], [1.0]), "confidence .* from 0 to 1; got 1.2"),
        (([1.0], [1.0], [1.0], [0.0]), "effort .* got 0"),
    ],
)
def test_inputs_outside_their_range_are_refused(
    inputs: tuple[list[float], ...], named: str
) -> None:
    with pytest.raises(InvalidArgument, match=named):
        rice_scores(*inputs)


@pytest.mark.parametrize("scores", [np.empty((0, 4)), [[np.nan]], [1.0]])
def test_there_must_be_something_to_rank(scores: object) -> None:
    with pytest.raises(InvalidArgument, match="scores must be finite"):
        rank_stability(scores)  # type: ignore[arg-type]


def test_draws_belong_to_a_name_and_fill_every_slice() -> None:
    one, other = probabilities("api/reach", 100, 0), probabilities("app/reach", 100, 0)
    assert sorted(np.floor(one * 100).tolist()) == list(range(100))
    assert (one == probabilities("api/reach", 100, 0)).all()
    assert (one != other).all()
    assert (one != probabilities("api/reach", 100, 1)).all()
    with pytest.raises(InvalidArgument, match="draws must be at least 1"):
        probabilities("api", 0, 0)
