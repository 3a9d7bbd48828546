"""Holes, repeated values, collapses and jumps: found where they are, handled as told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.workspace.data_quality.made_series import (
    NOISES,
    STEP,
    Array,
    clean,
    day,
    examined,
    kinds,
    metric,
    only,
    told_to,
    workspace,
)

from levier.workspace.data_finding import FindingKind, Handling
from levier.workspace.data_quality.examine import examine
from levier.workspace.model import (
    BreakHandling,
    Decision,
    Grain,
    Observations,
    OutageHandling,
    Period,
    PeriodKind,
)

LENGTH = 365


def spoiled(first: int, last: int, part: float = 1.0, value: float = np.nan) -> Array:
    """Multiply some days by a part, or give them all one value."""
    values = clean("gaussian", Grain.DAY, LENGTH, 4)
    values[first : last + 1] = values[first : last + 1] * part if np.isnan(value) else value
    return values


def test_missing_days_are_said_with_their_number() -> None:
    values = spoiled(100, 104, np.nan)
    one = only(examined(values), FindingKind.MISSING)
    assert (one.from_, one.to, one.figure) == (day(100), day(104), 5.0)
    assert "5" in one.sentence["en"]
    assert "jamais" in one.sentence["fr"]


def test_many_holes_are_told_in_one_sentence() -> None:
    values = spoiled(0, 0)
    values[50:200:20] = np.nan
    one = only(examined(values), FindingKind.MISSING)
    assert (one.from_, one.to, one.figure) == (day(50), day(190), 8.0)


@pytest.mark.parametrize("grain", [Grain.DAY, Grain.WEEK])
@pytest.mark.parametrize("part", [0.0, 0.2])
def test_a_collapse_is_an_outage_until_something_else_is_declared(
    grain: Grain, part: float
) -> None:
    values = clean("gaussian", grain, 150, 5)
    values[70:73] *= part
    step = STEP[grain]
    one = only(examined(values, metric(grain)), FindingKind.OUTAGE)
    assert (one.from_, one.to) == (day(70, step), day(73, step) - (day(1) - day(0)))
    assert one.handling is Handling.SHOWN
    assert one.suggestion is not None
    assert f"starts_on = {day(70, step)}" in one.suggestion["fr"]
    declared = Period("outage", PeriodKind.OUTAGE, one.from_, one.to)
    assert not kinds(examined(values, metric(grain), periods=(declared,)))


def test_a_collapse_is_masked_when_told_so() -> None:
    options = told_to(outages=OutageHandling.MASK)
    found = examined(spoiled(200, 203, 0.0), metric(data=options))
    one = only(found, FindingKind.OUTAGE)
    assert (one.handling, one.suggestion) == (Handling.MASKED, None)
    (added,) = found.workspace.periods
    assert (added.kind, added.starts_on, added.ends_on) == (PeriodKind.OUTAGE, day(200), day(203))
    assert added.metrics == ("orders",)


@pytest.mark.parametrize(("days", "expected"), [(4, True), (2, False)])
def test_a_feed_that_repeats_itself_is_stuck(days: int, expected: bool) -> None:
    values = spoiled(120, 119 + days, value=977.0)
    assert (FindingKind.STUCK in kinds(examined(values))) == expected


def test_values_that_often_repeat_are_not_stuck() -> None:
    rounded = np.round(clean("gaussian", Grain.WEEK, 104, 1) / 100)
    assert FindingKind.STUCK not in kinds(examined(rounded, metric(Grain.WEEK)))


@pytest.mark.parametrize("noise", [one for one in NOISES if one != "small counts"])
def test_a_jump_that_nothing_explains_is_shown(noise: str) -> None:
    values = clean(noise, Grain.WEEK, 104, 7)
    values[60:] *= 1.8
    found = examined(values, metric(Grain.WEEK))
    one = only(found, FindingKind.LEVEL_SHIFT)
    assert abs((one.from_ - day(60, 7)).days) <= 14
    assert one.figure == pytest.approx(0.8, abs=0.3)
    assert one.suggestion is not None
    assert 'kind = "definition"' in one.suggestion["en"]
    assert found.workspace.periods == ()


def test_a_jump_is_modelled_when_told_so() -> None:
    options = told_to(definition_breaks=BreakHandling.MODEL)
    values = clean("gaussian", Grain.WEEK, 104, 7)
    values[60:] *= 1.8
    found = examined(values, metric(Grain.WEEK, data=options))
    (added,) = found.workspace.periods
    assert (added.kind, added.ends_on) == (PeriodKind.DEFINITION, None)
    assert only(found, FindingKind.LEVEL_SHIFT).handling is Handling.MODELLED


def test_a_decision_or_another_metric_explains_a_jump() -> None:
    values = clean("gaussian", Grain.WEEK, 104, 7)
    values[60:] *= 1.8
    taken = {"change": Decision("change", "Change", day(60, 7))}
    assert not kinds(examined(values, metric(Grain.WEEK), decisions=taken))
    one, other = metric(Grain.WEEK), metric(Grain.WEEK, name="visits")
    alone = workspace(values, one)
    rows = alone.observations["orders"]
    shared = clean("heavy", Grain.WEEK, 104, 8)
    shared[60:] *= 1.6
    both = {"orders": rows, "visits": Observations(rows.dates, shared)}
    together = replace(alone, metrics={"orders": one, "visits": other}, observations=both)
    assert not examine(together, day(104, 7)).findings
