"""A ratio of two things measured on each user: revenue per session, clicks per view.

Users are drawn by lot and bring several sessions each, so that sessions are no independent
trials. The delta method gives the error of the ratio of two means from what each user brought:
Deng, Knoblich and Lu (2018), *Applying the delta method in metric analytics: a practical guide
with novel ideas*, KDD, equation 4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from levier.errors import InvalidArgument
from levier.impact.designs.randomised_experiment.refusals import NotAnExperiment, Refusal
from levier.impact.designs.randomised_experiment.statistics import ArmStatistics

STANDARD_ERRORS_FROM_ZERO = 3.0


@dataclass(frozen=True, slots=True)
class PerUser:
    """Mean and standard deviation over the users of an arm (over its clusters, if drawn)."""

    mean: float
    sd: float


def of_ratio(
    arm: str,
    units: int,
    numerator: PerUser,
    denominator: PerUser,
    correlation: float,
    *,
    stratum: str = "",
) -> ArmStatistics:
    """Take the ratio of the means of two quantities of the same users.

    With R the ratio, its variance per user is (s_y^2 - 2 R r s_y s_x + R^2 s_x^2) / m_x^2.

    Parameters
    ----------
    arm, stratum
        Names.
    units
        Users of the arm, or its clusters when the figures are totals of clusters.
    numerator, denominator
        What the users brought of each.
    correlation
        Of the two over the users, between -1 and 1.

    Raises
    ------
    InvalidArgument
        When a figure is impossible.
    NotMeasurable
        As ``NotAnExperiment`` when the denominator is within three standard errors of zero.
    """
    y, x = numerator, denominator
    figures = (y.mean, y.sd, x.mean, x.sd, correlation)
    if not (all(map(math.isfinite, figures)) and y.sd >= 0 <= x.sd and abs(correlation) <= 1):
        msg = f"arm {arm!r}: expected sd >= 0 and -1 <= correlation <= 1, got {figures}"
        raise InvalidArgument(msg)
    if x.mean <= STANDARD_ERRORS_FROM_ZERO * x.sd / math.sqrt(max(units, 1)):
        raise NotAnExperiment(Refusal.DENOMINATOR_NEAR_ZERO, arm=arm)
    ratio = y.mean / x.mean
    variance = y.sd**2 - 2 * ratio * correlation * y.sd * x.sd + (ratio * x.sd) ** 2
    return ArmStatistics(
        arm, units, ratio, max(variance, 0.0) / x.mean**2, stratum=stratum, volume=units * x.mean
    )
