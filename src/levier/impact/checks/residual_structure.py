"""Whether what the model leaves unexplained still has a rhythm.

In the basis of the fit the residuals of a right model are independent with one variance at every
frequency. Their squares are added up from slow to fast: a rhythm that nobody modelled (a month
end, a wrong week, a trend that bends) makes a jump in the sum. It is the cumulated periodogram of
Bartlett, with the test of Durbin (1969), *Biometrika* 56, 1-15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import kolmogorov

from levier.impact.checks.wording import passed_unless, worded

if TYPE_CHECKING:
    from levier.impact.checks.result import CheckResult
    from levier.impact.models.noise_lattice_fit import NoiseLatticeFit

ALARM = 0.003
"""Clean series set it off three times in a thousand, noisy and irregular ones thrice as often."""
_LEAST = 20


def check_residual_structure(fit: NoiseLatticeFit) -> CheckResult | None:
    """Compare the cumulated periodogram with a straight line; None for too short a series.

    Its figure is the p-value (Kolmogorov's, a little too large since the noise model was fitted on
    the same data: the check errs towards passing).
    """
    position = fit.best
    residual = fit.target - fit.columns @ fit.coefficients(position)
    squares = residual**2 / fit.node_spectrum(position)
    # Coefficients that the columns take up have next to nothing left: they are not evidence.
    leverage = _leverage(fit, position)
    free = leverage < 0.5
    count = int(free.sum())
    if count < _LEAST:
        return None
    adjusted = squares[free] / (1 - leverage[free])
    cumulated = np.cumsum(adjusted) / adjusted.sum()
    gap = float(np.abs(cumulated - np.arange(1, count + 1) / count).max())
    # The squares of Gaussian coefficients have variance 2: twice that of a periodogram's.
    p_value = float(kolmogorov(gap * np.sqrt(count / 2)))
    return worded(
        "residual_structure", passed_unless(p_value < ALARM), p_value, numbers={"gap": 100 * gap}
    )


def _leverage(fit: NoiseLatticeFit, position: int) -> np.ndarray:
    """Give how much of each coefficient (n,) the columns take up."""
    weighted = fit.columns / fit.node_spectrum(position)[:, None]
    taken = np.einsum("ij,jk,ik->i", fit.columns, fit.covariance(position), weighted)
    return np.asarray(taken / fit.noise_variance[position])
