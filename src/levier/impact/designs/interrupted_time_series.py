"""Several decisions, overlapping in time, measured jointly on one series.

The series is a wandering level, a season, controls, coloured noise and one column per decision
(Box and Tiao 1975; Harvey 1989, chapter 7). All decisions are estimated together, their joint
covariance is kept, noise models are averaged over (``models.noise_lattice_fit``) and so are the
start and the shape of every effect (``models.candidate_averaging``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.candidate_averaging import (
    AveragedPosterior,
    CandidateSet,
    average_candidates,
    best_choice,
    without_averaging,
)
from levier.impact.models.difference_spectrum import Array
from levier.impact.models.noise_lattice_fit import NoiseLatticeFit, fit_noise_lattice
from levier.impact.models.regression_design import Background, fill, joint_prior, with_missing
from levier.impact.models.robust_cleaning import clean, variance_inflation

DAILY_LEVEL_CENTRE = 0.04


@dataclass(frozen=True, slots=True)
class SeriesToMeasure:
    """One series on the scale of the analysis.

    Attributes
    ----------
    target
        (T,) log, log-odds or plain values; anything where ``usable`` is False.
    usable
        (T,) False where missing or masked.
    background
        Trend, season and controls.
    scale
        Spread of the target, for priors that do not depend on the unit.
    level_centre
        Prior median of the level's step over the noise, for the grain of the series.
    """

    target: Array
    usable: NDArray[np.bool_]
    background: Background
    scale: float
    level_centre: float = DAILY_LEVEL_CENTRE


@dataclass(frozen=True, slots=True)
class Interventions:
    """The decisions on one series.

    Attributes
    ----------
    candidates
        One set per decision; the first candidate is the declared one.
    prior_mean, prior_variance
        (k,) of the average effect on the scale of the analysis.
    """

    candidates: tuple[CandidateSet, ...]
    prior_mean: Array
    prior_variance: Array


@dataclass(frozen=True, slots=True)
class JointMeasurement:
    """The answer for one series.

    Attributes
    ----------
    fit
        The fit at the most probable shapes and starts.
    posterior
        Joint posterior of the average effects.
    choice
        (k,) the most probable candidate of each decision.
    cleaned
        (T,) the target with outliers pulled in and gaps filled, as fitted.
    touched
        (T,) where cleaning changed it.
    background
        With one column for each unusable period.
    interventions
        What was asked.
    """

    fit: NoiseLatticeFit
    posterior: AveragedPosterior
    choice: NDArray[np.intp]
    cleaned: Array
    touched: NDArray[np.bool_]
    background: Background
    interventions: Interventions


def measure_jointly(
    series: SeriesToMeasure,
    interventions: Interventions,
    *,
    cleaning: bool = True,
    averaging: bool = True,
) -> JointMeasurement:
    """Measure all decisions on one series at once.

    Parameters
    ----------
    series, interventions
        The series and the decisions, at least one.
    cleaning
        Whether outlying periods are pulled in before the final fit.
    averaging
        Whether starts and shapes are averaged over; without it the declared ones are taken.
    """
    known = with_missing(series.background, series.usable, series.scale)
    target = fill(series.target, series.usable)
    choice = np.zeros(len(interventions.candidates), dtype=np.intp)
    fit = _fit(series, known, target, interventions, choice)
    cleaned = clean(fit, target) if cleaning else target
    touched = np.abs(cleaned - target) > 1e-9 * series.scale
    inflation = variance_inflation(touched)
    if touched.any():
        fit = _fit(series, known, cleaned, interventions, choice, inflation)
    if averaging:
        choice = best_choice(fit, interventions.candidates)
        if choice.any():
            fit = _fit(series, known, cleaned, interventions, choice, inflation)
        posterior = average_candidates(fit, interventions.candidates, choice)
    else:
        posterior = without_averaging(fit, len(interventions.candidates))
    return JointMeasurement(fit, posterior, choice, cleaned, touched, known, interventions)


def _fit(
    series: SeriesToMeasure,
    known: Background,
    target: Array,
    interventions: Interventions,
    choice: NDArray[np.intp],
    inflation: float = 1.0,
) -> NoiseLatticeFit:
    effects = np.column_stack(
        [
            candidate.columns[:, chosen]
            for candidate, chosen in zip(interventions.candidates, choice, strict=True)
        ]
    )
    prior = joint_prior(known, interventions.prior_mean, interventions.prior_variance)
    return fit_noise_lattice(
        np.hstack([known.columns, effects]), target, prior, series.level_centre, inflation
    )
