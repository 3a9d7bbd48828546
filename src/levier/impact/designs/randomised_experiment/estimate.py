"""The whole measurement of one randomised experiment on one metric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

from levier.impact.designs.randomised_experiment.adjustment import AdjustedMeans, adjust
from levier.impact.designs.randomised_experiment.contrasts import (
    JointGaussian,
    differences,
    log_ratios,
)
from levier.impact.designs.randomised_experiment.dunnett import (
    adjusted_p_values,
    control_loadings,
    critical_value,
)
from levier.impact.designs.randomised_experiment.newcombe import newcombe_interval
from levier.impact.designs.randomised_experiment.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.impact.designs.randomised_experiment.statistics import ArmStatistics

Interval = tuple[float, float]
NOMINAL = float(ndtri(0.975))


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
        Right 95 times in 100 for this treatment taken alone.
    simultaneous95
        Right for all the treatments at once 95 times in 100 (Dunnett); the same as
        ``interval95`` when there is one treatment.
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
    mean
        Adjusted mean of the outcome per user.
    difference
        Treatment minus control, in the outcome's unit per user.
    relative
        Treatment over control, minus one; None when ``ExperimentEstimate.no_ratio`` says why.
    p_value, adjusted_p_value
        Two-sided, of no difference: for this treatment alone, and for the largest of all.
    incremental
        The difference over all the users of the treatment, in the outcome's unit.
    """

    arm: str
    users: int
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
    """

    control_mean: float
    control_users: int
    comparisons: tuple[Comparison, ...]
    difference: JointGaussian
    log_ratio: JointGaussian | None
    no_ratio: Refusal | None


def measure_experiment(statistics: Sequence[ArmStatistics]) -> ExperimentEstimate:
    """Compare every treatment with the control.

    Parameters
    ----------
    statistics
        One per arm and stratum; the arm named ``control`` is the reference. Users are assumed
        independent and many (a few dozens in each arm): intervals are those of large samples,
        except for a plain rate, whose difference has Newcombe's.

    Raises
    ------
    NotMeasurable
        As ``NotAnExperiment``, with its ``Refusal``, when the arms do not form an experiment.
    """
    means = adjust(statistics)
    difference = differences(means)
    ratio = log_ratios(means)
    log_ratio = None if isinstance(ratio, Refusal) else ratio
    return ExperimentEstimate(
        control_mean=float(means.mean[0]),
        control_users=int(means.users[0]),
        comparisons=_compare(means, difference, log_ratio),
        difference=difference,
        log_ratio=log_ratio,
        no_ratio=ratio if isinstance(ratio, Refusal) else None,
    )


def _compare(
    means: AdjustedMeans, difference: JointGaussian, log_ratio: JointGaussian | None
) -> tuple[Comparison, ...]:
    loadings = control_loadings(difference.covariance)
    absolute = _estimate_differences(means, difference, _bounds(loadings))
    statistics = difference.mean / difference.sd
    adjusted = adjusted_p_values(statistics, loadings)
    relative = [None] * len(absolute) if log_ratio is None else _estimate_ratios(log_ratio)
    return tuple(
        Comparison(
            arm=means.arms[a + 1],
            users=int(means.users[a + 1]),
            mean=float(means.mean[a + 1]),
            difference=absolute[a],
            relative=relative[a],
            p_value=float(2 * ndtr(-abs(statistics[a]))),
            adjusted_p_value=float(adjusted[a]),
            incremental=_scale(absolute[a], int(means.users[a + 1])),
        )
        for a in range(len(absolute))
    )


def _estimate_differences(
    means: AdjustedMeans, joint: JointGaussian, bounds: Interval
) -> list[Estimate]:
    intervals = [_difference_intervals(means, joint, bound) for bound in bounds]
    return [
        Estimate(float(joint.mean[a]), float(joint.sd[a]), intervals[0][a], intervals[1][a])
        for a in range(len(joint.mean))
    ]


def _difference_intervals(
    means: AdjustedMeans, joint: JointGaussian, bound: float
) -> list[Interval]:
    if means.plain and means.conversions is not None:
        cells = [(int(x), int(n)) for x, n in zip(means.conversions, means.users, strict=True)]
        return [newcombe_interval(cell, cells[0], bound) for cell in cells[1:]]
    return _intervals(joint, bound)


def _estimate_ratios(joint: JointGaussian) -> list[Estimate]:
    """Take logarithms of ratios back to relative effects."""
    alone, together = (
        [(float(np.expm1(low)), float(np.expm1(high))) for low, high in _intervals(joint, bound)]
        for bound in _bounds(control_loadings(joint.covariance))
    )
    values = np.expm1(joint.mean)
    return [
        Estimate(float(values[a]), float(joint.sd[a]), alone[a], together[a])
        for a in range(len(values))
    ]


def _bounds(loadings: NDArray[np.float64]) -> Interval:
    return NOMINAL, critical_value(loadings)


def _intervals(joint: JointGaussian, bound: float) -> list[Interval]:
    low, high = joint.mean - bound * joint.sd, joint.mean + bound * joint.sd
    return [(float(a), float(b)) for a, b in zip(low, high, strict=True)]


def _scale(estimate: Estimate, users: int) -> Estimate:
    (low, high), (wide_low, wide_high) = estimate.interval95, estimate.simultaneous95
    return Estimate(
        value=users * estimate.value,
        sd=users * estimate.sd,
        interval95=(users * low, users * high),
        simultaneous95=(users * wide_low, users * wide_high),
    )
