"""Randomised tests of the workspace, and what they say to the joint model of their metric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.checks.covariate_balance import check_covariate_balance
from levier.impact.checks.few_clusters import check_few_clusters
from levier.impact.checks.result import CheckResult, CheckStatus
from levier.impact.checks.sample_ratio import check_sample_ratio
from levier.impact.designs.randomised_experiment import ExperimentEstimate, NotAnExperiment
from levier.workspace.measurement.arm_statistics import before_of
from levier.workspace.measurement.calendar_index import day_number
from levier.workspace.measurement.looks import looks_of, read_looks
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
        The rows of the test; of its last look, when there were several.
    estimate
        Every treatment against the control, jointly.
    sample_ratio
        Whether the arms got the users (the clusters, if these were drawn) that they were meant to.
    other_checks
        Whether the arms were alike before, what each look would have said, how many clusters
        there are; those that the rows allow.
    launched
        Position of the treatment that was shipped; None when several were tested and none is
        marked as launched.
    """

    decision: str
    metric: str
    arms: tuple[ExperimentArm, ...]
    estimate: ExperimentEstimate
    sample_ratio: CheckResult
    other_checks: tuple[CheckResult, ...]
    launched: int | None

    @property
    def several(self) -> bool:
        """Whether more than one treatment was tested."""
        return len(self.estimate.comparisons) > 1

    @property
    def checks(self) -> tuple[CheckResult, ...]:
        """Every check of the test."""
        return (self.sample_ratio, *self.other_checks)

    @property
    def comparable(self) -> bool:
        """Whether nothing shows that the arms differed before the test; else it proves nothing."""
        return all(
            check.status is not CheckStatus.FAILED
            for check in self.other_checks
            if check.name == "covariate_balance"
        )

    def days(self) -> tuple[int, int] | None:
        """Give the first and last day of the test; None when its rows do not say."""
        starts = [day_number(arm.starts_on) for arm in self.arms if arm.starts_on is not None]
        lasts = [arm.ends_on or arm.looked_on for arm in self.arms]
        ends = [day_number(last) for last in lasts if last is not None]
        return (min(starts), max(ends)) if starts and ends else None

    def evidence(self, scale: MetricScale) -> ShiftPrior | None:
        """Give what the launched treatment did, as a shift on the scale of its metric.

        A relative effect per user is taken for the relative effect on the metric. A test whose
        arms did not get their users enters with three times its standard error, one read while it
        ran or by clusters with as much as makes its own 95 % range right, and one whose arms
        differed before not at all.
        """
        joint = self.estimate.log_ratio
        if self.launched is None or joint is None or not scale.is_relative or not self.comparable:
            return None
        log_ratio = float(joint.mean[self.launched])
        sd = float(joint.sd[self.launched] * self.estimate.stretch[self.launched])
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


def _measure(key: tuple[str, str], rows: list[ExperimentArm]) -> TestedEffect:
    looks = looks_of(rows)
    estimate, reading = read_looks(looks)
    last = looks[-1]
    found = (_check_before(last), reading, _check_clusters(last))
    return TestedEffect(
        *key,
        arms=tuple(last),
        estimate=estimate,
        sample_ratio=_check_split(last),
        other_checks=tuple(check for check in found if check is not None),
        launched=_launched(last, [comparison.arm for comparison in estimate.comparisons]),
    )


def _check_before(arms: Sequence[ExperimentArm]) -> CheckResult | None:
    known = [before_of(arm) for arm in arms]
    before = [one for one in known if one is not None]
    return check_covariate_balance(before) if len(before) == len(arms) else None


def _check_clusters(arms: Sequence[ExperimentArm]) -> CheckResult | None:
    clusters: dict[str, int] = {}
    for arm in arms:
        if arm.clusters is not None:
            clusters[arm.arm] = clusters.get(arm.arm, 0) + arm.clusters
    return check_few_clusters(clusters) if clusters else None


def _check_split(arms: Sequence[ExperimentArm]) -> CheckResult:
    """Compare what was drawn by lot with the plan: clusters bring users as they are large."""
    drawn: dict[str, int] = {}
    planned: dict[str, float] = {}
    for arm in arms:
        count = arm.users if arm.clusters is None else arm.clusters
        drawn[arm.arm] = drawn.get(arm.arm, 0) + count
        if arm.planned_share is not None:
            planned[arm.arm] = arm.planned_share
    return check_sample_ratio(drawn, planned if len(planned) == len(drawn) else None)


def _launched(arms: Sequence[ExperimentArm], treatments: list[str]) -> int | None:
    shipped = {arm.arm for arm in arms if arm.launched}
    if len(shipped) == 1:
        return treatments.index(shipped.pop())
    return 0 if len(treatments) == 1 else None
