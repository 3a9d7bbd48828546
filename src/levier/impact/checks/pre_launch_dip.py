"""Whether the metric was out of line just before a decision: what triggered it may fade by itself.

A launch decided after a bad fortnight is followed by a better one whatever it does (regression
to the mean; Ashenfelter 1978 on training programmes). The score test is that of a level shift
confined to the window, every other coefficient fitted.
"""

from __future__ import annotations

import numpy as np

from levier.impact.checks.result import CheckResult
from levier.impact.checks.wording import passed_unless, worded
from levier.impact.models.difference_spectrum import Array
from levier.impact.models.noise_lattice_fit import NoiseLatticeFit

ALARM = 3.0
"""One window only: passed by three clean series in a thousand."""
_MOST_OF_THE_PAST = 4


def check_pre_launch_dip(fit: NoiseLatticeFit, ends: int, length: int) -> CheckResult | None:
    """Judge the ``length`` periods that end just before ``ends``; None when they cannot be."""
    figure = departure_before(fit, ends, length)
    if figure is None:
        return None
    return worded("pre_launch_dip", passed_unless(abs(figure) > ALARM), figure)


def departure_before(fit: NoiseLatticeFit, ends: int, length: int) -> float | None:
    """Score the ``length`` periods that end just before period ``ends``, in standard deviations.

    Negative for a dip. Periods already left out of the fit bear nothing; None when the window
    would take more than a quarter of the past.
    """
    if not 0 < length <= ends // _MOST_OF_THE_PAST:
        return None
    window = np.zeros((fit.spectrum.periods, 1))
    window[ends - length : ends] = 1
    return float(score_test(fit, window)[0])


def score_test(fit: NoiseLatticeFit, added: Array) -> Array:
    """Give the score (m,) of each added column (T, m), one at a time, in standard deviations."""
    position = fit.best
    spectrum, variance = fit.node_spectrum(position), fit.noise_variance[position]
    coefficients = fit.spectrum.transform(added)
    weighted = coefficients / spectrum[:, None]
    residual = fit.target - fit.columns @ fit.coefficients(position)
    cross = weighted.T @ fit.columns / variance
    explained = np.einsum("ij,jk,ik->i", cross, fit.covariance(position), cross)
    information = np.einsum("ji,ji->i", weighted, coefficients) / variance - explained
    return np.asarray(weighted.T @ residual / variance / np.sqrt(np.maximum(information, 1e-12)))
