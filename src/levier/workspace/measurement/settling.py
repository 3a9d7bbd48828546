"""What would settle an effect that is not proven: time, users, or another design."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.impact.checks.power import SEEN_FOUR_TIMES_IN_FIVE, periods_to_settle
from levier.impact.designs.randomised_experiment import users_per_arm, users_per_arm_for_rate
from levier.impact.designs.randomised_experiment.error_bounds import NOMINAL
from levier.impact.models.link import LinkName
from levier.language import LANGUAGES, translate
from levier.language.numbers import number, percent
from levier.workspace.results import Settling

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.measurement.tested import TestedEffect

_LASTING = 0.2


def settle_series(measured: MeasuredMetric, k: int, measured_median: float) -> Settling:
    """Say what would settle the effect of decision ``k`` on its series.

    The effect taken for granted is the forecast where there is one, else what was measured.
    """
    scale, effect = measured.scale, measured.effects[k]
    mixture = measured.without_forecasts.posterior.mixture
    sd = float(np.sqrt(mixture.covariance[k, k]))
    per_unit = scale.slope() if scale.is_relative else 1.0
    forecast = measured.forecasts[k]
    assumed = measured_median if forecast is None else forecast.quantile(0.5)
    columns = np.column_stack([measured.chosen_column(j) for j in range(len(measured.effects))])
    longer = periods_to_settle(
        measured.without_forecasts.fit,
        columns,
        k,
        sd,
        assumed * per_unit,
        lasting=effect.last_height > _LASTING,
    )
    users = None
    if scale.link.name is LinkName.LOGIT and measured.series.weights is not None:
        users = _users_for_rate(scale.level, assumed)
    detectable = SEEN_FOUR_TIMES_IN_FIVE * sd / per_unit
    return _settling(detectable, assumed, longer, users, relative=scale.is_relative)


def settle_test(tested: TestedEffect, arm: int, assumed: float) -> Settling | None:
    """Say how many users would settle one treatment of a test."""
    estimate = tested.estimate
    if estimate.log_ratio is None:
        return None
    comparison = estimate.comparisons[arm]
    several = len(estimate.comparisons)
    sd_per_user = comparison.difference.sd / np.sqrt(
        1 / comparison.users + 1 / estimate.control_users
    )
    # A range wider than the normal one by this much has to be cleared with the same chance.
    wider = 1 + NOMINAL * (float(estimate.stretch[arm]) - 1) / SEEN_FOUR_TIMES_IN_FIVE
    users = None
    if assumed:
        fixed = users_per_arm(
            estimate.control_mean, float(sd_per_user), assumed, treatments=several
        )
        users = math.ceil(fixed * wider**2)
    detectable = SEEN_FOUR_TIMES_IN_FIVE * wider * float(estimate.log_ratio.sd[arm])
    return _settling(detectable, assumed, None, users, relative=True)


def _users_for_rate(rate: float, assumed: float) -> int | None:
    try:
        return users_per_arm_for_rate(rate, assumed)
    except InvalidArgument:
        return None


def _settling(
    detectable: float, assumed: float, longer: int | None, users: int | None, *, relative: bool
) -> Settling:
    if longer is not None:
        key = "longer" if users is None else "longer_or_users"
    else:
        key = "never" if users is None else "users"
    return Settling(
        detectable=detectable,
        assumed=assumed,
        more_periods=longer,
        users_per_arm=users,
        sentence={
            language: translate(
                f"measure.settling.{key}",
                language,
                periods=longer,
                users="" if users is None else number(users, language),
                assumed=size(assumed, language, relative=relative),
                detectable="±" + size(abs(detectable), language, relative=relative).lstrip("+"),
            )
            for language in LANGUAGES
        },
    )


def size(value: float, language: Language, *, relative: bool) -> str:
    """Write an effect: a signed percentage, or a signed number in the metric's unit."""
    if relative:
        return percent(value, language, signed=True)
    return ("+" if value > 0 else "") + number(value, language)
