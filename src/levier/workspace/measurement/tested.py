"""Randomised tests of the workspace, and what they say to the joint model of their metric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.checks.result import CheckResult, CheckStatus
from levier.impact.checks.sample_ratio import check_sample_ratio
from levier.impact.designs.randomised_experiment import (
    ArmStatistics,
    Covariate,
    ExperimentEstimate,
    NotAnExperiment,
    measure_experiment,
)
from levier.workspace.measurement.calendar_index import day_number
from levier.workspace.measurement.metric_scale import MetricScale, ShiftPrior

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.model import ExperimentArm, Workspace

_UNTRUSTED = 9.0


@dataclass(frozen=True, slots=True)
class TestedEffect:
    """One decision tested on one metric.

    Attributes
    ----------
    decision, metric
        Ids.
    arms
        The rows of the test.
    estimate
        Every treatment against the control, jointly.
    sample_ratio
        Whether the arms got the users that they were meant to.
    launched
        Position of the treatment that was shipped; None when several were tested and none is
        marked as launched.
    """

    decision: str
    metric: str
    arms: tuple[ExperimentArm, ...]
    estimate: ExperimentEstimate
    sample_ratio: CheckResult
    launched: int | None

    @property
    def several(self) -> bool:
        """Whether more than one treatment was tested."""
        return len(self.estimate.comparisons) > 1

    def days(self) -> tuple[int, int] | None:
        """Give the first and last day of the test; None when its rows do not say."""
        starts = [day_number(arm.starts_on) for arm in self.arms if arm.starts_on is not None]
        ends = [day_number(arm.ends_on) for arm in self.arms if arm.ends_on is not None]
        return (min(starts), max(ends)) if starts and ends else None

    def evidence(self, scale: MetricScale) -> ShiftPrior | None:
        """Give what the launched treatment did, as a shift on the scale of its metric.

        A relative effect per user is taken for the relative effect on the metric. A test whose
        arms did not get their users enters with three times its standard error.
        """
        joint = self.estimate.log_ratio
        if self.launched is None or joint is None or not scale.is_relative:
            return None
        log_ratio = float(joint.mean[self.launched])
        sd = float(joint.sd[self.launched])
        shift = scale.shift(float(np.expm1(log_ratio)))
        steepness = (scale.shift(float(np.expm1(log_ratio + 0.01))) - shift) / 0.01
        variance = (steepness * sd) ** 2
        failed = self.sample_ratio.status is CheckStatus.FAILED
        return ShiftPrior(shift, variance * (_UNTRUSTED if failed else 1.0))


def tested_effects(
    workspace: Workspace,
) -> tuple[dict[tuple[str, str], TestedEffect], dict[tuple[str, str], NotAnExperiment]]:
    """Measure every test of the workspace; those that are none come with their reason."""
    rows: dict[tuple[str, str], list[ExperimentArm]] = {}
    for arm in workspace.experiments:
        rows.setdefault((arm.decision, arm.metric), []).append(arm)
    measured: dict[tuple[str, str], TestedEffect] = {}
    refused: dict[tuple[str, str], NotAnExperiment] = {}
    for key, arms in rows.items():
        try:
            measured[key] = _measure(key, arms)
        except NotAnExperiment as refusal:
            refused[key] = refusal
    return measured, refused


def _measure(key: tuple[str, str], arms: list[ExperimentArm]) -> TestedEffect:
    estimate = measure_experiment([_statistics(arm) for arm in arms])
    return TestedEffect(
        *key,
        arms=tuple(arms),
        estimate=estimate,
        sample_ratio=_check_split(arms),
        launched=_launched(arms, [comparison.arm for comparison in estimate.comparisons]),
    )


def _statistics(arm: ExperimentArm) -> ArmStatistics:
    covariate = None
    if arm.covariate_mean is not None and arm.covariate_sd is not None:
        covariate = Covariate(
            arm.covariate_mean, arm.covariate_sd, arm.covariate_correlation or 0.0
        )
    if arm.conversions is not None:
        return ArmStatistics.from_conversions(
            arm.arm, arm.users, arm.conversions, stratum=arm.stratum, covariate=covariate
        )
    return ArmStatistics.from_mean(
        arm.arm, arm.users, arm.mean or 0.0, arm.sd or 0.0,
        stratum=arm.stratum, covariate=covariate,
    )  # fmt: skip


def _check_split(arms: Sequence[ExperimentArm]) -> CheckResult:
    users: dict[str, int] = {}
    planned: dict[str, float] = {}
    for arm in arms:
        users[arm.arm] = users.get(arm.arm, 0) + arm.users
        if arm.planned_share is not None:
            planned[arm.arm] = arm.planned_share
    return check_sample_ratio(users, planned if len(planned) == len(users) else None)


def _launched(arms: Sequence[ExperimentArm], treatments: list[str]) -> int | None:
    shipped = {arm.arm for arm in arms if arm.launched}
    if len(shipped) == 1:
        return treatments.index(shipped.pop())
    return 0 if len(treatments) == 1 else None
