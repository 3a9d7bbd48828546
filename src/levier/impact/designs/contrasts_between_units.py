"""Several decisions that reached some units and not others, measured jointly on the differences.

Whatever moves all units alike in a period (season, market, a decision for everyone) is taken out
by comparing units within that period: two-way fixed effects. What is left of a unit wanders and
has coloured noise like any series (``models.noise_lattice_fit``), the same noise model for all
units up to their own scale, so that N units make N - 1 independent series and time counts as
well as units do. It is feasible generalised least squares for panels with serial correlation
(Hansen 2007, *Journal of Econometrics* 140, 670-694; Brewer, Crossley and Joyce 2018, *Journal of
Econometric Methods* 7, on why this is what few groups need), with the noise model averaged over.

What it assumes and ``difference_in_differences`` does not: one decision has one average effect,
in one shape, on every unit that it reaches.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from levier.errors import InvalidArgument
from levier.impact.models.candidate_averaging import (
    AveragedPosterior,
    CandidateSet,
    average_candidates,
    best_choice,
)
from levier.impact.models.difference_spectrum import Array
from levier.impact.models.noise_lattice_fit import (
    CoefficientPrior,
    NoiseLatticeFit,
    fit_noise_lattice,
)

FEWEST_UNITS = 3
FEWEST_PERIODS = 12
_BORROWED = 10.0
"""How many differences' worth of the usual noise a unit's own noise is drawn to."""


@dataclass(frozen=True, slots=True)
class UnitPaths:
    """What one decision may have looked like: (N, T, c) heights and (c,) prior weights."""

    heights: Array
    weights: Array


@dataclass(frozen=True, slots=True)
class ContrastsMeasurement:
    """The joint answer.

    Attributes
    ----------
    posterior
        Of the k full effects, on the scale of the outcome.
    fit
        At the most probable shapes.
    unit_sd
        (N,) noise of each unit relative to the others, as used.
    contrasts
        (N - 1, N) the comparisons.
    """

    posterior: AveragedPosterior
    fit: NoiseLatticeFit
    unit_sd: Array
    contrasts: Array


def measure_contrasts(
    outcome: Array, paths: tuple[UnitPaths, ...], prior_sd: float, level_centre: float
) -> ContrastsMeasurement:
    """Measure k decisions at once.

    Parameters
    ----------
    outcome
        (N, T) on the scale on which effects add up, without gaps.
    paths
        Of each decision; the first candidate is the declared one.
    prior_sd
        Wide prior of a full effect.
    level_centre
        Prior median of the level's step over the noise, for the grain of the series.

    Raises
    ------
    InvalidArgument
        When there are too few units or periods, or a decision reaches all units alike: then
        nothing differs between them.
    """
    _require(outcome, paths)
    unit_sd = relative_noise(outcome)
    contrasts = _contrasts(unit_sd)
    target = contrasts @ outcome
    candidates = tuple(
        CandidateSet(np.einsum("sn,ntc->stc", contrasts, one.heights), np.log(one.weights))
        for one in paths
    )
    prior = CoefficientPrior(
        np.zeros(len(paths)),
        np.full(len(paths), prior_sd**-2),
        np.zeros(len(paths), dtype=bool),
    )
    choice = np.zeros(len(paths), dtype=np.intp)
    fit = _fit(candidates, choice, target, prior, level_centre)
    choice = best_choice(fit, candidates)
    if choice.any():
        fit = _fit(candidates, choice, target, prior, level_centre)
    posterior = average_candidates(fit, candidates, choice)
    return ContrastsMeasurement(posterior, fit, unit_sd, contrasts)


def lead_score(measured: ContrastsMeasurement, heights: Array, periods: int) -> float | None:
    """Score a change of the units reached in the ``periods`` just before they were, in errors.

    ``heights`` (N, T) is the declared path; None when there is nothing before to look at.
    """
    acting = heights > 0
    starts = np.where(acting.any(axis=1), np.argmax(acting, axis=1), heights.shape[1])
    when = np.arange(heights.shape[1])
    lead = (when >= (starts - periods)[:, None]) & (when < starts[:, None])
    lead &= (starts < heights.shape[1])[:, None]
    if starts.min() <= periods:
        return None
    return float(_scores(measured, lead.astype(float)[:, :, None])[0])


def placebo_share(
    measured: ContrastsMeasurement, heights: Array, decision: int, *, tries: int, seed: int
) -> tuple[float, int]:
    """Deal the dates of exposure among the units again and rank the true deal.

    Parameters
    ----------
    measured, heights, decision
        The answer, the declared path (N, T) and the place of the decision in the answer.
    tries, seed
        Deals drawn, and the seed.

    Returns
    -------
    tuple
        Share of the deals, the true one included, whose score is at least as far from zero, and
        how many others were tried. The decision's own effect is put back before it is scored.
    """
    generator = np.random.default_rng(seed)
    deals = [heights, *(generator.permutation(heights) for _ in range(tries))]
    unlike = [one for one in deals[1:] if not np.array_equal(one, heights)]
    scores = np.abs(_scores(measured, np.stack([heights, *unlike], axis=-1), without=decision))
    return float((scores >= scores[0] * (1 - 1e-9)).mean()), len(unlike)


def _scores(measured: ContrastsMeasurement, paths: Array, *, without: int | None = None) -> Array:
    """Score added paths (N, T, m), one at a time, in standard errors (m,).

    ``without`` names a decision whose column is left out of the fit.
    """
    fit = measured.fit
    position, kept = fit.best, np.ones(fit.columns.shape[1], dtype=bool)
    if without is not None:
        kept[without] = False
    columns, precision = fit.columns[:, kept], fit.prior.precision[kept]
    weights = 1 / np.tile(fit.node_spectrum(position), len(measured.contrasts))
    weights /= fit.noise_variance[position]
    added = fit.spectrum.transform(np.einsum("sn,ntm->stm", measured.contrasts, paths))
    weighted = added * weights[:, None]
    gram = (columns * weights[:, None]).T @ columns + np.diag(precision)
    cross = weighted.T @ columns
    right = (columns * weights[:, None]).T @ fit.target
    numerator = weighted.T @ fit.target - cross @ np.linalg.solve(gram, right)
    explained = np.einsum("mi,im->m", cross, np.linalg.solve(gram, cross.T))
    information = np.einsum("jm,jm->m", weighted, added) - explained
    return np.asarray(numerator / np.sqrt(np.maximum(information, 1e-300)))


def relative_noise(outcome: Array) -> Array:
    """Give how noisy each unit (N,) is, from its changes beyond those of all units together.

    A unit's own figure is drawn to that of all, the more so the shorter the series.
    """
    change = np.diff(outcome, axis=1)
    own = change - change.mean(axis=0)
    variance = (own**2).mean(axis=1)
    usual = variance.mean()
    if usual <= 0:
        return np.ones(len(outcome))
    count = change.shape[1]
    drawn = (count * variance + _BORROWED * usual) / (count + _BORROWED)
    return np.asarray(np.sqrt(drawn / usual))


def differs_between_units(heights: Array) -> bool:
    """Tell whether a path (N, T) is not the same for all units."""
    return bool(np.ptp(heights, axis=0).max() > 1e-9)


def _require(outcome: Array, paths: tuple[UnitPaths, ...]) -> None:
    units, periods = outcome.shape
    if units < FEWEST_UNITS or periods < FEWEST_PERIODS:
        raise InvalidArgument(
            f"outcome has {units} units and {periods} periods; expected at least "
            f"{FEWEST_UNITS} and {FEWEST_PERIODS}"
        )
    for position, one in enumerate(paths):
        if not differs_between_units(one.heights[:, :, 0]):
            raise InvalidArgument(
                f"decision {position} reaches every unit alike: nothing differs between them"
            )


def _contrasts(unit_sd: Array) -> Array:
    """Give N - 1 independent comparisons (N - 1, N), blind to what all units share."""
    basis, _ = np.linalg.qr((1 / unit_sd)[:, None], mode="complete")
    return np.asarray(basis[:, 1:].T / unit_sd)


def _fit(
    candidates: tuple[CandidateSet, ...],
    choice: np.ndarray[tuple[int], np.dtype[np.intp]],
    target: Array,
    prior: CoefficientPrior,
    level_centre: float,
) -> NoiseLatticeFit:
    design = np.stack(
        [one.columns[:, :, chosen] for one, chosen in zip(candidates, choice, strict=True)], axis=-1
    )
    return fit_noise_lattice(design, target, prior, level_centre)
