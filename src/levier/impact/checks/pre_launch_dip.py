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

ALARM = 1.5
"""In standard deviations. Low on purpose, and on both sides: masking for nothing only widens the
answer, while a dip that is missed makes it wrong."""
_AS_GOOD_AS_LARGEST = 0.7
_MOST_OF_THE_PAST = 4


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
    """Find the window ending just before period ``ends`` that departs most; None without room.

    Among windows that depart about as much the longest is taken: too short a mask leaves a part
    of what triggered the decision in. None takes more than a quarter of the past.
    """
    fitting = [length for length in lengths if 0 < length <= ends // _MOST_OF_THE_PAST]
    if not fitting:
        return None
    windows = np.zeros((fit.spectrum.periods, len(fitting)))
    for position, length in enumerate(fitting):
        windows[ends - length : ends, position] = 1
    scores = score_test(fit, windows)
    notable = np.abs(scores) >= _AS_GOOD_AS_LARGEST * np.abs(scores).max()
    longest = int(np.flatnonzero(notable)[-1])
    return PreLaunchDeparture(fitting[longest], float(scores[longest]))


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
