"""The noise of a metric: independent, persistent and wandering parts, all seeded."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.workspace.demonstration.plan_metrics import MetricPlan

PERSISTENCE = 0.6
MARKET_PERSISTENCE = 0.985
MARKET_STEP = 0.012


def market_factor(generator: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Draw (D,) the slow tide that every metric of the market shares, on the log scale."""
    return autoregression(generator, count, MARKET_PERSISTENCE) * MARKET_STEP / _spread()


def autoregression(
    generator: np.random.Generator, count: int, persistence: float
) -> NDArray[np.float64]:
    """Draw (T,) an AR(1) of unit variance, from its stationary distribution on."""
    steps = generator.standard_normal(count)
    steps[1:] *= np.sqrt(1 - persistence**2)
    path = accumulate(steps.tolist(), lambda before, step: persistence * before + step)
    return np.fromiter(path, dtype=np.float64, count=count)


def draw_noise(
    generator: np.random.Generator, plan: MetricPlan, periods: int, units: int
) -> NDArray[np.float64]:
    """Draw (T, U) the noise of a metric on the log scale: what units share, and their own."""
    wandering = np.cumsum(generator.standard_normal(periods)) * plan.wandering
    persistent = autoregression(generator, periods, PERSISTENCE) * plan.persistent
    own = generator.standard_normal((periods, units)) * plan.white
    return np.asarray((wandering + persistent)[:, None] + own)


def _spread() -> float:
    """Give the step of the unit-variance market process."""
    return float(np.sqrt(1 - MARKET_PERSISTENCE**2))
