"""What decisions like this one did: partly their own class, partly all of them."""

import numpy as np
import pytest
from scipy.stats import norm

from levier.forecasting.reference_class import ALL, NoClass, ReferenceClass, reference_class


def answered(asked: str, measured: np.ndarray, sds: np.ndarray, kinds: list[str]) -> ReferenceClass:
    found = reference_class(asked, measured, sds, kinds)
    assert isinstance(found, ReferenceClass)
    return found


def past(seed: int, means: dict[str, float], each: int) -> tuple[np.ndarray, np.ndarray, list[str]]:
    generator = np.random.default_rng(seed)
    kinds = [name for name in means for _ in range(each)]
    truth = np.array([means[name] for name in kinds]) + generator.normal(0, 0.02, len(kinds))
    sds = generator.uniform(0.005, 0.03, len(kinds))
    return generator.normal(truth, sds), sds, kinds


def test_a_class_of_many_speaks_for_itself() -> None:
    found = answered("price", *past(1, {"price": 0.08, "design": 0.0, "speed": 0.02}, 60))
    assert found.outcome.mean == pytest.approx(0.08, abs=4 * 0.03 / np.sqrt(60))
    assert np.sqrt(found.outcome.variance) == pytest.approx(0.02, abs=0.006)
    assert not found.climbed


def test_a_class_of_few_climbs_to_all_and_says_so() -> None:
    measured, sds, kinds = past(2, {"price": 0.08, "design": 0.0}, 10)
    few = ["rare"] * 3 + kinds[3:]
    found = answered("rare", measured, sds, few)
    assert (found.asked, found.used, found.members, found.climbed) == ("rare", ALL, 20, True)


def test_too_few_of_anything_is_no_class() -> None:
    assert reference_class("a", np.zeros(4), np.ones(4), ["a"] * 4) is NoClass.TOO_FEW


def test_a_class_is_drawn_towards_the_others() -> None:
    measured, sds, kinds = past(3, dict.fromkeys("abcdef", 0.01), 6)
    measured[:6] += 0.03
    found = answered("a", measured, sds, kinds)
    own, others = measured[:6].mean(), measured[6:].mean()
    assert others < found.outcome.mean < own


def test_the_error_of_measurements_is_taken_out() -> None:
    """200 effects of one size measured with 5 % error: the next one is known to 1 point or so."""
    generator = np.random.default_rng(4)
    found = answered("a", generator.normal(0.02, 0.05, 200), np.full(200, 0.05), ["a"] * 200)
    assert np.sqrt(found.outcome.variance) < 0.02


def test_the_evidence_agrees_with_brute_force() -> None:
    """One class of five, spreads and means summed on a dense grid: the same mean, to its step."""
    measured, sds = np.array([0.05, 0.02, 0.08, 0.01, 0.04]), np.full(5, 0.01)
    found = answered("a", measured, sds, ["a"] * 5)
    mu = np.linspace(-0.6, 0.7, 1301)[:, None, None]
    within = np.geomspace(0.002, 0.6, 20)[:, None]
    between = np.geomspace(0.002, 0.3, 12)
    prior = np.log(within) - 0.5 * (within / 0.1) ** 2 + np.log(between)
    prior = prior - 0.5 * (between / 0.05) ** 2 + norm.logpdf(mu)
    variance = within**2 + 0.01**2
    spread = between**2 + variance / 5
    like = -0.5 * 4 * np.log(variance) - 0.5 * measured.var() * 5 / variance
    log_weights = prior + like + norm.logpdf(measured.mean(), mu, np.sqrt(spread))
    weights = np.exp(log_weights - log_weights.max())
    pull = variance / 5 / spread
    mean = float((weights * ((1 - pull) * measured.mean() + pull * mu)).sum() / weights.sum())
    assert found.outcome.mean == pytest.approx(mean, abs=2e-4)


def test_the_next_case_falls_inside_as_often_as_claimed() -> None:
    """400 classes of 8 among four: standard error 2 points at 80 %."""
    held = 0
    for seed in range(400):
        generator = np.random.default_rng([5, seed])
        means = {name: float(generator.normal(0.02, 0.03)) for name in "abcd"}
        found = answered("a", *past(seed, means, 8))
        new = means["a"] + generator.normal(0, 0.02)
        held += found.outcome.quantile(0.1) <= new <= found.outcome.quantile(0.9)
    assert held / 400 == pytest.approx(0.8, abs=4 * 0.02)
