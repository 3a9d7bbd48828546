"""The range of a before/after holds for every noise that its page claims, drifts included."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import stdtrit

from levier.errors import InvalidArgument
from levier.impact.designs.before_after import BeforeAfter, before_after

LENGTHS = [(4, 1), (4, 4), (6, 3), (8, 2), (7, 12)]
CASES = 300
ENDS = np.array([0.025, 0.975])


def sides(before: int, after: int) -> tuple[np.ndarray, np.ndarray]:
    earlier = np.arange(before + after) < before
    return earlier, ~earlier


def drawn(noise: str, length: int, seed: int) -> np.ndarray:
    """Draw a series of a kind of noise, with a drift where its name carries one."""
    kind, _, drift = noise.partition("+")
    shocks = np.random.default_rng([seed, 1]).standard_normal(length + 100)
    if kind == "walk":
        shocks = np.cumsum(shocks)
    elif kind == "remembers":
        for k in range(1, len(shocks)):
            shocks[k] += 0.8 * shocks[k - 1]
    elif kind == "mixed":
        extra = np.random.default_rng([seed, 2]).standard_normal(len(shocks))
        shocks = 0.5 * np.cumsum(shocks) + extra
    return shocks[100:] + float(drift or 0) * np.arange(length)


def compared(noise: str, before: int, after: int, seed: int) -> BeforeAfter:
    return before_after(drawn(noise, before + after, seed), *sides(before, after))


def share_held(noise: str, before: int, after: int) -> float:
    """Give how often the 95 % range holds nothing, or what the drift alone would have done."""
    held = 0
    for seed in range(CASES):
        low, high = compared(noise, before, after, seed).quantiles(ENDS)
        held += bool(low <= 0 <= high)
    return held / CASES


@pytest.mark.parametrize("lengths", LENGTHS)
@pytest.mark.parametrize(
    "noise", ["white", "remembers", "walk", "mixed", "white+1", "white+3", "walk+0.3", "walk+1"]
)
def test_the_range_holds_nothing_at_least_95_times_in_100(
    noise: str, lengths: tuple[int, int]
) -> None:
    """What a drift adds is no effect: a range that leaves zero out would call it one."""
    assert share_held(noise, *lengths) >= 0.95


def test_a_large_effect_is_found() -> None:
    found = 0
    for seed in range(100):
        values = drawn("white", 12, seed)
        values[8:] += 20
        low, high = before_after(values, *sides(8, 4)).quantiles(ENDS)
        found += bool(low > 0)
        assert low < 20 < high
    assert found > 90


def test_one_period_after_four_that_swing_is_as_by_hand() -> None:
    """Steps 1, -1, 1 before: no certain drift; c = 1/4, 1/2, 3/4, 1; E(d²) = 1."""
    found = before_after(np.array([0.0, 1.0, 0.0, 1.0, 0.5]), *sides(4, 1))
    drift, distance = 1 / 3, 2.5
    spread = (2 * (1 - drift) ** 2 + (1 + drift) ** 2) / 2
    followed = np.array([0.25, 0.5, 0.75]) - distance / 3
    goes_on = stdtrit(2, 0.975) * np.sqrt(spread * (1 + (followed**2).sum()))
    low, high = found.quantiles(ENDS)
    assert (found.change, found.degrees, found.drift) == pytest.approx((0.0, 3, drift))
    assert low == pytest.approx(-drift * distance - goes_on)
    stays = stdtrit(3, 0.975) * np.sqrt(1.875)
    assert high == pytest.approx(max(stays, goes_on - drift * distance))


def test_the_range_reaches_as_far_as_either_supposition() -> None:
    """A metric that climbs by one each period, but for a little: staying and going on."""
    values = np.arange(12.0) + 0.01 * np.resize([1.0, -1.0], 12)
    found = before_after(values, *sides(8, 4))
    low, high = found.quantiles(ENDS)
    assert found.drift_p_value < 1e-6
    assert low < 0 < found.change < high
    assert found.quantiles(np.array([0.5]))[0] == found.change


def test_periods_left_out_between_count_as_time_passed() -> None:
    values = drawn("walk", 12, 3)
    earlier, later = np.arange(12) < 6, np.arange(12) >= 9
    close = before_after(values[[*range(6), 9, 10, 11]], *sides(6, 3))
    far = before_after(values, earlier, later)
    assert far.change == close.change
    assert far.below + far.above > close.below + close.above


def test_the_unit_of_the_values_changes_nothing_else() -> None:
    values, both = drawn("mixed", 9, 4), sides(6, 3)
    plain, larger = before_after(values, *both), before_after(7 - 1000 * values, *both)
    assert larger.quantiles(ENDS[::-1]) == pytest.approx(-1000 * plain.quantiles(ENDS))
    assert larger.drift_p_value == pytest.approx(plain.drift_p_value)


@pytest.mark.parametrize(("before", "after"), [(3, 5), (5, 0)])
def test_too_few_periods_are_refused(before: int, after: int) -> None:
    with pytest.raises(InvalidArgument, match="the number of periods"):
        before_after(np.arange(float(before + after)), *sides(before, after))


def test_a_walk_seldom_seems_to_drift() -> None:
    flagged = [compared("walk", 8, 2, seed).drift_p_value < 0.01 for seed in range(CASES)]
    assert np.mean(flagged) < 0.025
    assert compared("white+3", 8, 2, 1).drift_p_value < 0.01
