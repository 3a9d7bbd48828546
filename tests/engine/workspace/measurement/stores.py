"""Chains of stores in memory: a metric by unit, decisions that reached some of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from tests.engine.workspace.measurement.company import company, decided, decision, metric, on

from levier.workspace.model import Exposure, Grain, Observations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.model import Workspace

Array = NDArray[np.float64]

WEEKS = 80
DAYS = 7


def name(store: int) -> str:
    return f"store-{store:02d}"


def sales(stores: int, steps: Mapping[int, Mapping[int, float]], seed: int = 1) -> Array:
    """Draw (N, T) weekly sales; ``steps[store][week]`` is a relative step from a week on."""
    generator = np.random.default_rng(seed)
    season = 0.1 * np.sin(2 * np.pi * np.arange(WEEKS) / 52)
    common = season + np.cumsum(0.02 * generator.standard_normal(WEEKS))
    size = np.exp(6 + 0.5 * generator.standard_normal((stores, 1)))
    own = 0.04 * generator.standard_normal((stores, WEEKS))
    made = size * np.exp(common + own)
    for store, after in steps.items():
        for week, relative in after.items():
            made[store, week:] *= 1 + relative
    return np.asarray(made)


def observed_by_store(made: Array) -> Observations:
    stores, weeks = made.shape
    dates = np.datetime64(on(0)) + DAYS * np.tile(np.arange(weeks), stores)
    units = np.repeat(np.array([name(store) for store in range(stores)], dtype=object), weeks)
    return Observations(dates, made.ravel(), units)


def week(number: int) -> date:
    return on(number, DAYS)


def reaches(decided_as: str, weeks: Mapping[int, int]) -> tuple[Exposure, ...]:
    """Reach each store from a week on."""
    return tuple(Exposure(decided_as, name(store), week(at)) for store, at in weeks.items())


def chain(made: Array, exposures: tuple[Exposure, ...], **parts: Any) -> Workspace:
    """Build a company that sells in stores, with one decision unless told otherwise."""
    plain: dict[str, Any] = {
        "metrics": {"orders": metric(grain=Grain.WEEK)},
        "observations": {"orders": observed_by_store(made)},
        "decisions": decided(decision(starts=40 * DAYS)),
        "exposures": exposures,
    }
    return company(**{**plain, **parts})
