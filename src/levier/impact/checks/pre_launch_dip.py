"""Whether the metric was out of line just before a decision: what triggered it may fade by itself.

A launch decided after a bad fortnight is followed by a better one whatever it does (regression
to the mean; Ashenfelter 1978 on training programmes). The score test is that of a level shift
confined to the window, every other coefficient fitted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from levier.impact.models.difference_spectrum import Array
from levier.impact.models.noise_lattice_fit import NoiseLatticeFit

ALARM = 2.0
"""In standard deviations: masking a window for nothing only widens the answer."""


@dataclass(frozen=True, slots=True)
class PreLaunchDeparture:
    """The window before a decision in which the metric was most out of line.

    Attributes
    ----------
    periods
        Its length.
    score
        In standard deviations, negative for a dip.
    """

    periods: int
    score: float


def largest_departure(
    fit: NoiseLatticeFit, ends: int, lengths: tuple[int, ...]
) -> PreLaunchDeparture | None:
    """Find the window ending just before period ``ends`` that departs most; None without room."""
    fitting = [length for length in lengths if 0 < length <= ends // 2]
    if not fitting:
        return None
    windows = np.zeros((fit.spectrum.periods, len(fitting)))
    for position, length in enumerate(fitting):
        windows[ends - length : ends, position] = 1
    scores = score_test(fit, windows)
    worst = int(np.argmax(np.abs(scores)))
    return PreLaunchDeparture(fitting[worst], float(scores[worst]))


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
