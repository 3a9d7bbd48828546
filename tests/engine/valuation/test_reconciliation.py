"""The parts of a change add up to the change, whatever the numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.impact.models.link import Link, LinkName
from levier.valuation.reconciliation import decompose_change

PERIODS = 40


@given(
    st.sampled_from([LinkName.LOG, LinkName.LOGIT, LinkName.IDENTITY]),
    st.integers(0, 10_000),
    st.integers(1, PERIODS - 1),
)
def test_parts_sum_to_the_observed_change(name: LinkName, seed: int, cut: int) -> None:
    generator = np.random.default_rng(seed)
    parts = generator.normal(size=(4, PERIODS)) * 0.3
    scores = parts.sum(axis=0) - 1.0
    values = Link(name).inverse(scores)
    change = decompose_change(values, scores, parts, np.arange(cut), np.arange(cut, PERIODS))
    assert change.parts.sum() == pytest.approx(change.after - change.before, abs=1e-10)


def test_swapping_the_spans_changes_every_sign_and_nothing_else() -> None:
    generator = np.random.default_rng(1)
    parts = generator.normal(size=(3, PERIODS)) * 0.2
    scores = parts.sum(axis=0)
    early, late = np.arange(15), np.arange(20, PERIODS)
    there = decompose_change(np.exp(scores), scores, parts, early, late)
    back = decompose_change(np.exp(scores), scores, parts, late, early)
    np.testing.assert_allclose(there.parts, -back.parts)


def test_a_part_that_does_not_move_makes_nothing() -> None:
    parts = np.vstack([np.full(PERIODS, 3.0), (np.arange(PERIODS) >= 20) * 0.1])
    scores = parts.sum(axis=0)
    change = decompose_change(np.exp(scores), scores, parts, np.arange(20), np.arange(20, 40))
    assert change.parts[0] == pytest.approx(0.0, abs=1e-12)
    assert change.parts[1] == pytest.approx(change.after - change.before)


def test_the_order_of_parts_does_not_matter() -> None:
    generator = np.random.default_rng(2)
    parts = generator.normal(size=(5, PERIODS))
    scores = parts.sum(axis=0)
    order = generator.permutation(5)
    spans = (np.arange(10), np.arange(30, 40))
    straight = decompose_change(np.exp(scores), scores, parts, *spans)
    shuffled = decompose_change(np.exp(scores), scores, parts[order], *spans)
    np.testing.assert_allclose(straight.parts[order], shuffled.parts)
