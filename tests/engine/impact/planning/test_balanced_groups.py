"""Units dealt into groups that moved alike."""

from __future__ import annotations

import numpy as np
import pytest

from levier.impact.planning.balanced_groups import DRAWN, balanced_waves

Array = np.ndarray


def pairs(weeks: int = 120) -> Array:
    """Draw eight units of which two by two follow the same path: 0 and 1, 2 and 3…"""
    generator = np.random.default_rng(2)
    paths = generator.standard_normal((4, weeks)).cumsum(axis=1)
    return np.repeat(paths, 2, axis=0) + 0.1 * generator.standard_normal((8, weeks))


def test_units_that_move_alike_are_put_on_both_sides() -> None:
    (found,) = balanced_waves(pairs(), (4,), 4, np.random.default_rng(0))
    assert [sorted(pair) for pair in found.wave.reshape(4, 2).tolist()] == [[0, 1]] * 4
    assert found.tried == 70


def test_the_part_of_the_past_that_was_not_used_confirms_it() -> None:
    (found,) = balanced_waves(pairs(), (4,), 4, np.random.default_rng(0))
    assert found.drift < 0.3 * found.usual_drift


def test_every_wave_has_its_size_and_every_unit_one_wave() -> None:
    for found in balanced_waves(pairs(), (2, 3, 1), 4, np.random.default_rng(1), count=4):
        assert np.bincount(found.wave).tolist() == [2, 3, 1, 2]
        assert found.tried == DRAWN


def test_who_goes_first_is_drawn_by_lot() -> None:
    sides = {
        tuple(balanced_waves(pairs(), (4,), 4, np.random.default_rng(seed))[0].wave.tolist())
        for seed in range(8)
    }
    assert len(sides) > 2


@pytest.mark.parametrize("size", [1, 4])
def test_the_same_seed_deals_the_same(size: int) -> None:
    first, second = (
        balanced_waves(pairs(), (size,), 4, np.random.default_rng(7))[0] for _ in range(2)
    )
    assert np.array_equal(first.wave, second.wave)
