"""How long an effect lasts, and how little is known of it later on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.valuation.discounting import MONTHS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def projected(
    monthly: Array,
    half_lives: Array,
    months: int,
    yearly_drift: float,
    generator: np.random.Generator,
) -> Array:
    """Carry an effect beyond the window in which it was measured.

    effect_t = effect_0 2^(-t/h) exp(sigma W_t - sigma^2 t / 2), W a Brownian motion over years:
    it fades with half-life h, and its size wanders as the business around it changes, without a
    bias up or down. The further, the wider.

    Parameters
    ----------
    monthly
        (d,) draws of the effect of one month, in money, at the end of the window.
    half_lives
        (d,) draws of the months in which half of it is gone; infinite when it never fades.
    months
        How far.
    yearly_drift
        sigma: standard deviation of the logarithm of its size after one year, zero or more.
    generator
        Where the wandering comes from.

    Returns
    -------
    array
        (d, months) the effect of each month after the window.

    Raises
    ------
    InvalidArgument
        When a half-life is not above zero, or the drift is below.
    """
    if not (half_lives > 0).all():
        msg = "a half-life must be above zero months; write infinity for an effect that never fades"
        raise InvalidArgument(msg)
    if not yearly_drift >= 0:
        msg = f"the yearly drift of an effect must be zero or more, got {yearly_drift}"
        raise InvalidArgument(msg)
    when = np.arange(1, months + 1)
    step = yearly_drift / math.sqrt(MONTHS)
    wandered = np.cumsum(generator.standard_normal((len(monthly), months)), axis=1) * step
    fading = np.exp2(-when / half_lives[:, None])
    return np.asarray(monthly[:, None] * fading * np.exp(wandered - step**2 * when / 2))
