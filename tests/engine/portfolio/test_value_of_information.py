"""Textbook tables to the digits printed, and the laws: all is worth more than part, than a test."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.portfolio.value_of_information import (
    LinearChoice,
    partial_information,
    perfect_information,
)
from levier.portfolio.value_of_sampling import (
    best_size,
    binomial_information,
    listed_information,
    noisy_information,
    normal_information,
    unit_normal_loss,
)

WILDCATTER = ([[-70.0, 50.0, 200.0], [0.0, 0.0, 0.0]], [0.5, 0.3, 0.2])
"""Raiffa (1968), *Decision Analysis*, the oil wildcatter: dry, wet, soaking; in $1,000."""
SOUNDING = [[0.6, 0.3, 0.1], [0.3, 0.4, 0.4], [0.1, 0.3, 0.5]]
GOFERBROKE = ([[700.0, -100.0], [90.0, 90.0]], [0.25, 0.75])
"""Hillier and Lieberman, *Introduction to Operations Research*, decision analysis: oil, dry."""
SURVEY = [[0.6, 0.2], [0.4, 0.8]]
CHOICES = st.builds(LinearChoice, st.floats(-5, 5), st.floats(-3, 3), st.floats(-5, 5))


def test_the_oil_wildcatter() -> None:
    assert perfect_information(*WILDCATTER) == pytest.approx(35)
    assert listed_information(*WILDCATTER, SOUNDING) == pytest.approx(12.5)


def test_goferbroke() -> None:
    assert perfect_information(*GOFERBROKE) == pytest.approx(142.5)
    assert listed_information(*GOFERBROKE, SURVEY) == pytest.approx(53)


def test_the_unit_normal_loss_table() -> None:
    """Raiffa and Schlaifer (1961), table II, to the digits printed."""
    printed = {0.0: 0.3989, 0.5: 0.1978, 1.0: 0.08332, 1.5: 0.02931, 2.0: 0.008491}
    for u, loss in printed.items():
        assert float(f"{float(unit_normal_loss(u)):.4g}") == loss


@settings(max_examples=40, deadline=None)
@given(CHOICES, st.integers(0, 1000), st.floats(0.05, 5))
def test_all_is_worth_more_than_one_input_than_a_test(
    choice: LinearChoice, seed: int, noise: float
) -> None:
    chance = np.random.default_rng(seed)
    x, rest = chance.gamma(2, 1, 30), chance.normal(0, 2, 20)
    rest -= rest.mean()
    # Every x with every rest: the two are exactly independent.
    done = (choice.intercept + choice.slope * x + rest[:, None]).ravel()
    everything = perfect_information([done, np.full(done.size, choice.otherwise)])
    one, seen = choice.value_of_knowing(x), noisy_information(x, noise, choice)
    sharper = noisy_information(x, noise / 2, choice)
    assert everything >= one - 1e-9
    assert one + 1e-9 >= sharper >= seen - 1e-9
    assert seen >= 0


@pytest.mark.parametrize("noise", [0.2, 1.0, 4.0])
def test_a_noisy_look_at_a_normal_is_the_closed_form(noise: float) -> None:
    from scipy.special import ndtri

    choice = LinearChoice(1.0, 2.0, 1.5)
    atoms = 0.5 + 1.5 * ndtri((np.arange(4000) + 0.5) / 4000)
    found = noisy_information(atoms, noise, choice)
    # Atoms at the middle of slices miss the tails: their variance is short by under 0.1 %.
    assert found == pytest.approx(normal_information(0.5, 1.5, choice, noise), rel=2e-3)


def test_a_test_without_end_tells_everything() -> None:
    choice = LinearChoice(-0.2, 1.0, 0.0)
    x = np.random.default_rng(0).normal(0, 1, 500)
    seen = [noisy_information(x, 2 / n**0.5, choice) for n in (1, 10, 100, 1000, 10**7)]
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(choice.value_of_knowing(x), rel=1e-3)


def test_counting_successes_of_one_trial_by_hand() -> None:
    # Beta(1, 1): after a success the share is 2/3, after a failure 1/3; worth acting above 1/2.
    choice = LinearChoice(-0.5, 1.0, 0.0)
    assert binomial_information(1, 1, 1, choice) == pytest.approx(0.5 * (2 / 3 - 1 / 2))
    assert binomial_information(1, 1, 0, choice) == 0
    assert binomial_information(1, 1, 5000, choice) == pytest.approx(1 / 8, rel=1e-3)


def test_regression_finds_what_is_exact() -> None:
    chance = np.random.default_rng(1)
    x, rest = chance.normal(0, 1, 20_000), chance.normal(0, 1, 20_000)
    payoffs = np.array([0.5 * x + rest, np.zeros(20_000)])
    # E max(x/2, 0) = phi(0) / 2; the standard error of its mean over the draws is 0.002.
    assert partial_information(payoffs, x) == pytest.approx(0.5 * 0.39894, abs=0.012)
    assert partial_information(payoffs, np.ones(20_000)) == 0
    assert partial_information(payoffs, x) <= perfect_information(payoffs)


def test_regression_on_the_result_of_a_test_is_its_value() -> None:
    chance = np.random.default_rng(2)
    x = chance.normal(0, 1, 20_000)
    result = x + chance.normal(0, 1, 20_000)
    exact = normal_information(0, 1, LinearChoice(0, 1, 0), 1.0)
    found = partial_information([x, np.zeros(20_000)], result)
    # The standard error of a mean of 20,000 positive parts of spread 0.6 is 0.004.
    assert found == pytest.approx(exact, abs=0.012)


def test_the_best_size_earns_more_than_it_costs() -> None:
    choice = LinearChoice(0.0, 1000.0, 0.0)

    def worth(size: int) -> float:
        return normal_information(0.1, 1.0, choice, 3 / size**0.5)

    best = best_size((5, 20, 50, 100, 400), worth, lambda size: 50 + 2 * size)
    assert 5 < best.size < 400
    assert best.net_gain == pytest.approx(best.information - 50 - 2 * best.size)
    assert best_size((5, 20), worth, lambda _: 1e6).size == 0


def test_what_cannot_be_is_refused() -> None:
    choice = LinearChoice(0, 1, 0)
    with pytest.raises(InvalidArgument, match="2 probabilities that sum to 1"):
        perfect_information([[1.0, 2.0]], [0.5, 0.6])
    with pytest.raises(InvalidArgument, match="at least 100 draws"):
        partial_information([[1.0, 2.0]], [1.0, 2.0])
    with pytest.raises(InvalidArgument, match="sum to 1 in each state"):
        listed_information(*GOFERBROKE, [[0.6, 0.2], [0.5, 0.8]])
    with pytest.raises(InvalidArgument, match="spreads must be zero or more"):
        normal_information(0, -1, choice)
    with pytest.raises(InvalidArgument, match="noise must be zero or more"):
        noisy_information([1.0, 2.0], -1, choice)
    with pytest.raises(InvalidArgument, match="above 0"):
        binomial_information(0, 1, 3, choice)
