"""A panel that cannot answer says why, and names the units at fault."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.impact.synthetic_control.panels import factor_panel

from levier.errors import InvalidArgument, NotMeasurable
from levier.impact.designs.synthetic_control import NotAPanel, Panel, Refusal

WHOLE = factor_panel(1, units=8, treated=2)


def refused(outcomes: np.ndarray, treated: np.ndarray, first_after: int) -> NotAPanel:
    names = tuple(f"unit {one}" for one in range(len(outcomes)))
    with pytest.raises(NotAPanel) as caught:
        Panel(outcomes, treated, first_after, names)
    return caught.value


def test_too_few_donors() -> None:
    error = refused(WHOLE.outcomes[:4], WHOLE.treated[:4], 24)
    assert (error.refusal, error.fields) == (Refusal.TOO_FEW_DONORS, {"donors": 2, "fewest": 3})
    assert isinstance(error, NotMeasurable)
    assert str(error) == Refusal.TOO_FEW_DONORS.sentence("en", donors=2, fewest=3)


def test_too_few_periods_before() -> None:
    error = refused(WHOLE.outcomes, WHOLE.treated, 2)
    assert error.refusal is Refusal.TOO_FEW_PERIODS_BEFORE
    assert error.fields == {"periods": 2, "fewest": 3}


def test_nothing_after_and_nothing_treated() -> None:
    assert refused(WHOLE.outcomes, WHOLE.treated, 32).refusal is Refusal.NO_PERIOD_AFTER
    nobody = np.zeros(8, dtype=bool)
    assert refused(WHOLE.outcomes, nobody, 24).refusal is Refusal.NO_TREATED_UNIT


@pytest.mark.parametrize(
    ("unit", "refusal"), [(1, Refusal.TREATED_MISSING_VALUES), (5, Refusal.DONOR_MISSING_VALUES)]
)
def test_units_with_missing_values_are_named(unit: int, refusal: Refusal) -> None:
    outcomes = WHOLE.outcomes.copy()
    outcomes[unit, 30] = np.nan
    error = refused(outcomes, WHOLE.treated, 24)
    assert (error.refusal, error.fields) == (refusal, {"units": f"unit {unit}"})


def test_straight_lines_tell_nothing() -> None:
    lines = np.arange(8.0)[:, None] + 0.1 * np.arange(32.0)
    assert refused(lines, WHOLE.treated, 24).refusal is Refusal.NO_VARIATION_BEFORE


def test_shapes_that_do_not_agree() -> None:
    with pytest.raises(InvalidArgument, match="N names"):
        Panel(WHOLE.outcomes, WHOLE.treated[:-1], 24, WHOLE.units)
    with pytest.raises(InvalidArgument, match="first_after: expected 0 to 32, got 33"):
        Panel(WHOLE.outcomes, WHOLE.treated, 33, WHOLE.units)


def test_pretending_keeps_units_in_order() -> None:
    other = WHOLE.pretend(np.array([5]), np.arange(2, 8))
    assert other.units == ("unit 2", "unit 3", "unit 4", "unit 5", "unit 6", "unit 7")
    np.testing.assert_array_equal(other.treated_mean, WHOLE.outcomes[5])
    assert len(other.donors) == 5
