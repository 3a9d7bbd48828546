"""Small companies in memory, of which a test changes the one thing that it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

import levier
from levier.workspace.model import (
    Company,
    Decision,
    Direction,
    Expectation,
    ExperimentArm,
    Grain,
    Kind,
    MeasurementOptions,
    Metric,
    Observations,
    Workspace,
)

if TYPE_CHECKING:
    from levier.workspace.results import Effect, Results

Array = NDArray[np.float64]

FIRST_DAY = date(2025, 1, 6)
LENGTH = 210
START = 120
EXACT_DATES = MeasurementOptions(date_uncertainty_days=0, trigger_window="off")


def on(period: int, days: int = 1) -> date:
    """Give the first day of a period of so many days."""
    return FIRST_DAY + timedelta(days=period * days)


def values(
    steps: dict[int, float] | None = None,
    *,
    level: float = 1000.0,
    sd: float = 0.02,
    seed: int = 1,
    length: int = LENGTH,
) -> Array:
    """Draw a series: a level, noise, and relative steps from given periods on."""
    noise = sd * np.random.default_rng(seed).standard_normal(length)
    series = level * np.exp(noise)
    for period, size in (steps or {}).items():
        series[period:] *= 1 + size
    return series


def observed(series: Array, *, days: int = 1, weights: Array | None = None) -> Observations:
    """Put a series on its days; a NaN is a row that is not there."""
    dates = np.datetime64(FIRST_DAY) + days * np.arange(len(series))
    known = np.isfinite(series)
    return Observations(
        dates[known], series[known], weights=None if weights is None else weights[known]
    )


def metric(name: str = "orders", **changes: Any) -> Metric:
    """Define a daily count that should go up."""
    plain = Metric(name, name.capitalize(), "units", Grain.DAY, Direction.UP, Kind.SUM)
    return replace(plain, **changes)


def decision(name: str = "change", starts: int = START, **changes: Any) -> Decision:
    """Decide something that starts on a day of the series."""
    return replace(Decision(name, name.capitalize(), on(starts)), **changes)


def expects(name: str = "change", moved: str = "orders", **changes: Any) -> Expectation:
    """Expect a decision to move a metric."""
    return replace(Expectation(name, moved), **changes)


def company(**parts: Any) -> Workspace:
    """Build a company with one metric and one decision, or with the parts given."""
    plain = Workspace(
        company=Company("Shop", "EUR", ""),
        metrics={"orders": metric()},
        observations={"orders": observed(values({START: 0.1}))},
        decisions={"change": decision()},
        expectations=(expects(),),
        measurement=EXACT_DATES,
    )
    return replace(plain, **parts)


def decided(*decisions: Decision) -> dict[str, Decision]:
    """Index decisions by id."""
    return {one.id: one for one in decisions}


def arms(
    name: str = "change", moved: str = "orders", *, lift: float = 0.1, users: int = 20_000
) -> tuple[ExperimentArm, ...]:
    """Test a decision on a rate of one in ten, with a relative lift."""
    rates = {"control": 0.1, "new": 0.1 * (1 + lift)}
    return tuple(
        ExperimentArm(name, moved, arm, users, conversions=round(users * rate))
        for arm, rate in rates.items()
    )


def measured(workspace: Workspace, **options: Any) -> Results:
    """Measure with few draws, which are enough for laws."""
    return levier.measure(workspace, **{"draws": 400, **options})


def only(results: Results) -> Effect:
    """Give the one effect."""
    (effect,) = results.effects
    return effect


def effect_of(results: Results, name: str, moved: str = "orders") -> Effect:
    """Give the effect of one decision on one metric."""
    (effect,) = (one for one in results.effects if (one.decision, one.metric) == (name, moved))
    return effect


def reasons(results: Results) -> dict[tuple[str, str], str]:
    """Give why each expectation was not measured."""
    found = {(one.decision, one.metric): one.reason for one in results.not_measured}
    assert len(found) == len(results.not_measured), "one reason for each"
    return found
