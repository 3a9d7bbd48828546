"""Probabilities said happen as often as said; the rule does what was registered."""

from __future__ import annotations

import math

import numpy as np
import pytest

from levier.errors import InvalidArgument
from levier.gates.stop_rule import Action, StopRule, stop_rule


def simulated(generator: np.random.Generator, seen: int, left: int) -> tuple[list[float], float]:
    """Draw a product from the priors: an over-dispersed count with a growth, seen for a while."""
    weeks = seen + left
    pace = generator.gamma(0.5, 2.0) * 10
    growth = generator.normal(0, math.log(2) / (weeks - 1))
    phi = generator.exponential(0.5) if generator.random() > 0.25 else 0.0
    means = pace * np.exp(growth * (np.arange(weeks) - (seen - 1) / 2))
    rates = means * (generator.gamma(1 / phi, phi, weeks) if phi > 0 else 1.0)
    counts = generator.poisson(rates)
    return [float(one) for one in counts[:seen]], float(counts.sum())


def test_what_is_said_to_happen_one_time_in_five_does() -> None:
    """600 products drawn from the priors, thresholds at the mean of the prior's total.

    Within each band of probabilities the number that reached its threshold is binomial around the
    sum of the probabilities said: three standard deviations and a half are allowed.
    """
    generator = np.random.default_rng(12)
    said, happened = [], []
    for _ in range(600):
        counts, total = simulated(generator, 6, 6)
        found = stop_rule(counts, 120.0, [1.0] * 6, draws=600)
        said.append(found.probability)
        happened.append(total >= 120.0)
    chances, seen = np.array(said), np.array(happened)
    for low, high in ((0.0, 0.02), (0.02, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 0.98), (0.98, 1.01)):
        band = (chances >= low) & (chances < high)
        deviation = math.sqrt(float((chances[band] * (1 - chances[band])).sum()) + 0.25)
        assert abs(float(seen[band].sum() - chances[band].sum())) < 3.5 * deviation
    assert ((chances > 0.02) & (chances < 0.98)).sum() > 60


def test_a_steady_poisson_count_without_growth_is_its_closed_form() -> None:
    """With many weeks seen the rate is known, and the count to come nearly Poisson."""
    counts = list(np.random.default_rng(1).poisson(30, 200).astype(float))
    found = stop_rule(counts, sum(counts) + 120, [1.0] * 4, growth=False)
    mean = 4 * float(np.mean(counts))
    assert found.final[1] - found.reached == pytest.approx(mean, abs=3)
    # The deviation of a Poisson count; little dispersion may be believed, so a fifth more at most.
    half = (found.final[2] - found.final[0]) / 2 / 1.2816
    assert math.sqrt(mean) * 0.9 < half < math.sqrt(mean) * 1.2


def rule(counts: list[float], threshold: float, weeks: int = 5) -> StopRule:
    return stop_rule(counts, threshold, [1.0] * weeks, draws=2000)


def test_a_slow_start_is_stopped_and_a_quick_one_continued() -> None:
    assert rule([3, 4, 2, 3, 4, 3, 2, 3], 60).action is Action.STOP
    assert rule([8, 9, 7, 8, 9, 8, 7, 8], 60).probability == 1.0
    assert rule([6, 5, 7, 5, 6], 60).action is not Action.STOP


def test_nothing_is_left_to_chance_at_the_date() -> None:
    missed, reached = (stop_rule([10.0, 20.0], goal, []) for goal in (31, 30))
    assert (missed.probability, missed.action) == (0.0, Action.STOP)
    assert (reached.probability, reached.action) == (1.0, Action.CONTINUE)
    assert missed.fan.p50 == ()


def test_nobody_at_all_is_no_certainty() -> None:
    found = rule([0.0, 0.0], 10, weeks=20)
    assert 0 < found.probability < 0.5


def test_half_a_week_counts_for_half() -> None:
    whole = stop_rule([10.0, 10.0], 60.0, [1.0] * 4, draws=4000)
    half = stop_rule([10.0, 5.0], 60.0, [1.0] * 4, lengths=[1.0, 0.5], draws=4000)
    assert half.seen_pace == pytest.approx(whole.seen_pace)
    assert half.fan.p50[0] - half.reached == pytest.approx(whole.fan.p50[0] - 20, abs=1.5)


def test_the_same_seed_gives_the_same_answer() -> None:
    assert rule([6, 5, 7], 60) == rule([6, 5, 7], 60)


def test_the_fan_opens() -> None:
    fan = rule([6, 5, 7, 5], 60).fan
    widths = [high - low for low, high in zip(fan.p10, fan.p90, strict=True)]
    assert widths == sorted(widths)
    assert all(
        a <= b <= c <= d <= e
        for a, b, c, d, e in zip(fan.low95, fan.p10, fan.p50, fan.p90, fan.high95, strict=True)
    )


@pytest.mark.parametrize(
    ("counts", "threshold", "rule_at", "said"),
    [
        ([], 10, (0.5, 0.1), "at least one period"),
        ([3, -1], 10, (0.5, 0.1), "zero or more, got -1"),
        ([3], 0, (0.5, 0.1), "above 0"),
        ([3], 10, (0.1, 0.5), "stop_at < continue_at"),
    ],
)
def test_what_cannot_be_is_refused(
    counts: list[float], threshold: float, rule_at: tuple[float, float], said: str
) -> None:
    with pytest.raises(InvalidArgument, match=said):
        stop_rule(counts, threshold, [1.0], continue_at=rule_at[0], stop_at=rule_at[1])
