import numpy as np
import pytest
from scipy.special import ndtri

from levier.valuation.unit_value import unit_value_draws

NORMALS = ndtri(np.array([0.1, 0.5, 0.9]))


@pytest.mark.parametrize("value", [(10.0, 30.0, 40.0), (1.0, 1.0, 1.0), (-40.0, -30.0, -5.0)])
def test_the_three_quantiles_are_those_given(value: tuple[float, float, float]) -> None:
    assert unit_value_draws(*value, NORMALS) == pytest.approx(value)


def test_a_positive_value_is_never_negative() -> None:
    extreme = unit_value_draws(1.0, 10.0, 20.0, np.array([-8.0, 8.0]))
    assert (extreme > 0).all()
