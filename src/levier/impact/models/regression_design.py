"""The columns that explain a series besides the decisions, each with its prior and its part."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.difference_spectrum import Array
from levier.impact.models.noise_lattice_fit import CoefficientPrior

_WIDE = 10.0
_SEASON = 2.0
_CONTROL = 2.0
_MISSING = 100.0


class Part(StrEnum):
    """To which part of the reconciliation a column belongs."""

    TREND = "trend"
    SEASON = "season"
    CONTROLS = "controls"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Background:
    """Columns without the decisions.

    Attributes
    ----------
    columns
        (T, p).
    prior_sd
        (p,) on the scale of the analysis.
    parts
        For each column, its part.
    """

    columns: Array
    prior_sd: Array
    parts: tuple[Part, ...]

    def and_also(self, columns: Array, prior_sd: float, part: Part) -> Background:
        """Append columns (T, k) that share a prior standard deviation."""
        count = columns.shape[1]
        return Background(
            np.hstack([self.columns, columns]),
            np.append(self.prior_sd, np.full(count, prior_sd)),
            (*self.parts, *((part,) * count)),
        )

    @property
    def is_control(self) -> NDArray[np.bool_]:
        """Tell (p,) which columns are controls, whose common prior scale is learned."""
        return np.array([part is Part.CONTROLS for part in self.parts], dtype=bool)


def background(periods: int, scale: float, season: Array, controls: Array) -> Background:
    """Put together drift, season (T, s) and controls (T, c), standardised here.

    ``scale`` is the spread of the series on the scale of the analysis; priors are wide multiples
    of it, so that nothing depends on the metric's unit.
    """
    drift = ((np.arange(periods) - periods / 2) / periods)[:, None]
    start = Background(drift, np.array([_WIDE * scale]), (Part.TREND,))
    seasonal = start.and_also(season, _SEASON * scale, Part.SEASON)
    return seasonal.and_also(standardise(controls), _CONTROL * scale, Part.CONTROLS)


def with_missing(known: Background, usable: NDArray[np.bool_], scale: float) -> Background:
    """Give every unusable period a column of its own: exact, whatever is filled in there."""
    gaps = np.flatnonzero(~usable)
    indicators = np.zeros((len(usable), len(gaps)))
    indicators[gaps, np.arange(len(gaps))] = 1
    return known.and_also(indicators, _MISSING * scale, Part.MISSING)


def fill(target: Array, usable: NDArray[np.bool_]) -> Array:
    """Interpolate a target (T,) over its unusable periods; their columns undo any error."""
    periods = np.arange(len(target))
    return np.interp(periods, periods[usable], target[usable])


def standardise(columns: Array) -> Array:
    """Give columns mean zero and spread one; a constant column is left at zero."""
    centred = columns - columns.mean(axis=0)
    spread = centred.std(axis=0)
    return np.asarray(centred / np.where(spread > 0, spread, 1.0))


def joint_prior(known: Background, effect_mean: Array, effect_variance: Array) -> CoefficientPrior:
    """Put the priors of the background and of the effects (last) together."""
    return CoefficientPrior(
        mean=np.append(np.zeros(len(known.parts)), effect_mean),
        precision=np.append(1 / known.prior_sd**2, 1 / effect_variance),
        shared_scale=np.append(known.is_control, np.zeros(len(effect_mean), dtype=bool)),
    )
