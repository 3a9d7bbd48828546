"""How far forecasts have come true here: learned from pairs of forecast and measurement.

    measured_k = a + (b + u_k) f_k + e_k + error_k,
    u_k ~ N(0, omega^2),   e_k ~ N(0, tau^2),   error_k ~ N(0, v_k)

The share of a forecast that comes true differs from one decision to the next (u_k): an
organisation whose forecasts are right on average may still be wrong on each. Before any pair,
a ~ N(0, 0.02^2), b ~ N(0.7, 0.4^2), omega ~ half-normal(0.3), tau ~ half-normal(0.03)
(``priors.UNCALIBRATED``). Given the two spreads this is a Bayesian linear regression; they are
summed over on a grid (``recalibration``, of which this is the case without groups). Measurements
must have been made without the forecasts, or these would be counted twice.

Pairs never lower tau below its prior value: a few dozen ordinary decisions do not prove that
the next one holds no surprise, and a launch that does harm is the one not to be missed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.priors import UNCALIBRATED, ForecastCalibration
from levier.forecasting.recalibration import PastPairs, recalibrate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def learn_calibration(
    forecasts: Array, measured: Array, sds: Array, prior: ForecastCalibration = UNCALIBRATED
) -> ForecastCalibration:
    """Learn the calibration from K pairs.

    Parameters
    ----------
    forecasts
        (K,) expectation of each forecast of a relative effect, positive when wanted.
    measured, sds
        (K,) each effect as measured without its forecast, and its standard error.
    prior
        What is believed before any pair; returned as it is when there is none.
    """
    if len(forecasts) == 0:
        return prior
    outcomes = tuple(str(place) for place in range(len(forecasts)))
    pairs = PastPairs(forecasts, np.zeros(len(forecasts)), measured, sds, {}, outcomes)
    return recalibrate(pairs, prior=prior, use_stated=False).common(prior)
