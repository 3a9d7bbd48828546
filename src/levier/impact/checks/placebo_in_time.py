"""What the same method would have found at every other date, where nothing was decided.

If placebo effects are larger than their own standard errors say, so may be the real one. All
dates are tried with one fit: the score of a step at each date comes from one inverse transform
(no refit), its variance from the spectrum less what the other columns explain.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.impact.checks.result import CheckResult
from levier.impact.checks.wording import passed_unless, worded
from levier.impact.models.difference_spectrum import Array
from levier.impact.models.noise_lattice_fit import NoiseLatticeFit

ALARM = 6.0
"""Mean squared placebo score above 1 + 6 / sqrt(T): passed by one clean series in a hundred, for
T from 100 to 730 (200 simulated series of each length)."""
REACH = 14
"""Dates this near to a decision are its own."""
_EDGE = 0.03


@dataclass(frozen=True, slots=True)
class PlaceboScores:
    """Scores of a step at every date, in standard deviations.

    Attributes
    ----------
    scores
        (n,) for a step that begins at period j + 1; NaN at the edges of the series.
    """

    scores: Array

    def mean_square(self, away_from: NDArray[np.intp], distance: int) -> float:
        """Give the mean squared score at dates further than ``distance`` from the decisions.

        About one when the noise model is right; slightly less, as it was fitted on these data.
        """
        dates = np.arange(1, len(self.scores) + 1)
        near = (np.abs(dates[:, None] - away_from[None, :]) <= distance).any(axis=1)
        kept = self.scores[~near & np.isfinite(self.scores)]
        return float(np.mean(kept**2)) if len(kept) else float("nan")

    def largest_near(self, start: int, reach: int, excluded: NDArray[np.intp]) -> float:
        """Give the largest score within ``reach`` periods of a start, decisions' dates excluded."""
        dates = np.arange(1, len(self.scores) + 1)
        near = np.abs(dates - start) <= reach
        near &= ~(np.abs(dates[:, None] - excluded[None, :]) <= 1).any(axis=1)
        kept = self.scores[near & np.isfinite(self.scores)]
        return float(kept[np.argmax(np.abs(kept))]) if len(kept) else float("nan")


def check_placebo_in_time(placebo: PlaceboScores, starts: NDArray[np.intp]) -> CheckResult | None:
    """Judge the mean squared score at dates where nothing was decided; None without such dates."""
    figure = placebo.mean_square(starts, REACH)
    if not math.isfinite(figure):
        return None
    failed = figure > 1 + ALARM / math.sqrt(len(placebo.scores))
    return worded("placebo_in_time", passed_unless(failed), figure)


def placebo_scores(fit: NoiseLatticeFit) -> PlaceboScores:
    """Score a step at every date, at the most probable noise model."""
    position = fit.best
    spectrum, variance = fit.node_spectrum(position), fit.noise_variance[position]
    residual = fit.target - fit.columns @ fit.coefficients(position)
    numerator = fit.spectrum.inverse(residual / spectrum) / variance
    cross = fit.spectrum.inverse(fit.columns / spectrum[:, None]) / variance
    explained = np.einsum("ij,jk,ik->i", cross, fit.covariance(position), cross)
    information = _step_information(spectrum) / variance - explained
    scores = numerator / np.sqrt(np.maximum(information, 1e-12))
    edge = max(1, int(_EDGE * len(scores)))
    scores[:edge] = scores[-edge:] = np.nan
    return PlaceboScores(scores)


def _step_information(spectrum: Array) -> Array:
    """Give the diagonal (n,) of the inverse covariance: sums of squared sines over the spectrum."""
    n = len(spectrum)
    j = np.arange(1, n + 1)
    inverse = 1 / spectrum
    waves = np.fft.rfft(np.concatenate([[0.0], inverse]), 2 * (n + 1))
    cosine = np.concatenate([waves.real, waves.real[-2:0:-1]])[(2 * j) % (2 * (n + 1))]
    return np.asarray((inverse.sum() - cosine) / (n + 1))
