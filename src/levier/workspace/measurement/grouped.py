"""Decisions too close to be told apart, reported by their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.measurement.answered import value_draws
from levier.workspace.measurement.checks import correlations
from levier.workspace.measurement.grading import verdict
from levier.workspace.measurement.intervals import PROBABILITIES, interval, scaled
from levier.workspace.measurement.series_answers import totals_of
from levier.workspace.results import Group

if TYPE_CHECKING:
    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.measurement.question import MeasureOptions
    from levier.workspace.results import ScaledInterval


def groups_of(measured: MeasuredMetric, options: MeasureOptions) -> list[Group]:
    """Find the groups of one metric and measure each as one."""
    groups = _connected(measured)
    if not groups:
        return []
    totals = totals_of(measured, measured.draws)
    value = value_draws(measured.series.metric, options.seed, options.draws)
    return [_group(measured, members, totals, value) for members in groups]


def _connected(measured: MeasuredMetric) -> list[list[int]]:
    position = {effect.decision.id: k for k, effect in enumerate(measured.effects)}
    links = [{position[other] for other in correlations(measured, k)} for k in range(len(position))]
    groups: list[set[int]] = []
    for k, linked in enumerate(links):
        if linked:
            touching = [group for group in groups if group & (linked | {k})]
            groups = [group for group in groups if group not in touching]
            groups.append(set().union(linked, {k}, *touching))
    return [sorted(group) for group in groups]


def _group(
    measured: MeasuredMetric, members: list[int], totals: np.ndarray, value: np.ndarray | None
) -> Group:
    direction = np.zeros(len(measured.effects))
    direction[members] = 1.0
    total = totals[:, members].sum(axis=1)
    main = _sum_of_effects(measured, direction, with_forecasts=True)
    alone = _sum_of_effects(measured, direction, with_forecasts=False)
    return Group(
        metric=measured.series.metric.id,
        decisions=tuple(measured.effects[k].decision.id for k in members),
        effect=main,
        cumulative=interval(total),
        money=None if value is None else interval(total * value),
        verdict=verdict(measured.series.metric.direction, main, alone),
    )


def _sum_of_effects(
    measured: MeasuredMetric, direction: np.ndarray, *, with_forecasts: bool
) -> ScaledInterval:
    joint = measured.answer if with_forecasts else measured.without_forecasts
    shifts = joint.posterior.mixture.combination(direction).quantiles(PROBABILITIES)
    if not measured.scale.is_relative:
        return scaled(shifts, relative=False)
    return scaled(measured.scale.link.relative_for(shifts, measured.scale.level), relative=True)
