"""What a series may do next, drawn from the noise model that its past fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.impact.models.difference_spectrum import Array, difference_spectrum

if TYPE_CHECKING:
    from levier.impact.models.noise_lattice_fit import NoiseLatticeFit

_REMEMBERED = 150
"""Last differences that the continuation starts from: noise is forgotten sooner."""


def continue_noise(
    fit: NoiseLatticeFit, residual: Array, further: int, generator: np.random.Generator
) -> Array:
    """Draw ``further`` more periods (H,) of a series that has wandered to the end of ``residual``.

    One of the noise models kept is drawn by its weight, then a path of it given the past
    (conditional simulation by kriging of the residuals: Journel and Huijbregts 1978, chapter 7).

    Parameters
    ----------
    fit
        Of the past.
    residual
        (T,) the past less all that explains it.
    further
        H, at least one.
    generator
        Where the draws come from.
    """
    node = int(generator.choice(len(fit.weights), p=fit.weights))
    place = fit.kept[node]
    tables = difference_spectrum(len(residual) + further)
    spectrum = fit.noise_variance[node] * tables.spectrum(
        float(fit.nodes.level_ratio[place]),
        float(fit.nodes.ar_share[place]),
        float(fit.nodes.ar_coefficient[place]),
    )
    drawn = tables.inverse(np.sqrt(spectrum) * generator.standard_normal(len(spectrum)))
    past = np.diff(residual)
    known = slice(max(len(past) - _REMEMBERED, 0), len(past))
    basis = tables.inverse(np.eye(len(spectrum)))
    near = basis[known] * spectrum
    gap = np.linalg.solve(near @ basis[known].T, past[known] - drawn[known])
    steps = drawn[len(past) :] + basis[len(past) :] @ near.T @ gap
    return np.asarray(residual[-1] + np.cumsum(steps))
