import numpy as np
import pytest

from levier.impact.models.candidates import candidate_set, possible_candidates
from levier.impact.models.effect_shapes import (
    EffectShape,
    Reach,
    ShapeName,
    daily_path,
    period_means,
)

DAYS = np.arange(40)


def test_a_step_begins_on_its_day_and_ends_after_its_last() -> None:
    path = daily_path(EffectShape(ShapeName.STEP), (Reach(1.0, 10, 19),), DAYS)
    assert path.sum() == 10
    assert path[10] == path[19] == 1
    assert path[9] == path[20] == 0


def test_a_ramp_rises_by_equal_steps_to_full_effect() -> None:
    path = daily_path(EffectShape(ShapeName.RAMP, 10), (Reach(1.0, 5),), DAYS)
    np.testing.assert_allclose(np.diff(path[4:15]), 0.1)
    assert (path[14:] == 1).all()


def test_a_pulse_halves_over_its_half_life() -> None:
    path = daily_path(EffectShape(ShapeName.PULSE, 7), (Reach(1.0, 3),), DAYS)
    assert path[3] == 1
    assert path[10] == pytest.approx(0.5)
    assert path[17] == pytest.approx(0.25)


def test_units_reached_one_after_another_add_up() -> None:
    reaches = (Reach(0.5, 5), Reach(0.3, 15), Reach(0.2, 25))
    path = daily_path(EffectShape(ShapeName.STEP), reaches, DAYS)
    assert path[[4, 5, 15, 25]].tolist() == pytest.approx([0, 0.5, 0.8, 1.0])


def test_a_week_that_holds_the_start_is_reached_in_part() -> None:
    path = daily_path(EffectShape(ShapeName.STEP), (Reach(1.0, 10),), np.arange(28))
    means = period_means(path, np.array([0, 7, 14, 21]), np.arange(28))
    assert means.tolist() == pytest.approx([0, 4 / 7, 1, 1])


@pytest.mark.parametrize("shape", [EffectShape(ShapeName.STEP), EffectShape(ShapeName.PULSE, 14)])
def test_candidates_are_a_distribution_led_by_the_declared_one(shape: EffectShape) -> None:
    candidates = possible_candidates(shape, 200, 7)
    assert sum(one.weight for one in candidates) == pytest.approx(1)
    assert (candidates[0].shape, candidates[0].shift) == (shape, 0)
    assert candidates[0].weight == max(one.weight for one in candidates)
    assert {one.shift for one in candidates} >= {-7, 7}


def test_every_candidate_column_averages_one_over_the_window() -> None:
    paths = np.column_stack([DAYS >= 10, np.clip((DAYS - 9) / 20, 0, 1), DAYS >= 60]).astype(float)
    chosen = candidate_set(paths, np.array([0.6, 0.3, 0.1]), slice(10, 40))
    np.testing.assert_allclose(chosen.columns[10:, :2].mean(axis=0), 1.0)
    assert chosen.log_prior[2] == -np.inf
