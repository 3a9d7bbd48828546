"""Outlying periods pulled towards what their neighbours say, before the final fit.

Deletion residuals come from one fit for all periods at once (de Jong 1988: smoothing errors);
Hampel's three-part function bounds their influence: none cut below 2.5 standard deviations,
level from there to 5, falling to nothing at 10.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.difference_spectrum import Array
from levier.impact.models.noise_lattice_fit import NoiseLatticeFit

_BEND, _FLAT, _NOTHING = 2.5, 5.0, 10.0
_PASSES = 6
_SETTLED = 1e-3
_MOST_OUTLYING = 0.2


@dataclass(frozen=True, slots=True)
class SmoothingErrors:
    """Residuals of one fit in the time domain.

    Attributes
    ----------
    innovations
        (n,) inverse covariance times the residual differences, for a noise variance of one.
    errors
        (T,) the same carried back through differencing: u in de Jong's notation.
    diagonal
        Mean diagonal of their covariance, for a noise variance of one.
    """

    innovations: Array
    errors: Array
    diagonal: float


def smoothing_errors(fit: NoiseLatticeFit, position: int, coefficients: Array) -> SmoothingErrors:
    """Give the smoothing errors of one kept node with given coefficients (p,)."""
    spectrum = fit.node_spectrum(position)
    residual = fit.target - fit.columns @ coefficients
    innovations = fit.spectrum.inverse(residual / spectrum)
    padded = np.concatenate([[0.0], innovations, [0.0]])
    return SmoothingErrors(
        innovations=innovations,
        errors=padded[:-1] - padded[1:],
        diagonal=float(np.sum(fit.spectrum.gain / spectrum) / fit.spectrum.periods),
    )


def variance_inflation(touched: NDArray[np.bool_]) -> float:
    """Give the factor by which cleaning makes the noise variance too small.

    Cleaned residuals are psi(z); the variance of the estimate is E psi^2 / (E psi')^2 (Huber
    1964, eq. 2.6), and psi' is one where nothing was touched and zero where it was.
    """
    return float(1 / (1 - touched.mean()) ** 2)


def clean(fit: NoiseLatticeFit, target: Array) -> Array:
    """Give the target (T,) with outlying periods pulled in, at the best noise model of ``fit``.

    The coefficients are solved again at every pass, as the cleaned target moves them. When more
    than one period in five would be pulled in they are not outliers: the target stays as it is.
    """
    position = fit.best
    spectrum = fit.node_spectrum(position)
    weighted = fit.columns / spectrum[:, None]
    factor = fit.factors[position][:-1, :-1]
    variance = fit.noise_variance[position]
    pull = fit.prior.precision * fit.prior.mean
    cleaned = target
    current = fit
    for _ in range(_PASSES):
        right = weighted.T @ current.target / variance + pull
        coefficients = np.linalg.solve(factor.T, np.linalg.solve(factor, right))
        smooth = smoothing_errors(current, position, coefficients)
        deletion = smooth.errors / smooth.diagonal + (target - cleaned)
        sd = np.sqrt(variance / smooth.diagonal)
        pulled = target - (deletion / sd - _influence(deletion / sd)) * sd
        moved = np.abs(pulled - cleaned).max()
        cleaned = pulled
        if np.mean(cleaned != target) > _MOST_OUTLYING:
            return target
        if moved < _SETTLED * sd:
            break
        current = _with_target(fit, cleaned)
    return np.asarray(cleaned)


def _influence(z: Array) -> Array:
    size = np.abs(z)
    falling = _BEND * np.clip((_NOTHING - size) / (_NOTHING - _FLAT), 0, 1)
    return np.asarray(np.sign(z) * np.minimum(np.minimum(size, _BEND), falling))


def _with_target(fit: NoiseLatticeFit, target: Array) -> NoiseLatticeFit:
    return replace(fit, target=fit.spectrum.transform(target[:, None])[:, 0])
