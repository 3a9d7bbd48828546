"""Clean simulated series, and workspaces of one metric, of which a test spoils one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from levier.workspace.data_finding import DataFinding, FindingKind
from levier.workspace.data_quality.examine import Examined, examine
from levier.workspace.data_quality.publications import choose
from levier.workspace.measurement.question import last_day
from levier.workspace.model import (
    Company,
    DataOptions,
    Direction,
    Grain,
    Kind,
    Metric,
    Observations,
    Vintages,
    Workspace,
)

Array = NDArray[np.float64]

MONDAY = np.datetime64("2023-01-02")
WEEK = np.log([1.0, 1.1, 1.1, 1.0, 1.2, 0.7, 0.5])
STEP = {Grain.DAY: 1, Grain.WEEK: 7}
NOISES = ("gaussian", "heavy", "autocorrelated", "wandering", "trend", "small counts")


def clean(noise: str, grain: Grain, length: int, seed: int) -> Array:
    """Draw a series that has nothing wrong: level 1000 (8 for small counts), week, year, noise."""
    random = np.random.default_rng([seed, length, NOISES.index(noise)])
    days = STEP[grain] * np.arange(length)
    shocks = 0.05 * random.standard_normal(length)
    if noise == "heavy":
        shocks = 0.03 * random.standard_t(3, length)
    if noise == "autocorrelated":
        for t in range(1, length):
            shocks[t] += 0.7 * shocks[t - 1]
    if noise == "wandering":
        shocks += np.cumsum(0.02 * random.standard_normal(length))
    if noise == "trend":
        shocks += 0.001 * days
    season = 0.15 * np.sin(2 * np.pi * days / 365.25) + (WEEK[days % 7] if STEP[grain] == 1 else 0)
    if noise == "small counts":
        return np.asarray(random.poisson(8 * np.exp(season)), dtype=float)
    return np.asarray(np.round(1000 * np.exp(season + shocks)))


def metric(grain: Grain = Grain.DAY, *, name: str = "orders", **changes: Any) -> Metric:
    """Define a count."""
    return replace(Metric(name, name, "orders", grain, Direction.UP, Kind.COUNT), **changes)


def workspace(values: Array, one: Metric | None = None, **parts: Any) -> Workspace:
    """Build a company whose only metric has these values; a NaN is a row that is not there."""
    one = one or metric()
    dates = MONDAY + STEP[one.grain] * np.arange(len(values))
    known = np.isfinite(values)
    plain = Workspace(
        company=Company("Shop", "EUR", ""),
        metrics={one.id: one},
        observations={one.id: Observations(dates[known], values[known])},
        decisions={},
    )
    return replace(plain, **parts)


def examined(values: Array, one: Metric | None = None, **parts: Any) -> Examined:
    """Look at one series on its last day."""
    made = workspace(values, one, **parts)
    return examine(made, last_day(made))


def only(found: Examined, kind: FindingKind) -> DataFinding:
    """Give the one finding of a kind."""
    (one,) = [finding for finding in found.findings if finding.kind is kind]
    return one


def kinds(found: Examined) -> set[FindingKind]:
    """Give the kinds of what was found."""
    return {finding.kind for finding in found.findings}


def told_to(**options: Any) -> DataOptions:
    """Ask for something else than by default."""
    return replace(DataOptions(), **options)


def day(place: int, step: int = 1) -> date:
    """Give the first day of a period."""
    found: date = (MONDAY + step * place).astype("datetime64[D]").item()
    return found


def published(rows: list[tuple[int, int, float]]) -> Vintages:
    """Build publications from weeks (0, 1…), days of publication after MONDAY, and values."""
    ordered = sorted(rows)
    weeks, days, values = (np.array(column) for column in zip(*ordered, strict=True))
    observations = Observations(MONDAY + 7 * weeks, values.astype(float))
    return Vintages(observations, (MONDAY + days).astype("datetime64[s]"))


def vintage_workspace(vintages: Vintages, **changes: Any) -> Workspace:
    """Build a company whose only metric is weekly and published again and again."""
    one = metric(Grain.WEEK, **changes)
    return Workspace(
        company=Company("Shop", "EUR", ""),
        metrics={one.id: one},
        observations={one.id: choose(vintages, one).rows},
        decisions={},
        vintages={one.id: vintages},
    )
