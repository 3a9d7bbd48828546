"""Where a monthly amount may go next: a level that wanders and may drift, seen through noise.

y_t = level_t + e_t, level_t = level_{t-1} + b + w_t, w ~ N(0, q s2), e ~ N(0, s2): the local level
model with a fixed drift (Harvey 1989, *Forecasting, structural time series models and the Kalman
filter*, section 2.3), with a flat prior on the first level, p(s2) ~ 1/s2, b ~ N(0, (0.1 s)^2) and q
summed over on a grid: growth is believed only as far as the months show it. The noise models of
``impact`` are made for days and hundreds of periods; a product's account has a dozen or two, and
may be below zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

FEWEST = 4
_RATIOS = np.geomspace(1e-3, 10.0, 17)
"""q: from a level that stands still over years to a random walk."""
_DRIFT = 0.1
"""Standard deviation of the drift of a month, in standard deviations of its noise."""


def continue_monthly(past: Array, months: int, draws: int, generator: np.random.Generator) -> Array:
    """Draw courses of the months to come.

    Parameters
    ----------
    past
        (t,) amounts, the last one the latest; at least four.
    months, draws
        How far, and how many courses.
    generator
        Where they come from.

    Returns
    -------
    array
        (draws, months).

    Raises
    ------
    InvalidArgument
        When the past is too short to know how much it varies.
    """
    if len(past) < FEWEST:
        msg = f"a course is drawn from at least {FEWEST} months, got {len(past)}"
        raise InvalidArgument(msg)
    spread = float(np.ptp(past))
    if spread == 0:
        return np.full((draws, months), float(past[-1]))
    fits = [_Fit(past / spread, ratio, months) for ratio in _RATIOS]
    evidence = np.array([fit.log_evidence for fit in fits])
    weights = np.exp(evidence - evidence.max())
    chosen = generator.choice(len(fits), size=draws, p=weights / weights.sum())
    courses = np.empty((draws, months))
    for place, fit in enumerate(fits):
        rows = np.flatnonzero(chosen == place)
        if len(rows):
            courses[rows] = fit.draw(len(rows), generator)
    return courses * spread


class _Fit:
    """One ratio q: past and future are jointly Gaussian given s2, after a flat first level."""

    def __init__(self, past: Array, ratio: float, months: int) -> None:
        seen = len(past)
        when = np.arange(seen + months)
        wandering = ratio * np.minimum(when[:, None], when) + np.eye(seen + months)
        covariance = wandering + _DRIFT**2 * np.outer(when, when)
        inverse = np.linalg.inv(covariance[:seen, :seen])
        precision = float(inverse.sum())
        level = float(inverse.sum(axis=0) @ past) / precision
        gap = past - level
        self.freedom = seen - 1
        self.scale = float(gap @ inverse @ gap) / self.freedom
        pull = covariance[seen:, :seen] @ inverse
        self.mean = level + pull @ gap
        unknown = 1.0 - pull.sum(axis=1)
        self.root = np.linalg.cholesky(
            covariance[seen:, seen:]
            - pull @ covariance[:seen, seen:]
            + np.outer(unknown, unknown) / precision
        )
        self.log_evidence = -0.5 * (
            np.linalg.slogdet(covariance[:seen, :seen])[1]
            + np.log(precision)
            + self.freedom * np.log(self.scale)
        )

    def draw(self, count: int, generator: np.random.Generator) -> Array:
        """Draw the variance, then a course given it: Student's t in the end."""
        variance = self.freedom * self.scale / generator.chisquare(self.freedom, count)
        noise = generator.standard_normal((count, len(self.mean))) @ self.root.T
        return np.asarray(self.mean + np.sqrt(variance)[:, None] * noise)
