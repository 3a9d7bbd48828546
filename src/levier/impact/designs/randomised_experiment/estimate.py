"""The whole measurement of one randomised experiment on one metric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.randomised_experiment.adjustment import AdjustedMeans, adjust
from levier.impact.designs.randomised_experiment.contrasts import (
    JointGaussian,
    differences,
    log_ratios,
)
from levier.impact.designs.randomised_experiment.dunnett import control_loadings
from levier.impact.designs.randomised_experiment.error_bounds import (
    NOMINAL,
    ReadByClusters,
    ReadOnce,
    ReadWhileItRan,
)
from levier.impact.designs.randomised_experiment.newcombe import newcombe_interval
from levier.impact.designs.randomised_experiment.refusals import NotAnExperiment, Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.impact.designs.randomised_experiment.error_bounds import ErrorBounds
    from levier.impact.designs.randomised_experiment.sequential import Sequential
    from levier.impact.designs.randomised_experiment.statistics import ArmStatistics

    Array = NDArray[np.float64]

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One figure with its 95 % intervals.

    Attributes
    ----------
    value
        The estimate.
    sd
        Its standard deviation, on the same scale; for a relative effect, that of the logarithm
        of the ratio.
    interval95
        Right 95 times in 100 for this treatment taken alone; at every look at once, when the
        test was read while it ran.
    simultaneous95
        Right for all the treatments at once 95 times in 100 (Dunnett, or Bonferroni where the
        bounds are not normal); the same as ``interval95`` when there is one treatment.
    """

    value: float
    sd: float
    interval95: Interval
    simultaneous95: Interval


@dataclass(frozen=True, slots=True)
class Comparison:
    """One treatment against the control.

    Attributes
    ----------
    arm
        Name of the treatment.
    users
        Users assigned to it.
    volume
        Over how many units its mean is taken: its users, or those of the ratio's denominator.
    mean
        Adjusted mean of the outcome per user (per unit of the denominator of a ratio).
    difference
        Treatment minus control, in the outcome's unit per user.
    relative
        Treatment over control, minus one; None when ``ExperimentEstimate.no_ratio`` says why.
    p_value, adjusted_p_value
        Two-sided, of no difference: for this treatment alone, and for the largest of all.
    incremental
        The difference over the ``volume`` of the treatment, in the outcome's unit.
    """

    arm: str
    users: int
    volume: float
    mean: float
    difference: Estimate
    relative: Estimate | None
    p_value: float
    adjusted_p_value: float
    incremental: Estimate


@dataclass(frozen=True, slots=True)
class ExperimentEstimate:
    """What one experiment says about one metric.

    Attributes
    ----------
    control_mean
        Adjusted mean of the control per user.
    control_users
        Users assigned to the control.
    comparisons
        A of them, in the order of the arms of the two joint distributions.
    difference
        Joint distribution of the differences: mean (A,), covariance (A, A).
    log_ratio
        Joint distribution of log(treatment / control); None with ``no_ratio``.
    no_ratio
        Why there is no relative effect; None when there is one.
    stretch
        (A,) half-widths of the intervals over those of a normal distribution with the same
        standard deviation: 1 for a test read once, more for a sequential one or for clusters.
        Whoever draws from the joint distributions stretches them by as much.
    """

    control_mean: float
    control_users: int
    comparisons: tuple[Comparison, ...]
    difference: JointGaussian
    log_ratio: JointGaussian | None
    no_ratio: Refusal | None
    stretch: NDArray[np.float64]


def measure_experiment(
    statistics: Sequence[ArmStatistics], sequential: Sequential | None = None
) -> ExperimentEstimate:
    """Compare every treatment with the control.

    Parameters
    ----------
    statistics
        One per arm and stratum; the arm named ``control`` is the reference. Users are assumed
        independent and many (a few dozens in each arm): intervals are those of large samples,
        except for a plain rate, whose difference has Newcombe's, and for clusters, whose
        differences have Student's.
    sequential
        Given when the test may have been looked at while it ran: intervals and p-values then
        hold at every look. None: read once, at a size chosen beforehand.

    Raises
    ------
    NotMeasurable
        As ``NotAnExperiment``, with its ``Refusal``, when the arms do not form an experiment.
    """
    means = adjust(statistics)
    difference = differences(means)
    bounds = _bounds_of(means, sequential)
    ratio = log_ratios(means)
    log_ratio = None if isinstance(ratio, Refusal) else ratio
    return ExperimentEstimate(
        control_mean=float(means.mean[0]),
        control_users=int(means.users[0]),
        comparisons=_compare(means, difference, log_ratio, bounds),
        difference=difference,
        log_ratio=log_ratio,
        no_ratio=ratio if isinstance(ratio, Refusal) else None,
        stretch=bounds.alone(control_loadings(difference.covariance)) / NOMINAL,
    )


def _bounds_of(means: AdjustedMeans, sequential: Sequential | None) -> ErrorBounds:
    """Choose how many standard errors each side, by how the test was drawn and read."""
    if means.freedom is not None:
        if sequential is not None:
            raise NotAnExperiment(Refusal.CLUSTERS_SEQUENTIAL)
        return ReadByClusters(_freedom_of_differences(means, means.freedom))
    if sequential is not None:
        return ReadWhileItRan(sequential, float(means.users.sum()))
    return ReadOnce()


def _freedom_of_differences(means: AdjustedMeans, freedom: Array) -> Array:
    """Give the degrees of freedom (A,) of each difference of two means, after Welch (1947)."""
    variances = np.diag(means.covariance)
    each = variances**2 / freedom
    found: Array = (variances[0] + variances[1:]) ** 2 / (each[0] + each[1:])
    return found


def _compare(
    means: AdjustedMeans,
    difference: JointGaussian,
    log_ratio: JointGaussian | None,
    bounds: ErrorBounds,
) -> tuple[Comparison, ...]:
    loadings = control_loadings(difference.covariance)
    absolute = _estimate_differences(means, difference, bounds)
    statistics = difference.mean / difference.sd
    alone = bounds.p_values(statistics)
    adjusted = bounds.adjusted_p_values(statistics, loadings)
    relative = [None] * len(absolute) if log_ratio is None else _estimate_ratios(log_ratio, bounds)
    return tuple(
        Comparison(
            arm=means.arms[a + 1],
            users=int(means.users[a + 1]),
            volume=float(means.volume[a + 1]),
            mean=float(means.mean[a + 1]),
            difference=absolute[a],
            relative=relative[a],
            p_value=float(alone[a]),
            adjusted_p_value=float(adjusted[a]),
            incremental=_scale(absolute[a], float(means.volume[a + 1])),
        )
        for a in range(len(absolute))
    )


def _estimate_differences(
    means: AdjustedMeans, joint: JointGaussian, bounds: ErrorBounds
) -> list[Estimate]:
    loadings = control_loadings(joint.covariance)
    rates = _plain_rates(means) if isinstance(bounds, ReadOnce) else None
    alone, together = (
        _intervals(joint, wide) if rates is None else _newcombe_intervals(rates, float(wide[0]))
        for wide in (bounds.alone(loadings), bounds.together(loadings))
    )
    return [
        Estimate(float(joint.mean[a]), float(joint.sd[a]), alone[a], together[a])
        for a in range(len(joint.mean))
    ]


def _plain_rates(means: AdjustedMeans) -> list[tuple[int, int]] | None:
    """Give conversions and users of each arm; None where the difference is no plain one of rates.

    A test read while it ran keeps the bounds of the theorem that holds at every look.
    """
    if not means.plain or means.conversions is None:
        return None
    return [(int(x), int(n)) for x, n in zip(means.conversions, means.users, strict=True)]


def _newcombe_intervals(rates: list[tuple[int, int]], bound: float) -> list[Interval]:
    return [newcombe_interval(rate, rates[0], bound) for rate in rates[1:]]


def _estimate_ratios(joint: JointGaussian, bounds: ErrorBounds) -> list[Estimate]:
    """Take logarithms of ratios back to relative effects."""
    loadings = control_loadings(joint.covariance)
    alone, together = (
        [(float(np.expm1(low)), float(np.expm1(high))) for low, high in _intervals(joint, wide)]
        for wide in (bounds.alone(loadings), bounds.together(loadings))
    )
    values = np.expm1(joint.mean)
    return [
        Estimate(float(values[a]), float(joint.sd[a]), alone[a], together[a])
        for a in range(len(values))
    ]


def _intervals(joint: JointGaussian, bounds: Array) -> list[Interval]:
    low, high = joint.mean - bounds * joint.sd, joint.mean + bounds * joint.sd
    return [(float(a), float(b)) for a, b in zip(low, high, strict=True)]


def _scale(estimate: Estimate, volume: float) -> Estimate:
    (low, high), (wide_low, wide_high) = estimate.interval95, estimate.simultaneous95
    return Estimate(
        value=volume * estimate.value,
        sd=volume * estimate.sd,
        interval95=(volume * low, volume * high),
        simultaneous95=(volume * wide_low, volume * wide_high),
    )
