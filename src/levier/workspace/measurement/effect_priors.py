"""What is known of an effect before its series is looked at: forecasts and experiments.

Everything is brought to a shift of the average effect on the scale of the analysis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.elicitation import SplitNormal, elicit
from levier.forecasting.pooling import OpinionPool, pool
from levier.workspace.measurement.belief import StatedForecast
from levier.workspace.measurement.metric_scale import MetricScale, ShiftPrior
from levier.workspace.model import EffectScale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.workspace.measurement.belief import Belief
    from levier.workspace.model import Decision, Expectation

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


def stated_forecasts(
    expectations: Sequence[Expectation],
    forecast: OpinionPool | None,
    scale: MetricScale,
    decision: Decision,
) -> tuple[StatedForecast, ...]:
    """Give what each author says of the relative effect, with the groups that it belongs to.

    ``forecast`` is their pool; an effect in the metric's own unit is taken relative to its level.
    """
    if forecast is None:
        return ()
    authors = [
        row.author
        for row in expectations
        if row.low is not None and row.mid is not None and row.high is not None
    ]
    unit = _unit(scale)
    return tuple(
        StatedForecast(
            SplitNormal(member.median / unit, member.left_sd / unit, member.right_sd / unit),
            {"author": author, "team": decision.team, "kind": decision.kind},
        )
        for author, member in zip(authors, forecast.members, strict=True)
    )


def forecast_prior(
    stated: Sequence[StatedForecast],
    scale: MetricScale,
    wanted: float,
    belief: Belief,
    decision: str,
) -> ShiftPrior:
    """Turn the forecasts of one effect into a prior; a wide one where there is none.

    ``wanted`` is 1 or -1, the way the metric should go.
    """
    if not stated:
        return scale.wide()
    prior = belief.prior(decision, stated, wanted)
    if scale.is_relative:
        return ShiftPrior(scale.shift(prior.mean), (prior.sd * scale.slope()) ** 2)
    unit = _unit(scale)
    return ShiftPrior(prior.mean * unit, (prior.sd * unit) ** 2)


def _unit(scale: MetricScale) -> float:
    """Give what a relative effect of one is, in the unit of ``Effect.effect``."""
    if scale.is_relative:
        return 1.0
    return abs(scale.level) if scale.level else scale.spread


def combined(
    priors: Sequence[ShiftPrior], evidence: Sequence[ShiftPrior | None]
) -> tuple[Array, Array]:
    """Give prior means and variances (k,) with the experiments taken in as evidence."""
    known = [
        prior if shown is None else prior.combined_with(shown.mean, shown.variance)
        for prior, shown in zip(priors, evidence, strict=True)
    ]
    return np.array([prior.mean for prior in known]), np.array([prior.variance for prior in known])
