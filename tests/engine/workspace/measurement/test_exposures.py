"""Units reached at different dates: when the window opens, and how much of the effect is seen."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.workspace.measurement.company import (
    LENGTH,
    START,
    company,
    decided,
    decision,
    expects,
    measured,
    on,
    only,
    values,
)

from levier.workspace.model import Exposure, Observations, Workspace
from levier.workspace.results import Effect

NORTH, SOUTH = 600.0, 400.0


def two_units(*exposures: Exposure, **parts: object) -> Workspace:
    """North makes 60 %, South 40 %; each rises by 20 % when it is reached."""
    columns = {}
    for name, level, seed in (("north", NORTH, 1), ("south", SOUTH, 2)):
        reached = [row for row in exposures if row.unit == name]
        steps = {(row.starts_on - on(0)).days: 0.2 * row.share for row in reached}
        columns[name] = values(steps, level=level, seed=seed)
    dates = np.tile(np.datetime64(on(0)) + np.arange(LENGTH), 2)
    units = np.repeat(np.array(list(columns), dtype=object), LENGTH)
    seen = Observations(dates, np.concatenate(list(columns.values())), units)
    return company(observations={"orders": seen}, exposures=exposures, **parts)


def answer(*exposures: Exposure, **parts: object) -> Effect:
    return only(measured(two_units(*exposures, **parts)))


def test_one_unit_reached_dilutes_the_effect_to_its_part() -> None:
    effect = answer(Exposure("change", "north", on(START)))
    # 20 % of what makes 60 %.
    assert effect.effect.low95 < 0.12 < effect.effect.high95
    assert abs(effect.effect.p50 - 0.12) < 0.02


def test_the_window_opens_with_the_first_unit_and_not_with_the_decision() -> None:
    early = decided(decision(starts=START - 30))
    rows = (Exposure("change", "south", on(START)), Exposure("change", "north", on(START + 40)))
    effect = answer(*rows, decisions=early)
    assert effect.window.from_ == on(START)
    # 8 % for forty days, then 20 % for the other fifty.
    average = (40 * 0.08 + (LENGTH - START - 40) * 0.2) / (LENGTH - START)
    assert effect.effect.low95 < average < effect.effect.high95


def test_half_a_unit_is_half_its_effect() -> None:
    forecast = expects(low=0.1, mid=0.2, high=0.3)
    half, whole = (
        answer(Exposure("change", "north", on(START), share=share), expectations=(forecast,))
        for share in (0.5, 1.0)
    )
    assert half.forecast is not None
    assert whole.forecast is not None
    # North rose less, so that it weighs a little less too.
    assert half.forecast.p50 / whole.forecast.p50 == pytest.approx(0.5, abs=0.02)
    effect = half
    assert effect.effect.low95 < 0.06 < effect.effect.high95
    assert effect.effect.p50 < 0.1


def test_the_window_closes_when_the_last_unit_is_left() -> None:
    rows = (
        Exposure("change", "north", on(START), on(150)),
        Exposure("change", "south", on(START), on(170)),
    )
    assert answer(*rows).window.to == on(170)


@pytest.mark.parametrize("reached", [("north",), ("north", "south")])
def test_a_forecast_is_of_the_unit_and_is_diluted_alike(reached: tuple[str, ...]) -> None:
    """The part of a unit is what it made before it was reached: nothing that followed counts."""
    forecast = expects(low=0.1, mid=0.2, high=0.3)
    rows = [Exposure("change", unit, on(START)) for unit in reached]
    effect = answer(*rows, expectations=(forecast,))
    part = NORTH / (NORTH + SOUTH) if reached == ("north",) else 1.0
    assert effect.forecast is not None
    assert effect.forecast.p50 == pytest.approx(0.2 * part, rel=0.005)
    assert effect.forecast.inside80


def test_everyone_is_reached_when_no_unit_is_named() -> None:
    effect = only(measured(company()))
    assert effect.window.from_ == on(START)
    assert effect.effect.low95 < 0.1 < effect.effect.high95
