"""The rows of ``experiments`` as the engine takes them: rates, amounts, ratios; users, clusters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from levier.impact.checks.covariate_balance import ArmBefore
from levier.impact.designs.randomised_experiment import (
    ArmStatistics,
    Covariate,
    PerUser,
    of_cluster_means,
    of_ratio,
    of_users_within,
)

if TYPE_CHECKING:
    from levier.workspace.model import ExperimentArm


def statistics_of(arm: ExperimentArm) -> ArmStatistics:
    """Give one row as sufficient statistics.

    Raises
    ------
    NotMeasurable
        As ``NotAnExperiment`` when the figures hold no answer.
    """
    plain = _outcome(arm)
    if arm.clusters is None:
        return plain
    if arm.intra_cluster_correlation is None:
        return of_cluster_means(plain, arm.clusters)
    size_sd = arm.cluster_size_sd or 0.0
    return of_users_within(plain, arm.clusters, arm.intra_cluster_correlation, size_sd)


def before_of(arm: ExperimentArm) -> ArmBefore | None:
    """Give what was known of one row's users before the test; None without, or not per unit drawn.

    The spread of users within clusters does not say how much clusters differ beforehand.
    """
    if arm.covariate_mean is None or arm.covariate_sd is None:
        return None
    if arm.clusters is not None and arm.intra_cluster_correlation is not None:
        return None
    units = arm.users if arm.clusters is None else arm.clusters
    return ArmBefore(arm.arm, units, arm.covariate_mean, arm.covariate_sd, arm.stratum)


def _outcome(arm: ExperimentArm) -> ArmStatistics:
    if arm.denominator_mean is not None:
        return replace(_ratio(arm, arm.denominator_mean), covariate=_covariate(arm))
    covariate = _covariate(arm)
    if arm.conversions is not None:
        return ArmStatistics.from_conversions(
            arm.arm, arm.users, arm.conversions, stratum=arm.stratum, covariate=covariate
        )
    return ArmStatistics.from_mean(
        arm.arm, arm.users, arm.mean or 0.0, arm.sd or 0.0,
        stratum=arm.stratum, covariate=covariate,
    )  # fmt: skip


def _ratio(arm: ExperimentArm, denominator: float) -> ArmStatistics:
    """Give a ratio per user; over clusters, whose totals the figures then describe."""
    units = arm.users if arm.clusters is None else arm.clusters
    found = of_ratio(
        arm.arm,
        units,
        PerUser(arm.mean or 0.0, arm.sd or 0.0),
        PerUser(denominator, arm.denominator_sd or 0.0),
        arm.denominator_correlation or 0.0,
        stratum=arm.stratum,
    )
    return replace(found, users=arm.users)


def _covariate(arm: ExperimentArm) -> Covariate | None:
    """Give the covariate that narrows the range: one whose correlation is known."""
    if arm.covariate_correlation is None:
        return None
    if arm.covariate_mean is None or arm.covariate_sd is None:
        return None
    return Covariate(arm.covariate_mean, arm.covariate_sd, arm.covariate_correlation)
