"""The lattice of noise models that a fit is averaged over.

A node is (level ratio, AR share, AR coefficient). Log-normal prior on the level ratio; without
AR part with probability 0.3, else uniform over its shares and coefficients.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.difference_spectrum import Array, difference_spectrum

_CENTRE = 0.04
_SPREAD = 1.3
_LOWEST, _HIGHEST = np.log(0.0015), np.log(1.2)
_AR_NODES: tuple[tuple[float, float], ...] = (
    (0.0, 0.0),
    *(
        (share, coefficient)
        for share in (0.35, 0.65, 0.9)
        for coefficient in (0.25, 0.5, 0.75, 0.9)
    ),
)
_WITHOUT_AR = 0.3
_LONG_SERIES = 1000


@dataclass(frozen=True, slots=True)
class Lattice:
    """Every node with its prior and, for one series length, its spectrum.

    Nodes are numbered row by row: level ratio first, then the AR nodes.

    Attributes
    ----------
    level_ratio, ar_share, ar_coefficient
        (g,) the node's parameters.
    log_prior
        (g,) up to a constant.
    inverse_spectrum
        (g, m) one over the spectrum at the knots.
    log_determinant
        (g,) sum of the log spectrum.
    differences
        n, how many coefficients one series has.
    neighbours
        (g, g) whether two nodes touch.
    """

    level_ratio: Array
    ar_share: Array
    ar_coefficient: Array
    log_prior: Array
    inverse_spectrum: Array
    log_determinant: Array
    differences: int
    neighbours: NDArray[np.bool_]
    coarse: NDArray[np.bool_]
    edge: NDArray[np.bool_]


@lru_cache(maxsize=64)
def lattice(periods: int, level_centre: float = _CENTRE) -> Lattice:
    """Build the lattice for a series length; ``level_centre`` is the prior median level ratio."""
    tables = difference_spectrum(periods)
    step = 0.5 if periods <= _LONG_SERIES else 0.3
    log_ratio = np.arange(_LOWEST, _HIGHEST + step / 2, step) + np.log(level_centre / _CENTRE)
    rows, columns = len(log_ratio), len(_AR_NODES)
    ratio = np.repeat(np.exp(log_ratio), columns)
    share, coefficient = np.tile(np.array(_AR_NODES).T, rows)
    spectra = np.array(
        [tables.spectrum(*node) for node in zip(ratio, share, coefficient, strict=True)]
    )
    row = np.repeat(np.arange(rows), columns)
    return Lattice(
        level_ratio=ratio,
        ar_share=share,
        ar_coefficient=coefficient,
        log_prior=_log_prior(np.log(ratio), share, level_centre),
        inverse_spectrum=1 / spectra[:, tables.knots],
        log_determinant=np.log(spectra).sum(axis=1),
        differences=periods - 1,
        neighbours=_neighbours(rows, columns),
        coarse=_coarse(rows, columns),
        edge=(row == 0) | (row == rows - 1),
    )


def _log_prior(log_ratio: Array, share: Array, centre: float) -> Array:
    level = -0.5 * ((log_ratio - np.log(centre)) / _SPREAD) ** 2
    noise = np.where(
        share == 0, np.log(_WITHOUT_AR), np.log((1 - _WITHOUT_AR) / (len(_AR_NODES) - 1))
    )
    return np.asarray(level + noise)


def _neighbours(rows: int, columns: int) -> NDArray[np.bool_]:
    row, column = np.divmod(np.arange(rows * columns), columns)
    near_row = np.abs(row[:, None] - row[None, :]) <= 1
    return np.asarray(near_row & _near_ar(columns)[column[:, None], column[None, :]])


def _near_ar(columns: int) -> NDArray[np.bool_]:
    """Tell which AR nodes touch: one step apart, or no AR part and the smallest share."""
    block = np.arange(columns) - 1
    share, coefficient = np.divmod(block, 4)
    near = np.abs(share[:, None] - share[None, :]) + np.abs(
        coefficient[:, None] - coefficient[None, :]
    )
    touches = near <= 1
    touches[0, :] = touches[:, 0] = np.concatenate([[True], share[1:] == 0])
    return np.asarray(touches)


def _coarse(rows: int, columns: int) -> NDArray[np.bool_]:
    """Choose the nodes that are tried first: five level ratios, three kinds of noise."""
    chosen = np.zeros((rows, columns), dtype=bool)
    tried = np.unique(np.linspace(1, rows - 2, 5).round().astype(np.intp))
    chosen[tried[:, None], np.array([0, 6, 11])] = True
    return chosen.ravel()
