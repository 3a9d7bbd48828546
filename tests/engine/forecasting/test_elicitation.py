"""The author's three quantiles are kept, whatever their skew."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.forecasting.elicitation import SplitNormal, elicit

shares = st.floats(-0.5, 0.5).map(lambda x: round(x, 4))


@st.composite
def quantiles(draw: st.DrawFn) -> tuple[float, float, float]:
    low, mid, high = sorted(draw(st.tuples(shares, shares, shares)))
    return low, mid, high


@given(quantiles())
def test_quantiles_are_those_given(said: tuple[float, float, float]) -> None:
    forecast = elicit(*said)
    found = [forecast.quantile(level) for level in (0.1, 0.5, 0.9)]
    assert found == pytest.approx(said, abs=2e-6)


@given(quantiles(), st.floats(0.001, 0.999))
def test_cdf_undoes_quantile(said: tuple[float, float, float], level: float) -> None:
    forecast = elicit(*said)
    if min(forecast.left_sd, forecast.right_sd) > 1e-6:
        assert float(forecast.cdf(forecast.quantile(level))) == pytest.approx(level, abs=1e-6)


def test_moments_are_those_of_the_density() -> None:
    forecast = elicit(-0.01, 0.02, 0.10)
    grid = np.linspace(-0.4, 0.8, 400_001)
    density = forecast.pdf(grid)
    step = grid[1] - grid[0]
    mean = float(density @ grid) * step
    assert float(density.sum()) * step == pytest.approx(1.0, abs=1e-4)
    assert forecast.mean == pytest.approx(mean, abs=1e-5)
    assert forecast.variance == pytest.approx(float(density @ (grid - mean) ** 2) * step, rel=1e-3)


def test_even_sides_make_a_normal() -> None:
    forecast = elicit(-1.2815515655446004, 0.0, 1.2815515655446004)
    assert (forecast.mean, forecast.variance) == pytest.approx((0.0, 1.0))
    assert float(forecast.pdf(0.0)) == pytest.approx(1 / math.sqrt(2 * math.pi))


def test_a_sure_author_is_allowed() -> None:
    forecast = elicit(0.05, 0.05, 0.05)
    assert isinstance(forecast, SplitNormal)
    assert forecast.mean == pytest.approx(0.05)
    assert 0 < forecast.variance < 1e-12


@pytest.mark.parametrize(
    "said", [(0.2, 0.1, 0.3), (0.1, 0.4, 0.3), (math.nan, 0.1, 0.2), (0.0, 0.1, math.inf)]
)
def test_disorder_is_refused(said: tuple[float, float, float]) -> None:
    with pytest.raises(InvalidArgument, match="forecast"):
        elicit(*said)
