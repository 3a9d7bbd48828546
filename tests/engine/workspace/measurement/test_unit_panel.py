"""A metric by unit put in order: gaps, stretches, small counts; effects carried to the whole."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.engine.workspace.measurement.company import metric
from tests.engine.workspace.measurement.stores import observed_by_store, week

from levier.impact.models.link import Link, LinkName
from levier.workspace.measurement.across_units.reached_effect import ReachedEffect
from levier.workspace.measurement.across_units.unit_panel import (
    UnitPanel,
    filled_in,
    unit_panel,
)
from levier.workspace.measurement.metric_series import metric_series
from levier.workspace.model import Grain, Kind

Array = NDArray[np.float64]
PERIODS = 48


def panel_of(made: Array, kind: Kind = Kind.SUM) -> UnitPanel:
    defined = metric(grain=Grain.WEEK, kind=kind)
    series = metric_series(defined, observed_by_store(made), week(made.shape[1]))
    assert series is not None
    panel = unit_panel(series, np.zeros(len(series.index), dtype=bool), told_absolute=False)
    assert panel is not None
    return panel


def test_a_gap_is_filled_with_what_its_unit_and_its_period_usually_are() -> None:
    scores = np.arange(5.0)[:, None] + np.sin(np.arange(20.0))
    gaps = scores.copy()
    gaps[2, 7] = gaps[4, 11] = np.nan
    np.testing.assert_allclose(filled_in(gaps), scores, atol=1e-3)


def test_a_stretch_is_the_logarithm_of_what_was_made_in_it() -> None:
    made = np.exp(np.random.default_rng(1).standard_normal((4, PERIODS)))
    begins = np.array([0, 12, 30, PERIODS])
    expected = [
        np.log(made[:, low:high].mean(axis=1)) for low, high in ((0, 12), (12, 30), (30, 48))
    ]
    np.testing.assert_allclose(panel_of(made).over(begins), np.column_stack(expected))


@pytest.mark.parametrize(("mean", "least"), [(40.0, 1), (4.0, 5), (1.0, 20)])
def test_small_counts_are_put_together(mean: float, least: int) -> None:
    made = np.random.default_rng(2).poisson(mean, (30, PERIODS)).astype(float)
    assert panel_of(made, Kind.COUNT).least_stretch == pytest.approx(least, abs=max(1, least // 10))


def test_what_a_unit_gained_is_what_it_made_less_what_it_would_have() -> None:
    values = np.full((2, 4), 110.0)
    values[1] = 50.0
    heights = np.zeros((2, 4))
    heights[0, 2:] = 1.0
    effect = ReachedEffect(Link(LinkName.LOG), values, np.ones((2, 4)), heights, adds_up=True)
    full = np.log([1.1])
    assert effect.gained(full) == pytest.approx([20.0])
    assert effect.relative(full) == pytest.approx([0.1])
    assert effect.per_unit(full) == pytest.approx([10.0])
    assert effect.whole_relative(full) == pytest.approx([20 / (4 * 160 - 20)])
    assert effect.whole(full) == pytest.approx([5.0])


def test_the_way_to_the_whole_and_back_is_one() -> None:
    generator = np.random.default_rng(3)
    values = generator.uniform(50, 150, (6, 10))
    heights = (generator.uniform(size=(6, 10)) < 0.4).astype(float)
    link = Link(LinkName.LOG)
    effect = ReachedEffect(link, values, np.ones((6, 10)), heights, adds_up=True)
    full = np.array([-0.1, 0.0, 0.02, 0.15])
    shifts = effect.whole_shift(full, link)
    np.testing.assert_allclose(effect.full_of_shift(shifts, link, 0.02, 0.05), full, atol=1e-4)


def test_an_effect_larger_than_the_whole_stays_finite() -> None:
    """Units told in their own unit may lose more than the whole makes, far out in the range."""
    values, heights = np.array([[5.0, 5.0], [1.0, 1.0]]), np.array([[0.0, 1.0], [0.0, 0.0]])
    plain = Link(LinkName.IDENTITY)
    effect = ReachedEffect(plain, values, np.ones((2, 2)), heights, adds_up=True)
    assert np.isfinite(effect.whole_shift(np.array([-50.0, 50.0]), Link(LinkName.LOG))).all()


def test_units_that_sold_nothing_some_weeks_gain_what_they_gained() -> None:
    """A count of zero gains nothing, however the logarithm was kept finite."""
    values, heights = np.array([[0.0, 4.0]]), np.ones((1, 2))
    effect = ReachedEffect(Link(LinkName.LOG_HALF), values, np.ones((1, 2)), heights, adds_up=True)
    assert effect.gained(np.log([2.0])) == pytest.approx([2.0])
