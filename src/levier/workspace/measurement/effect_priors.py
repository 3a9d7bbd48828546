"""What is known of an effect before its series is looked at: forecasts and experiments.

Everything is brought to a shift of the average effect on the scale of the analysis.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.elicitation import SplitNormal, elicit
from levier.forecasting.pooling import OpinionPool, pool
from levier.forecasting.priors import prior_of_relative_effect
from levier.workspace.measurement.metric_scale import MetricScale, ShiftPrior
from levier.workspace.model import EffectScale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.forecasting.priors import ForecastCalibration
    from levier.workspace.model import Expectation

    Array = NDArray[np.float64]


def pooled_forecast(
    expectations: Sequence[Expectation], scale: MetricScale, dilution: float
) -> OpinionPool | None:
    """Pool the authors' forecasts of the average effect, in the unit of ``Effect.effect``.

    ``dilution`` is the mean height of the declared shape: authors state the full effect.
    """
    members = [
        _in_unit(elicit(row.low, row.mid, row.high), row.scale, scale, dilution)
        for row in expectations
        if row.low is not None and row.mid is not None and row.high is not None
    ]
    return pool(members) if members else None


def _in_unit(
    forecast: SplitNormal, stated: EffectScale, scale: MetricScale, dilution: float
) -> SplitNormal:
    factor = dilution
    if scale.is_relative and stated is EffectScale.ABSOLUTE:
        factor /= scale.level
    elif not scale.is_relative and stated is EffectScale.RELATIVE:
        factor *= abs(scale.level)
    return SplitNormal(
        forecast.median * factor, forecast.left_sd * factor, forecast.right_sd * factor
    )


def forecast_prior(
    forecast: OpinionPool | None, scale: MetricScale, wanted: float, belief: ForecastCalibration
) -> ShiftPrior:
    """Turn a pooled forecast into a prior; a wide one where there is no forecast.

    ``wanted`` is 1 or -1, the way the metric should go: forecasts are calibrated in it.
    """
    if forecast is None:
        return scale.wide()
    belief = replace(belief, intercept_mean=belief.intercept_mean * wanted)
    if scale.is_relative:
        prior = prior_of_relative_effect(forecast, belief)
        return ShiftPrior(scale.shift(prior.mean), (prior.sd * scale.slope()) ** 2)
    unit = abs(scale.level) if scale.level else scale.spread
    relative = pool(
        [
            SplitNormal(member.median / unit, member.left_sd / unit, member.right_sd / unit)
            for member in forecast.members
        ],
        forecast.weights,
    )
    prior = prior_of_relative_effect(relative, belief)
    return ShiftPrior(prior.mean * unit, (prior.sd * unit) ** 2)


def combined(
    priors: Sequence[ShiftPrior], evidence: Sequence[ShiftPrior | None]
) -> tuple[Array, Array]:
    """Give prior means and variances (k,) with the experiments taken in as evidence."""
    known = [
        prior if shown is None else prior.combined_with(shown.mean, shown.variance)
        for prior, shown in zip(priors, evidence, strict=True)
    ]
    return np.array([prior.mean for prior in known]), np.array([prior.variance for prior in known])
