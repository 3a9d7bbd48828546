"""Pasts of which the noise is known, as workspaces: one series, or stores."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from levier.workspace.model import (
    Company,
    Decision,
    Direction,
    Expectation,
    Exposure,
    Grain,
    Kind,
    Metric,
    Observations,
    Workspace,
)

FIRST_DAY = date(2024, 1, 1)
WEEKS = 104
STORES = tuple(f"store-{number}" for number in range(8))


def first_day_of(week: int) -> date:
    return date.fromordinal(FIRST_DAY.toordinal() + 7 * week)


def wandering(generator: np.random.Generator, rows: int, weeks: int) -> NDArray[np.float64]:
    """Draw levels (rows, weeks) that wander by 1 % a week under a noise of 4 %."""
    steps = 0.01 * generator.standard_normal((rows, weeks))
    return np.asarray(steps.cumsum(axis=1) + 0.04 * generator.standard_normal((rows, weeks)))


def workspace_of(
    values: NDArray[np.float64],
    decision: Decision | None = None,
    exposures: tuple[Exposure, ...] = (),
) -> Workspace:
    """Put weekly sales (rows, weeks) in a workspace: one row is a series, several are stores."""
    rows, weeks = values.shape
    days = np.array([first_day_of(week) for week in range(weeks)], dtype="datetime64[D]")
    units = None if rows == 1 else np.repeat(np.array(STORES[:rows], dtype=object), weeks)
    observations = Observations(np.tile(days, rows), values.ravel(), units)
    metric = Metric("sales", "Sales", "€", Grain.WEEK, Direction.UP, Kind.SUM)
    decisions = {} if decision is None else {decision.id: decision}
    expected = () if decision is None else (Expectation(decision.id, "sales"),)
    return Workspace(
        Company("Shop", "EUR", ""),
        {"sales": metric},
        {"sales": observations},
        decisions,
        expected,
        exposures,
    )


def sales(generator: np.random.Generator, rows: int, weeks: int) -> NDArray[np.float64]:
    """Draw weekly sales (rows, weeks) that share a market."""
    market = wandering(generator, 1, weeks) if rows > 1 else 0.0
    return np.asarray(1000 * np.exp(wandering(generator, rows, weeks) + market))
