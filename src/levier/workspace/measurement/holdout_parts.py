"""What the decisions that a holdout holds back did one by one, added up with their errors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.checks.holdout_agreement import Gaussian

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.measurement.answered import Answer
    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.measurement.question import Question
    from levier.workspace.measurement.tested import TestedEffect
    from levier.workspace.results import ScaledInterval


@dataclass(frozen=True, slots=True)
class Held:
    """The decisions held back and the metric on which the whole was measured."""

    decisions: tuple[str, ...]
    metric: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The sum of the parts that were measured.

    Attributes
    ----------
    total
        On the logarithm of the metric.
    found, missing
        How many decisions are in it, and how many have no measured effect.
    """

    total: Gaussian
    found: int
    missing: int


def sum_of_parts(
    question: Question,
    measured: Sequence[MeasuredMetric],
    answers: Sequence[Answer],
    held: Held,
) -> Parts:
    """Add the parts up: those of one series with what correlates their errors, others beside.

    Forecasts are left out: the whole is data alone, and so are the parts that it is compared with.
    """
    joint = next((one for one in measured if one.series.metric.id == held.metric), None)
    placed = {} if joint is None or not joint.scale.is_relative else _places(joint, held)
    others = [one for one in held.decisions if one not in placed]
    alone = [_alone(question, answers, one, held.metric) for one in others]
    known = [one for one in alone if one is not None]
    if joint is not None and placed:
        known.append(_on_series(joint, list(placed.values())))
    total = Gaussian(sum(one.mean for one in known), math.hypot(*(one.sd for one in known)))
    missing = alone.count(None)
    return Parts(total, len(held.decisions) - missing, missing)


def by_test(test: TestedEffect, arm: str | None = None) -> Gaussian | None:
    """Give what one treatment did: the one named, else the one launched; None without a ratio."""
    joint, place = test.estimate.log_ratio, test.launched
    if arm is not None:
        place = [comparison.arm for comparison in test.estimate.comparisons].index(arm)
    if joint is None or place is None:
        return None
    return Gaussian(float(joint.mean[place]), float(joint.sd[place] * test.estimate.stretch[place]))


def _places(joint: MeasuredMetric, held: Held) -> dict[str, int]:
    return {
        one.decision.id: k
        for k, one in enumerate(joint.effects)
        if one.decision.id in held.decisions
    }


def _on_series(joint: MeasuredMetric, places: list[int]) -> Gaussian:
    mixture, slope = joint.without_forecasts.posterior.mixture, joint.scale.slope()
    variance = float(mixture.covariance[np.ix_(places, places)].sum())
    return Gaussian(float(mixture.mean[places].sum()) / slope, math.sqrt(variance) / abs(slope))


def _alone(
    question: Question, answers: Sequence[Answer], decision: str, metric: str
) -> Gaussian | None:
    """Give a part measured by a test, or between units, without the series of the whole."""
    test = question.tests.get((decision, metric))
    if test is not None and test.comparable:
        return by_test(test)
    for answer in answers:
        effect = answer.effect
        if (effect.decision, effect.metric) == (decision, metric) and effect.reached is not None:
            return _of_range(effect.reached.whole_metric)
    return None


def _of_range(effect: ScaledInterval) -> Gaussian | None:
    """Take a relative effect on the whole metric for a normal one on its logarithm."""
    if effect.scale != "relative" or effect.low95 <= -1:
        return None
    low, high = math.log1p(effect.low95), math.log1p(effect.high95)
    return Gaussian(math.log1p(effect.p50), (high - low) / 3.92)
