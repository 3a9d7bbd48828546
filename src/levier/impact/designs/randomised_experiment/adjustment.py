"""From arms and strata to one mean per arm, adjusted, with the covariance of those means.

CUPED: Deng, Xu, Kohavi and Walker (2013), *Improving the sensitivity of online controlled
experiments by utilizing pre-experiment data*, WSDM. Post-stratification: Miratrix, Sekhon and
Yu (2013), *Journal of the Royal Statistical Society B* 75, 369-396.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.randomised_experiment.clusters import (
    degrees_of_freedom,
    require_enough_clusters,
)
from levier.impact.designs.randomised_experiment.refusals import NotAnExperiment, Refusal
from levier.impact.designs.randomised_experiment.statistics import CONTROL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.impact.designs.randomised_experiment.statistics import ArmStatistics, Covariate

FEWEST_USERS = 2


@dataclass(frozen=True, slots=True)
class AdjustedMeans:
    """One mean per arm, the control first.

    Attributes
    ----------
    arms
        Names, ``control`` first, then the treatments in alphabetical order: A + 1 of them.
    users, conversions
        (A + 1,) totals over the strata; ``conversions`` is None for a quantity.
    mean
        (A + 1,) adjusted means of the outcome per user.
    covariance
        (A + 1, A + 1) of those means.
    plain
        True for a rate of users drawn one by one without strata or covariate, which has an exact
        interval of its own.
    volume
        (A + 1,) over how many units each mean is taken: the users, or those of a denominator.
    freedom
        (A + 1,) degrees of freedom of each variance; None when users were drawn one by one.
    """

    arms: tuple[str, ...]
    users: NDArray[np.int64]
    conversions: NDArray[np.int64] | None
    mean: NDArray[np.float64]
    covariance: NDArray[np.float64]
    plain: bool
    volume: NDArray[np.float64]
    freedom: NDArray[np.float64] | None


def adjust(statistics: Sequence[ArmStatistics]) -> AdjustedMeans:
    """Adjust for the covariate within each stratum, then weight strata by their pooled share.

    Strata weigh by their users, or by the units of the denominator of a ratio.

    Raises
    ------
    NotMeasurable
        As ``NotAnExperiment``, with its ``Refusal``, when the arms do not form an experiment.
    """
    arms = _name_arms(statistics)
    strata = sorted({one.stratum for one in statistics})
    table = [_arms_of_stratum(statistics, arms, stratum) for stratum in strata]
    _require_one_kind(statistics)
    require_enough_clusters(table)
    users = np.array([[one.users for one in row] for row in table], dtype=np.int64)
    volume = np.array([[one.total for one in row] for row in table])
    shares = volume.sum(axis=1) / volume.sum()
    parts = [_adjust_stratum(row) for row in table]
    covariances = [w**2 * v for w, (_, v) in zip(shares, parts, strict=True)]
    return AdjustedMeans(
        arms=arms,
        users=users.sum(axis=0),
        conversions=_total_conversions(table),
        mean=sum((w * m for w, (m, _) in zip(shares, parts, strict=True)), np.zeros(len(arms))),
        covariance=sum(covariances, np.zeros((len(arms),) * 2)),
        plain=len(strata) == 1 and all(_is_plain_rate(one) for one in statistics),
        volume=volume.sum(axis=0),
        freedom=_freedom(table, covariances),
    )


def cuped_coefficient(row: Sequence[ArmStatistics], covariates: Sequence[Covariate]) -> float:
    """Pool over the arms the regression coefficient of the outcome on the covariate.

    Deng et al. (2013), equation 4: theta = cov(Y, X) / var(X).
    """
    users = np.array([one.users for one in row], dtype=np.float64)
    sd = np.sqrt([one.variance for one in row])
    covariate_sd = np.array([one.sd for one in covariates])
    correlation = np.array([one.correlation for one in covariates])
    shared = float(users @ (correlation * sd * covariate_sd))
    return shared / float(users @ covariate_sd**2)


def _adjust_stratum(
    row: Sequence[ArmStatistics],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the means of one stratum, adjusted when there is a covariate, and their covariance."""
    users = np.array([one.users for one in row], dtype=np.float64)
    mean = np.array([one.mean for one in row])
    variance = np.array([one.variance for one in row])
    covariates = [one.covariate for one in row if one.covariate is not None]
    if not covariates:
        return mean, np.diag(variance / users)
    if len(covariates) < len(row):
        raise NotAnExperiment(Refusal.COVARIATE_INCOMPLETE, stratum=row[0].stratum or "—")
    if not all(one.usable for one in covariates):
        raise NotAnExperiment(Refusal.COVARIATE_UNUSABLE, stratum=row[0].stratum or "—")
    if any(one.volume is not None for one in row):
        raise NotAnExperiment(Refusal.RATIO_COVARIATE)
    theta = cuped_coefficient(row, covariates)
    before = np.array([one.mean for one in covariates])
    before_sd = np.array([one.sd for one in covariates])
    correlation = np.array([one.correlation for one in covariates])
    pooled = float(users @ before / users.sum())
    left = variance - 2 * theta * correlation * np.sqrt(variance) * before_sd
    left += (theta * before_sd) ** 2
    # The pooled covariate mean is itself an estimate, shared by every arm: it cancels in a
    # difference and stays in a ratio.
    common = theta**2 * float(users @ before_sd**2) / users.sum() ** 2
    return mean - theta * (before - pooled), np.diag(left / users) + common


def _is_plain_rate(one: ArmStatistics) -> bool:
    return one.conversions is not None and one.covariate is None and one.clusters is None


def _freedom(
    table: Sequence[Sequence[ArmStatistics]], covariances: Sequence[NDArray[np.float64]]
) -> NDArray[np.float64] | None:
    if table[0][0].clusters is None:
        return None
    clusters = np.array([[one.clusters or 0 for one in row] for row in table], dtype=np.float64)
    return degrees_of_freedom(np.array([np.diag(one) for one in covariances]), clusters)


def _name_arms(statistics: Sequence[ArmStatistics]) -> tuple[str, ...]:
    names = {one.arm for one in statistics}
    if CONTROL not in names:
        raise NotAnExperiment(Refusal.NO_CONTROL, arms=", ".join(sorted(names)) or "—")
    if len(names) == 1:
        raise NotAnExperiment(Refusal.NO_TREATMENT)
    return (CONTROL, *sorted(names - {CONTROL}))


def _arms_of_stratum(
    statistics: Sequence[ArmStatistics], arms: tuple[str, ...], stratum: str
) -> list[ArmStatistics]:
    here = [one for one in statistics if one.stratum == stratum]
    by_arm = {one.arm: one for one in here}
    if len(by_arm) < len(here):
        raise NotAnExperiment(Refusal.ARM_REPEATED, stratum=stratum or "—")
    for arm in arms:
        if arm not in by_arm:
            raise NotAnExperiment(Refusal.ARM_MISSING_IN_STRATUM, arm=arm, stratum=stratum or "—")
        if by_arm[arm].users < FEWEST_USERS:
            raise NotAnExperiment(Refusal.TOO_FEW_USERS, arm=arm, users=by_arm[arm].users)
    return [by_arm[arm] for arm in arms]


def _require_one_kind(statistics: Sequence[ArmStatistics]) -> None:
    kinds = {(one.conversions is None, one.volume is None) for one in statistics}
    if len(kinds) > 1:
        raise NotAnExperiment(Refusal.MIXED_STATISTICS)
    varying = {one.arm for one in statistics if one.variance > 0}
    # Two constants have no error to be compared by; one of them may be constant by chance.
    if CONTROL not in varying and len(varying) < len({one.arm for one in statistics}) - 1:
        raise NotAnExperiment(Refusal.NO_VARIATION)


def _total_conversions(table: Sequence[Sequence[ArmStatistics]]) -> NDArray[np.int64] | None:
    if table[0][0].conversions is None:
        return None
    rows = [[one.conversions or 0 for one in row] for row in table]
    totals: NDArray[np.int64] = np.array(rows, dtype=np.int64).sum(axis=0)
    return totals
