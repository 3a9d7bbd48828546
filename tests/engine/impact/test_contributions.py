"""What decisions brought, added up: never more nor less than what they brought together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.impact.models.contributions import (
    EffectDraws,
    cumulative_contributions,
    relative_effect,
    series_without,
)
from levier.impact.models.link import Link, LinkName

PERIODS = 60
STEP = (np.arange(PERIODS) >= 20).astype(float)[:, None]
RAMP = np.clip((np.arange(PERIODS) - 29) / 10, 0, 1)[:, None]


@given(
    st.sampled_from([LinkName.LOG, LinkName.LOGIT, LinkName.IDENTITY]),
    st.floats(-0.5, 0.5),
    st.floats(-0.5, 0.5),
)
def test_parts_of_overlapping_decisions_add_up_exactly(
    name: LinkName, first: float, second: float
) -> None:
    link = Link(name)
    scores = np.random.default_rng(0).normal(size=PERIODS) * 0.2 - 1
    draws = EffectDraws(np.array([[first, second]]), np.zeros((1, 2), dtype=np.intp))
    everything = slice(20, PERIODS)
    parts = cumulative_contributions(
        scores, link, draws, (STEP, RAMP), (everything, everything), np.ones(PERIODS)
    )
    without = link.inverse(scores - STEP[:, 0] * first - RAMP[:, 0] * second)
    assert parts.sum() == pytest.approx((link.inverse(scores) - without)[20:].sum(), abs=1e-9)


def test_one_step_of_ten_percent_on_a_logarithm_is_ten_percent() -> None:
    scores = np.log(np.linspace(100, 200, PERIODS))
    effect = relative_effect(
        scores, Link(LinkName.LOG), STEP[:, 0], slice(20, PERIODS),
        np.log([0.9, 1.0, 1.1]), np.ones(PERIODS),
    )  # fmt: skip
    assert effect == pytest.approx([-0.1, 0, 0.1])


def test_a_ratio_is_counted_in_units_of_its_numerator() -> None:
    link = Link(LinkName.LOGIT)
    rate, users = np.full(PERIODS, 0.2), np.full(PERIODS, 1000.0)
    scores = link.forward(rate)
    lift = float(link.forward(np.array([0.2]))[0] - link.forward(np.array([0.19]))[0])
    draws = EffectDraws(np.array([[lift]]), np.zeros((1, 1), dtype=np.intp))
    total = cumulative_contributions(scores, link, draws, (STEP,), (slice(20, PERIODS),), users)
    assert total[0, 0] == pytest.approx(40 * 1000 * 0.01)


def test_without_the_decision_the_series_is_what_it_was() -> None:
    truth = np.log(np.full(PERIODS, 50.0))
    scores = truth + 0.1 * STEP[:, 0]
    draws = EffectDraws(np.array([[0.1], [0.0]]), np.zeros((2, 1), dtype=np.intp))
    without = series_without(scores, Link(LinkName.LOG), STEP, draws, 0, 20)
    np.testing.assert_allclose(without[0], 50.0)
    np.testing.assert_allclose(without[1], np.exp(scores[20:]))
