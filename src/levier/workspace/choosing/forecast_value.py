"""The value of a decision as its forecasts in ``expectations`` say, believed as far as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from levier.forecasting.elicitation import elicit
from levier.forecasting.pooling import pool
from levier.forecasting.priors import GaussianPrior
from levier.portfolio.common_draws import probabilities
from levier.workspace.measurement.answered import value_draws
from levier.workspace.measurement.history import wanted_sign
from levier.workspace.model import EffectScale, Grain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.workspace.choosing.drawn import Drawing
    from levier.workspace.model import Expectation, Observations

    Array = NDArray[np.float64]

MONTHS = {
    Grain.DAY: 12 / 365.25,
    Grain.WEEK: 12 * 7 / 365.25,
    Grain.MONTH: 1.0,
    Grain.QUARTER: 3.0,
    Grain.YEAR: 12.0,
}
"""The length of a period."""
_YEAR = np.timedelta64(365, "D")


def forecast_effects(drawing: Drawing, decision: str) -> Array | None:
    """Draw the value over the horizon of what a decision is expected to do.

    Each relative effect is drawn from the recalibrated forecast of its authors, applied to the
    mean level of the metric's last year, period after period, and valued at its unit value.

    Returns
    -------
    Array
        (S,) summed over its metrics; None when none has a forecast, a level and a value.
    """
    rows = [one for one in drawing.workspace.expectations if one.decision == decision]
    metrics = sorted({one.metric for one in rows})
    found = [
        _on_metric(drawing, decision, metric, [one for one in rows if one.metric == metric])
        for metric in metrics
    ]
    known = [one for one in found if one is not None]
    return np.sum(known, axis=0) if known else None


def _on_metric(
    drawing: Drawing, decision: str, metric: str, rows: Sequence[Expectation]
) -> Array | None:
    definition = drawing.workspace.metrics[metric]
    observed = drawing.workspace.observations.get(metric)
    unit = value_draws(definition, drawing.seed, drawing.draws)
    if unit is None or observed is None:
        return None
    level = _level(observed)
    prior = _prior(drawing, rows, level)
    if prior is None:
        return None
    chance = probabilities(f"{decision}/{metric}", drawing.draws, drawing.seed)
    effect = prior.mean + prior.sd * ndtri(chance)
    periods = drawing.options.horizon_months / MONTHS[definition.grain]
    return np.asarray(effect * level * periods * unit)


def _level(observed: Observations) -> float:
    """Give the mean per period of the last year, the units added up, shares times their weight."""
    recent = observed.dates > observed.dates[-1] - _YEAR
    _, period = np.unique(observed.dates[recent], return_inverse=True)
    weights = 1.0 if observed.weights is None else observed.weights[recent]
    return float(np.bincount(period, observed.values[recent] * weights).mean())


def _prior(drawing: Drawing, rows: Sequence[Expectation], level: float) -> GaussianPrior | None:
    """Pool the authors, and believe them as far as forecasts came true here."""
    sign = wanted_sign(drawing.workspace, rows[0].metric)
    forecasts = [
        elicit(*sorted((row.low * scale, row.mid * scale, row.high * scale)))
        for row in rows
        if row.low is not None and row.mid is not None and row.high is not None
        for scale in (sign * _to_relative(row, level),)
        if scale
    ]
    if not forecasts:
        return None
    decision, authors = drawing.workspace.decisions[rows[0].decision], {row.author for row in rows}
    groups = {"team": decision.team, "kind": decision.kind}
    groups |= {"author": authors.pop()} if len(authors) == 1 else {}
    found = drawing.learned.prior(pool(forecasts), groups)
    return GaussianPrior(found.mean * sign, found.sd)


def _to_relative(row: Expectation, level: float) -> float:
    """Give what turns a forecast into a share of the level; zero when nothing does."""
    if row.scale is EffectScale.RELATIVE:
        return 1.0
    return 1 / level if level else 0.0
