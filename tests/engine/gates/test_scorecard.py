"""Experts' weights until outcomes say otherwise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from levier.errors import InvalidArgument
from levier.gates.scorecard import BASE_SD, STRENGTH, WEIGHT_SD, Criterion, scorecard
from levier.gates.yearly_refit import yearly_refit

CRITERIA = (Criterion("fit", 3), Criterion("effort", 2, worst=10, best=0), Criterion("reach", 1))


def cases(count: int, weights: tuple[float, ...], seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Draw cases whose outcomes follow log-odds ``weights`` on the standard scale."""
    generator = np.random.default_rng(seed)
    scores = generator.uniform(-1, 1, (count, 3))
    outcomes = generator.random(count) < expit(scores @ np.array(weights))
    marks = np.column_stack([3 + 2 * scores[:, 0], 5 - 5 * scores[:, 1], 3 + 2 * scores[:, 2]])
    return marks, outcomes


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=6))
def test_no_outcome_gives_the_weights_of_the_experts_exactly(weights: list[float]) -> None:
    card = scorecard(tuple(Criterion(str(k), one) for k, one in enumerate(weights)))
    expected = np.array(weights) / sum(weights)
    assert [one.learned for one in card.weights] == list(expected)
    assert not any(one.moved for one in card.weights)


@given(st.integers(0, 1000), st.integers(1, 30))
@settings(max_examples=20, deadline=None)
def test_the_order_of_cases_changes_nothing(seed: int, count: int) -> None:
    marks, outcomes = cases(count, (1, 2, 0), seed)
    order = np.random.default_rng(seed).permutation(count)
    one, other = (
        scorecard(CRITERIA, marks, outcomes),
        scorecard(CRITERIA, marks[order], outcomes[order]),
    )
    assert np.array_equal(one.mean, other.mean)
    assert np.array_equal(one.covariance, other.covariance)


def test_many_outcomes_recover_planted_weights() -> None:
    """20,000 cases: a log-odds weight has an error of about sqrt(1 / (20,000 × 0.2 / 3)) = 0.03."""
    planted = (0.5, 2.5, 1.2)
    card = scorecard(CRITERIA, *cases(20_000, planted))
    assert card.mean[1:] == pytest.approx(planted, abs=0.15)
    assert [one.moved for one in card.weights] == [True, True, True]


def test_few_outcomes_move_little_and_say_so() -> None:
    card = scorecard(CRITERIA, *cases(4, (0.5, 2.5, 1.2)))
    assert not any(one.moved for one in card.weights)
    assert all(one.low95 < one.expert < one.high95 for one in card.weights)


def test_the_mode_is_that_of_a_fine_grid() -> None:
    """One criterion: the posterior can be looked at everywhere."""
    criteria = (Criterion("fit", 1, worst=0, best=1),)
    marks = np.array([[1.0], [1.0], [0.0], [0.5], [0.2]])
    outcomes = np.array([False, True, True, False, False])
    card = scorecard(criteria, marks, outcomes)
    base, weight = np.meshgrid(np.linspace(-3, 3, 601), np.linspace(-2, 6, 801), indexing="ij")
    density = -(base**2) / 2 / BASE_SD**2 - (weight - STRENGTH) ** 2 / 2 / WEIGHT_SD**2
    for mark, good in zip(2 * marks[:, 0] - 1, outcomes, strict=True):
        odds = base + weight * mark
        density += np.log(expit(odds if good else -odds))
    top = np.unravel_index(int(density.argmax()), density.shape)
    assert card.mean == pytest.approx([base[top], weight[top]], abs=0.011)


def test_chances_happen_as_often_as_they_say() -> None:
    """Weights drawn from the prior, 12 cases seen, 1 foretold, 500 times.

    The number of successes is binomial around the sum of the chances: at most sqrt(500 / 4) = 11;
    Laplace's approximation adds less than one; three deviations are allowed.
    """
    generator = np.random.default_rng(6)
    prior = scorecard(CRITERIA)
    said, happened = 0.0, 0
    for _ in range(500):
        beta = generator.multivariate_normal(prior.mean, prior.covariance)
        marks = generator.uniform([1, 0, 1], [5, 10, 5], (13, 3))
        scores = np.column_stack(
            [(marks[:, 0] - 3) / 2, 1 - marks[:, 1] / 5, (marks[:, 2] - 3) / 2]
        )
        outcomes = generator.random(13) < expit(beta[0] + scores @ beta[1:])
        said += scorecard(CRITERIA, marks[:12], outcomes[:12]).chance(marks[12]).mean
        happened += int(outcomes[12])
    assert abs(said - happened) < 34


def test_a_mark_not_given_widens_the_range() -> None:
    card = scorecard(CRITERIA)
    known, unknown = (card.chance(np.array([one, 5.0, 3.0])) for one in (3.0, np.nan))
    assert unknown.p90 - unknown.p10 > known.p90 - known.p10
    assert unknown.p50 == pytest.approx(known.p50)


def test_each_year_knows_only_what_had_come_out() -> None:
    marks, outcomes = cases(30, (0.5, 2.5, 1.2))
    years = np.repeat([2023, 2024, 2025], 10)
    found = yearly_refit(CRITERIA, marks, outcomes, years)
    assert [(one.year, one.card.outcomes) for one in found] == [(2023, 10), (2024, 20), (2025, 30)]
    alone = scorecard(CRITERIA, marks[:10], outcomes[:10])
    assert np.array_equal(found[0].card.mean, alone.mean)


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        ((Criterion("fit", -1), Criterion("reach", 2)), "zero or more"),
        ((Criterion("fit", 0),), "not all zero"),
        ((), "not all zero"),
        ((Criterion("fit", 1, worst=3, best=3),), "must differ"),
    ],
)
def test_criteria_that_cannot_be_are_refused(criteria: tuple[Criterion, ...], said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        scorecard(criteria)


def test_a_mark_off_its_scale_is_refused() -> None:
    with pytest.raises(InvalidArgument, match=r"between 1.0 and 5.0, got 6"):
        scorecard(CRITERIA).chance(np.array([6.0, 5.0, 3.0]))
