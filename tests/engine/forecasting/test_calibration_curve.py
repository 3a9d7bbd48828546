"""Shares under each quantile: right for a right author, however blurred the measurement."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr, owens_t

from levier.errors import InvalidArgument
from levier.forecasting.calibration_curve import calibration_curve, central_coverage, share_below
from levier.forecasting.elicitation import elicit
from levier.forecasting.pooling import pool


def blurred_half(scale: float, sd: float, at: float) -> float:
    """Probability that scale |Z| + sd Z' is at most ``at``: Azzalini's skew normal (1985)."""
    score = at / np.hypot(scale, sd)
    return float(ndtr(score) - 2 * owens_t(score, scale / sd))


@given(st.floats(-0.3, 0.3), st.floats(0.005, 0.2))
def test_the_convolution_is_the_closed_form(measured: float, sd: float) -> None:
    """Quadrature of 40 nodes between landmarks: far finer than 1e-6."""
    forecast = elicit(0.02, 0.05, 0.12)
    above = blurred_half(forecast.right_sd, sd, measured - 0.05)
    below = 1 - blurred_half(forecast.left_sd, sd, 0.05 - measured)
    assert share_below(forecast, measured, sd) == pytest.approx((above + below) / 2, abs=1e-6)


def test_an_exact_measurement_is_read_on_the_forecast_itself() -> None:
    forecast = elicit(0.02, 0.05, 0.12)
    found = [share_below(forecast, at) for at in (0.02, 0.05, 0.12)]
    assert found == pytest.approx([0.1, 0.5, 0.9])
    assert share_below(forecast, 0.05, 1e-9) == pytest.approx(0.5, abs=1e-6)


def test_a_pool_is_the_mean_of_its_members() -> None:
    members = [elicit(0.0, 0.02, 0.03), elicit(0.05, 0.1, 0.2)]
    each = [share_below(one, 0.06, 0.02) for one in members]
    assert share_below(pool(members), 0.06, 0.02) == pytest.approx(np.mean(each), abs=1e-6)


def test_a_right_author_is_not_called_too_sure_by_blurred_measurements() -> None:
    """4,000 cases: the standard error of 80 % is 0.6 points; without the error taken in, 55 %."""
    generator = np.random.default_rng(0)
    truth, sd = generator.normal(0.05, 0.02, 4000), 0.03
    measured = generator.normal(truth, sd)
    forecast = elicit(*(0.05 + 0.02 * 1.2815515655 * side for side in (-1, 0, 1)))
    fair = central_coverage([share_below(forecast, one, sd) for one in measured])
    plain = central_coverage([share_below(forecast, one) for one in measured])
    assert fair.share == pytest.approx(0.8, abs=4 * 0.0063)
    assert plain.share < 0.6


def test_the_curve_rises_and_counts_every_case() -> None:
    curve = calibration_curve(np.linspace(0.01, 0.99, 99))
    shares = [point.under.share for point in curve]
    assert shares == sorted(shares)
    assert shares == pytest.approx([point.level for point in curve], abs=0.011)


def test_a_negative_error_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="sd of a measurement"):
        share_below(elicit(0, 1, 2), 1.0, -0.1)
