"""Whether groups moved like their controls before they were reached: all placebos at once.

The Wald statistic of the cells before exposure, which Callaway and Sant'Anna (2021) report too,
read as Hotelling's, which allows for a covariance estimated from a finite number of clusters.
Passing proves nothing: Roth (2022), *American Economic Review: Insights* 4, 305-322, shows how
little power such a test may have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import fdtrc

from levier.impact.designs.difference_in_differences.clusters import reliability_of
from levier.impact.designs.difference_in_differences.inference import (
    cluster_contributions,
    standard_errors,
)
from levier.impact.designs.difference_in_differences.refusals import NoTrendTest

if TYPE_CHECKING:
    from levier.impact.designs.difference_in_differences.group_time import GroupTimeEffects
    from levier.impact.designs.difference_in_differences.panel import Panel

_SAME = 1e-10
"""A direction with less than this share of the variance is none but for rounding."""


@dataclass(frozen=True, slots=True)
class TrendTest:
    """One test of all placebos.

    Attributes
    ----------
    statistic
        Wald's: chi-square with ``placebos`` degrees of freedom when clusters are many.
    placebos
        How many cells before exposure, those that follow from others left out.
    p_value
        Chance of a larger statistic when trends are parallel.
    """

    statistic: float
    placebos: int
    p_value: float


def parallel_trends(panel: Panel, effects: GroupTimeEffects) -> TrendTest | NoTrendTest:
    """Test that every cell before exposure is zero, or say why that cannot be."""
    before = np.flatnonzero(effects.placebo)
    if not len(before):
        return NoTrendTest.NO_EARLIER_PERIODS
    contributions = cluster_contributions(effects.influence[:, before], panel.cluster)
    errors = standard_errors(contributions)
    known = [
        reliability_of(panel, effects, np.array([cell]), float(error))
        for cell, error in zip(before, errors, strict=True)
    ]
    if any(one.caution is not None for one in known):
        return NoTrendTest.FEW_CLUSTERS
    # Studentised first, so that the unit of the outcome cannot harm the inversion.
    studentised = effects.value[before] / errors
    correlation = (contributions / errors).T @ (contributions / errors)
    # Two groups that are each other's only controls have one placebo between them.
    count = int(np.linalg.matrix_rank(correlation, hermitian=True, rtol=_SAME))
    if count > min(one.degrees_of_freedom for one in known):
        return NoTrendTest.FEW_CLUSTERS
    inverse = np.linalg.pinv(correlation, hermitian=True, rcond=_SAME)
    return _hotelling(float(studentised @ inverse @ studentised), count, len(contributions))


def _hotelling(statistic: float, count: int, clusters: int) -> TrendTest:
    freedom = clusters - count
    scaled = statistic * freedom / (count * (clusters - 1))
    return TrendTest(statistic, count, float(fdtrc(count, freedom, scaled)))
