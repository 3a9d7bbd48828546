"""Series as odd as they come: an answer or a reason, every figure finite and in order."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

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
    metric,
    observed,
    values,
)

from levier.workspace.model import Kind

if TYPE_CHECKING:
    from levier.workspace.model import Workspace
    from levier.workspace.results import Interval, ScaledInterval

CHANCE = np.random.default_rng(0)
AFTER = np.arange(LENGTH) >= START

SERIES = {
    "one sale": np.eye(1, LENGTH, 50)[0],
    "mostly nothing": (CHANCE.random(LENGTH) < 0.1) * 1.0,
    "small counts": CHANCE.poisson(3, LENGTH).astype(float),
    "losses": -values(),
    "around zero": CHANCE.normal(0, 1, LENGTH),
    "huge": values(level=1e15),
    "tiny": values(level=1e-12),
    "exponential": np.exp(np.arange(LENGTH) / 10),
    "one spike": np.where(np.arange(LENGTH) == 150, 1e9, values()),
    "dead before": np.where(AFTER, values(), 0.0),
    "dead after": np.where(AFTER, 0.0, values()),
    "two values": np.where(AFTER, 6.0, 5.0),
    "alternating": np.where(np.arange(LENGTH) % 2, 1.0, 100.0),
    "a third missing": np.where(CHANCE.random(LENGTH) < 0.35, np.nan, values()),
}


def check(workspace: Workspace) -> None:
    results = measured(workspace)
    assert len(results.effects) + len(results.not_measured) == len(workspace.decisions)
    for effect in results.effects:
        for one in (effect.effect, effect.average, effect.cumulative, effect.money):
            assert one is not None
            in_order(one)
        assert 0 <= effect.probability_right_direction <= 1
    for found in results.reconciliation:
        parts = found.parts
        told = parts.trend + parts.season + parts.controls + parts.unexplained
        told += sum(parts.decisions.values())
        size = max(abs(found.before.mean), abs(found.after.mean))
        assert told == pytest.approx(found.observed_change, abs=1e-9 * size)


def in_order(one: Interval | ScaledInterval) -> None:
    p10, p50, p90, low95, high95 = astuple(one)[-5:]
    assert np.isfinite([p10, p50, p90, low95, high95]).all()
    assert low95 <= p10 <= p50 <= p90 <= high95


@pytest.mark.parametrize("kind", [Kind.SUM, Kind.COUNT, Kind.MEAN])
@pytest.mark.parametrize("name", SERIES)
def test_any_series_has_an_answer_or_a_reason(name: str, kind: Kind) -> None:
    check(
        company(
            metrics={"orders": metric(kind=kind, value_per_unit=(1, 2, 3))},
            observations={"orders": observed(SERIES[name])},
            expectations=(expects(low=0.01, mid=0.05, high=0.1),),
        )
    )


@pytest.mark.parametrize("name", ["small counts", "one sale", "two values", "dead after"])
def test_any_ratio_has_an_answer_or_a_reason(name: str) -> None:
    rate = SERIES[name] / SERIES[name].max()
    check(
        company(
            metrics={"orders": metric(kind=Kind.RATIO, value_per_unit=(1, 2, 3))},
            observations={"orders": observed(rate, weights=np.full(LENGTH, 100.0))},
        )
    )


@pytest.mark.parametrize("count", [2, 20])
def test_decisions_of_one_day_are_known_by_their_sum(count: int) -> None:
    names = [f"decision-{k:02}" for k in range(count)]
    workspace = company(
        metrics={"orders": metric(value_per_unit=(1, 2, 3))},
        decisions=decided(*(decision(name) for name in names)),
        expectations=tuple(expects(name) for name in names),
    )
    check(workspace)
    results = measured(workspace)
    if count == 2:
        (group,) = results.groups
        assert set(group.decisions) == set(names)
        assert group.effect.low95 < 0.1 < group.effect.high95
        widest = max(one.effect.high95 - one.effect.low95 for one in results.effects)
        assert group.effect.high95 - group.effect.low95 < widest / 3


@pytest.mark.parametrize(
    "control",
    [values({START: 0.1}), np.full(LENGTH, 3.0), np.zeros(LENGTH), SERIES["a third missing"]],
    ids=["the metric itself", "constant", "zero", "gappy"],
)
def test_an_odd_control_does_no_harm(control: np.ndarray) -> None:
    check(
        company(
            metrics={
                "orders": metric(controls=("visits",), value_per_unit=(1, 2, 3)),
                "visits": metric("visits"),
            },
            observations={"orders": observed(values({START: 0.1})), "visits": observed(control)},
        )
    )
