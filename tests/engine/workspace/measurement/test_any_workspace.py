"""Workspaces drawn at random, odd ones among them: an answer that adds up, or a reason, always."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import jsonschema
import numpy as np
import pytest

import levier
from levier.workspace.model import (
    Company,
    Decision,
    Direction,
    EffectScale,
    Expectation,
    Grain,
    Kind,
    Metric,
    Observations,
    Shape,
    Workspace,
)
from levier.workspace.writing.json import to_json
from levier.workspace.writing.schema import load_schema

STEPS = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 30}
FIRST = date(2020, 1, 6)


def drawn(seed: int) -> Workspace:
    """Draw a metric of any size and kind, gaps, a control and up to six decisions on it."""
    draw = np.random.default_rng([99, seed])
    grain = Grain(draw.choice([one.value for one in STEPS]))
    days = _days(grain, int(draw.choice([14, 25, 60, 400])))
    kind = Kind(draw.choice([one.value for one in Kind]))
    metric = Metric(
        "m", "M", "u", grain, Direction(draw.choice(["up", "down"])), kind,
        value_per_unit=(1.0, 2.0, 5.0), controls=("c",) if draw.random() < 0.6 else (),
    )  # fmt: skip
    control = Metric("c", "C", "u", grain, Direction.UP, Kind.MEAN)
    kept = draw.random(len(days)) > draw.choice([0.0, 0.05, 0.3])
    kept[[0, -1]] = True
    decisions = [_decision(draw, number, days) for number in range(draw.integers(1, 7))]
    return Workspace(
        company=Company("Any", "EUR", str(draw.choice(["FR", ""]))),
        metrics={"m": metric, "c": control},
        observations={
            "m": Observations(days[kept], _values(draw, kind, len(days))[kept]),
            "c": Observations(days, np.abs(draw.normal(size=len(days))) + 0.01),
        },
        decisions={one.id: one for one in decisions},
        expectations=tuple(_expectation(draw, one.id) for one in decisions),
    )


def _days(grain: Grain, periods: int) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    if grain is Grain.MONTH:
        months = np.datetime64("2010-01") + np.arange(min(periods, 120))
        return months.astype("datetime64[D]")
    return np.datetime64(FIRST) + np.arange(periods) * STEPS[grain]


def _values(draw: np.random.Generator, kind: Kind, periods: int) -> np.ndarray[Any, Any]:
    if kind is Kind.RATIO:
        return np.asarray(1 / (1 + np.exp(draw.normal(size=periods))))
    if kind is Kind.COUNT:
        return draw.poisson(draw.choice([0.2, 3, 500]), periods).astype(float)
    size = 10.0 ** draw.integers(-6, 10) * np.exp(
        draw.normal(size=periods) * draw.choice([1e-3, 0.1, 1])
    )
    return np.asarray(size - np.median(size) if draw.random() < 0.2 else size)


def _decision(draw: np.random.Generator, number: int, days: np.ndarray[Any, Any]) -> Decision:
    start = days[draw.integers(0, len(days))].astype(object)
    ends = start + timedelta(days=int(draw.integers(1, 200))) if draw.random() < 0.2 else None
    return Decision(f"d{number}", f"D{number}", start, ends_on=ends, team="t", origin="o")


def _expectation(draw: np.random.Generator, decision: str) -> Expectation:
    middle = float(draw.normal()) * 0.1 if draw.random() < 0.6 else None
    return Expectation(
        decision, "m", Shape(draw.choice(["step", "ramp", "pulse"])),
        scale=EffectScale(draw.choice(["relative", "absolute"])),
        low=None if middle is None else middle - 0.05, mid=middle,
        high=None if middle is None else middle + 0.1,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(30))
def test_whatever_comes_in_the_answer_is_whole(seed: int) -> None:
    workspace = drawn(seed)
    results = levier.measure(workspace, draws=200)
    jsonschema.validate(to_json(results), load_schema())
    answered = {(one.decision, one.metric) for one in results.effects}
    refused = {(one.decision, one.metric) for one in results.not_measured}
    assert answered | refused == {(one.decision, one.metric) for one in workspace.expectations}
    assert not answered & refused
    for one in results.reconciliation:
        parts = one.parts
        total = parts.trend + parts.season + parts.controls + parts.unexplained
        total += sum(parts.decisions.values())
        size = abs(one.before.mean) + abs(one.after.mean)
        assert total == pytest.approx(one.observed_change, abs=1e-9 * size, rel=1e-7)
