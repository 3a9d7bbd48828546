"""The checks of one effect measured on a series: which apply, and what each is given."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.checks.contaminated_control import check_contaminated_control
from levier.impact.checks.design_agreement import (
    check_design_agreement,
    check_experiment_agreement,
)
from levier.impact.checks.identifiability import (
    CONFUSED,
    check_identifiability,
    periods_apart,
)
from levier.impact.checks.nearby_shock import check_nearby_shock
from levier.impact.checks.placebo_in_time import check_placebo_in_time, placebo_scores
from levier.impact.checks.pre_launch_dip import check_pre_launch_dip
from levier.impact.checks.prior_sensitivity import check_prior_width
from levier.impact.checks.residual_structure import check_residual_structure
from levier.impact.checks.structural_break import check_structural_break
from levier.workspace.measurement.masked_periods import DAYS_IN, trigger_end
from levier.workspace.measurement.pieces_left_out import leave_out
from levier.workspace.measurement.touched_controls import control_scores
from levier.workspace.results import Check, CheckStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.impact.checks.result import CheckResult
    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.results import DesignReading

DIP_DAYS = 28
_TOLD_BY_SERIES = 0.02


def series_checks(measured: MeasuredMetric) -> list[tuple[Check, ...]]:
    """Run the checks of every effect of one metric, in the order of its effects.

    An effect that comes from a comparison between units has the checks of that comparison; what
    ails the series of the whole metric is not in it.
    """
    fit = measured.without_forecasts.fit
    placebo, left_out = placebo_scores(fit), leave_out(measured)
    starts = np.array([effect.window.start for effect in measured.effects])
    common = [
        check_placebo_in_time(placebo, starts),
        check_residual_structure(fit),
        check_structural_break(placebo, starts),
    ]
    found = []
    for k, reading in enumerate(measured.readings):
        results = [_told_apart(measured, k)]
        if reading is None:
            results = [
                *common,
                check_nearby_shock(placebo, int(starts[k]), starts),
                _pre_launch_dip(measured, k),
                check_contaminated_control(control_scores(measured, k)),
                *left_out.checks(k),
                _prior_width(measured, k),
                _agreement(measured, k),
                *results,
            ]
        of_units = () if reading is None else reading.checks
        found.append((*of_units, *(as_check(one) for one in results if one is not None)))
    return found


def as_check(result: CheckResult) -> Check:
    """Take over a check of the engine."""
    return Check(
        result.name,
        CheckStatus(result.status.value),
        result.figure,
        dict(result.sentence),
        result.columns,
        result.table,
    )


def agreement_of_designs(others: Sequence[DesignReading]) -> tuple[Check, ...]:
    """Compare what is reported with the other design that is farthest from it."""
    found = check_design_agreement([(one.design.value, one.gap) for one in others])
    return () if found is None else (as_check(found),)


def correlations(measured: MeasuredMetric, k: int) -> dict[str, float]:
    """Give the decisions whose effect is confused with that of decision ``k``."""
    covariance = measured.without_forecasts.posterior.mixture.covariance
    sd = np.sqrt(np.diag(covariance))
    row = covariance[k] / (sd * sd[k])
    return {
        effect.decision.id: float(row[j])
        for j, effect in enumerate(measured.effects)
        if j != k and abs(row[j]) > CONFUSED
    }


def _pre_launch_dip(measured: MeasuredMetric, k: int) -> CheckResult | None:
    """Look at the month before the decision, beyond what was left out."""
    series = measured.series
    length = DIP_DAYS // DAYS_IN[series.metric.grain]
    if length <= measured.masked[k]:
        return None
    end = trigger_end(series, measured.effects[k])
    return check_pre_launch_dip(measured.without_forecasts.fit, end, length)


def _prior_width(measured: MeasuredMetric, k: int) -> CheckResult | None:
    """See what the prior weighs; a test that informs the series is no prior of this kind."""
    if measured.evidence[k] is not None:
        return None
    mixture = measured.without_forecasts.posterior.mixture
    return check_prior_width(
        float(mixture.mean[k]), float(mixture.covariance[k, k]), measured.scale.wide().variance
    )


def _agreement(measured: MeasuredMetric, k: int) -> CheckResult | None:
    """Compare the series alone with the randomised test: two looks at one effect."""
    shown = measured.evidence[k]
    if shown is None:
        return None
    posterior = measured.without_forecasts.posterior.mixture
    mean, variance = float(posterior.mean[k]), float(posterior.covariance[k, k])
    left = 1 / variance - 1 / shown.variance
    if left <= _TOLD_BY_SERIES / variance:
        return None
    alone = (mean / variance - shown.mean / shown.variance) / left
    return check_experiment_agreement((alone - shown.mean) / math.sqrt(1 / left + shown.variance))


def _told_apart(measured: MeasuredMetric, k: int) -> CheckResult | None:
    """Name what is confused with decision ``k``, and how far apart they should have begun."""
    others = correlations(measured, k)
    if not others:
        return None
    columns = np.column_stack([measured.chosen_column(j) for j in range(len(measured.effects))])
    position = {effect.decision.id: j for j, effect in enumerate(measured.effects)}
    fit = measured.without_forecasts.fit
    apart = {name: periods_apart(fit, columns, k, position[name]) for name in others}
    return check_identifiability(others, apart)
