"""Matching on predictors: the nearest mix by hand, and the importance that the past teaches."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.impact.synthetic_control.panels import factor_panel

from levier.errors import InvalidArgument
from levier.impact.designs.synthetic_control import (
    Method,
    NotAPanel,
    Panel,
    Predictors,
    Refusal,
    matching_on,
    measure,
    predictor_importance,
)


def driven(seed: int, *, effect: float = 0.0) -> tuple[Panel, Predictors]:
    """Draw units whose slope is known beforehand, beside a predictor that leads astray."""
    generator = np.random.default_rng(seed)
    slopes = generator.uniform(1, 3, 20)
    slopes[0] = 2.0
    outcomes = slopes[:, None] * np.arange(30) + 0.1 * generator.normal(size=(20, 30))
    outcomes[0, 22:] += effect
    units = tuple(f"unit {one}" for one in range(20))
    astray = slopes + generator.normal(size=20)
    astray[0] = 4.0  # the steepest units look like it
    values = np.column_stack([1000 * slopes, astray])
    panel = Panel(outcomes, np.arange(20) < 1, 22, units)
    return panel, Predictors(units, ("slope", "astray"), values)


def test_two_donors_on_either_side_share_the_weight() -> None:
    panel = factor_panel(1, units=4)
    predictors = Predictors(panel.units, ("size",), np.array([[2.5], [1.0], [4.0], [40.0]]))
    weights = matching_on(predictors, np.ones(1))(panel).donor_weights
    assert weights @ np.array([1.0, 4.0, 40.0]) == pytest.approx(2.5, abs=1e-4)


def test_the_importance_goes_to_what_foretells() -> None:
    panel, predictors = driven(3)
    importance = predictor_importance(panel, predictors, 10)
    assert importance.sum() == pytest.approx(1)
    assert importance[0] > 0.8
    chosen, even = (matching_on(predictors, one)(panel) for one in (importance, np.full(2, 0.5)))
    assert chosen.error_before < 0.2 * even.error_before


def test_a_planted_effect_is_recovered_with_its_range() -> None:
    panel, predictors = driven(4, effect=3.0)
    estimator = matching_on(predictors, predictor_importance(panel, predictors, 10))
    found = measure(panel, estimator=estimator)
    assert found.estimate.method is Method.PREDICTOR_MATCHED
    assert found.effect == pytest.approx(3.0, abs=0.5)
    assert found.interval95[0] < 3.0 < found.interval95[1]


def test_the_unit_of_a_predictor_changes_nothing() -> None:
    panel, predictors = driven(5)
    metres = Predictors(predictors.units, predictors.names, predictors.values * [1e6, 1e-3])
    even = np.full(2, 0.5)
    np.testing.assert_allclose(
        matching_on(metres, even)(panel).donor_weights,
        matching_on(predictors, even)(panel).donor_weights,
        atol=1e-9,
    )


def test_what_cannot_be_matched_on_says_why() -> None:
    units = ("a", "b", "c")
    with pytest.raises(NotAPanel) as caught:
        Predictors(units, ("size",), np.array([[1.0], [np.nan], [2.0]]))
    assert caught.value.refusal is Refusal.PREDICTOR_MISSING_VALUES
    assert caught.value.fields == {"predictor": "size", "units": "b"}
    with pytest.raises(NotAPanel) as caught:
        Predictors(units, ("size",), np.ones((3, 1)))
    assert caught.value.refusal is Refusal.PREDICTOR_WITHOUT_VARIATION
    with pytest.raises(InvalidArgument, match="values: expected"):
        Predictors(units, ("size",), np.ones((2, 1)))


def test_arguments_are_checked() -> None:
    panel, predictors = driven(6)
    with pytest.raises(InvalidArgument, match="start is 22; expected 0 to 21"):
        predictor_importance(panel, predictors, 22)
    some = Predictors(predictors.units[1:], predictors.names, predictors.values[1:])
    with pytest.raises(InvalidArgument, match="units without predictors: unit 0"):
        matching_on(some, np.full(2, 0.5))(panel)
