"""Whole stores, teams or countries drawn by lot, their users measured: clustered assignment.

Users of one cluster are alike, so that a thousand of them in one store say less than a thousand
drawn one by one. Two sets of figures say how much less, whichever the analyst can compute: one
mean per cluster, or the correlation of users within a cluster. Donner and Klar (2000), *Design
and Analysis of Cluster Randomization Trials in Health Research*, chapters 5 and 6.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.impact.designs.randomised_experiment.refusals import NotAnExperiment, Refusal
from levier.impact.designs.randomised_experiment.statistics import ArmStatistics

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

FEWEST_PER_ARM = 2
LARGEST_P_VALUE = 0.05


def of_cluster_means(statistics: ArmStatistics, clusters: int) -> ArmStatistics:
    """Take figures whose mean and variance are those of the clusters' own means.

    Each cluster counts for one, whatever its size, and the squared standard error is the
    variance between the clusters over their number. Of a ratio, numerator and denominator are
    the clusters' totals.
    """
    _require_clusters(statistics, clusters)
    per_user = statistics.variance * statistics.users / clusters
    covariate = statistics.covariate
    if covariate is not None:
        between = covariate.sd * math.sqrt(statistics.users / clusters)
        covariate = replace(covariate, sd=between)
    return replace(statistics, variance=per_user, clusters=clusters, covariate=covariate)


def of_users_within(
    statistics: ArmStatistics, clusters: int, correlation: float, size_sd: float = 0.0
) -> ArmStatistics:
    """Take figures of users, alike within their cluster by an intra-cluster ``correlation``.

    The variance is multiplied by 1 + ((1 + cv^2) m - 1) rho, with m users a cluster on average
    and cv the coefficient of variation of the clusters' sizes: Eldridge, Ashby and Kerry (2006),
    *International Journal of Epidemiology* 35, 1292-1300.

    Raises
    ------
    InvalidArgument
        When the correlation is not between 0 and 1.
    """
    _require_clusters(statistics, clusters)
    if not (0 <= correlation <= 1 and size_sd >= 0):
        msg = f"expected 0 <= correlation <= 1 and size_sd >= 0, got {correlation} and {size_sd}"
        raise InvalidArgument(msg)
    size = statistics.users / clusters
    effect = 1 + ((1 + (size_sd / size) ** 2) * size - 1) * correlation
    return replace(statistics, variance=statistics.variance * effect, clusters=clusters)


def require_enough_clusters(table: Sequence[Sequence[ArmStatistics]]) -> None:
    """Refuse a draw of so few clusters that no outcome of it could prove anything.

    With k clusters against m there are C(k + m, k) ways to draw (their product over strata), and
    the two most extreme ones have a p-value of two over that number by Fisher's exact argument.
    When even this is above 5 %, what a t distribution would prove rests on its shape alone:
    three against three are refused, four against four are not.

    Parameters
    ----------
    table
        Strata, each with its arms, the control first.
    """
    counts = [[one.clusters for one in row] for row in table]
    given = [count is not None for row in counts for count in row]
    if not any(given):
        return
    if not all(given):
        raise NotAnExperiment(Refusal.CLUSTERS_INCOMPLETE)
    for arm in range(1, len(table[0])):
        pairs = [(row[0] or 0, row[arm] or 0) for row in counts]
        draws = math.prod(math.comb(k + m, k) for k, m in pairs)
        fewest = min(min(pair) for pair in pairs)
        if fewest < FEWEST_PER_ARM or 2 / draws > LARGEST_P_VALUE:
            raise NotAnExperiment(
                Refusal.TOO_FEW_CLUSTERS,
                arm=table[0][arm].arm,
                clusters=sum(m for _, m in pairs),
                control=sum(k for k, _ in pairs),
            )


def degrees_of_freedom(
    variances: NDArray[np.float64], clusters: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give each arm's degrees of freedom (A + 1,) after Satterthwaite (1946).

    Parameters
    ----------
    variances
        (strata, A + 1) what each stratum adds to the variance of each arm's mean.
    clusters
        (strata, A + 1) numbers of clusters.
    """
    freedom: NDArray[np.float64] = variances.sum(axis=0) ** 2 / (variances**2 / (clusters - 1)).sum(
        axis=0
    )
    return freedom


def _require_clusters(statistics: ArmStatistics, clusters: int) -> None:
    if not 1 <= clusters <= statistics.users:
        msg = (
            f"arm {statistics.arm!r}: expected 1 <= clusters <= users, "
            f"got {clusters} of {statistics.users}"
        )
        raise InvalidArgument(msg)
