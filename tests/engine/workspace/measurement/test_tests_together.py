"""Many tests of one metric: reported as measured, drawn together in the totals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.workspace.measurement.company import company, decided, decision, measured, metric

from levier.workspace.model import ExperimentArm, Workspace
from levier.workspace.results import Verdict

TESTS, USERS, RATE = 30, 20_000, 0.1
VALUED = metric(value_per_unit=(1, 1, 1))


def planted(seed: int, count: int = TESTS) -> tuple[Workspace, np.ndarray]:
    """Test decisions of which most do next to nothing; give the workspace and the truth."""
    generator = np.random.default_rng(seed)
    lifts = generator.normal(0.0, 0.03, count)
    names = [f"d{k:02}" for k in range(count)]
    rows = tuple(
        ExperimentArm(name, "orders", arm, USERS, conversions=int(generator.binomial(USERS, rate)))
        for name, lift in zip(names, lifts, strict=True)
        for arm, rate in (("control", RATE), ("new", RATE * (1 + lift)))
    )
    plain = company(
        metrics={"orders": VALUED},
        observations={},
        decisions=decided(*(decision(name) for name in names)),
        expectations=(),
        experiments=rows,
    )
    return plain, USERS * RATE * lifts


def test_the_proven_total_is_no_longer_flattered() -> None:
    """Luck makes proven gains too large and proven losses too deep: gains are looked at alone.

    Forty companies: the shrunk excess is nothing to its Monte-Carlo error, the raw one is not.
    """
    raw, shrunk = np.array([_gains(seed) for seed in range(40)]).T
    noise = shrunk.std() / np.sqrt(40)
    assert abs(shrunk.mean()) < 2.6 * noise
    assert raw.mean() > 4 * noise


def _gains(seed: int) -> tuple[float, float]:
    """Give the excess over the truth of the tests that proved a gain, raw and shrunk."""
    workspace, truth = planted(seed)
    results = measured(workspace, draws=200)
    won = {one.decision for one in results.effects if one.verdict is Verdict.GAIN}
    first = {
        one.id: replace(one, team="won" if one.id in won else "rest")
        for one in workspace.decisions.values()
    }
    teams = measured(replace(workspace, decisions=first), draws=200).portfolio.by_team
    wanted = sum(t for t, name in zip(truth, workspace.decisions, strict=True) if name in won)
    raw = sum(
        one.money.p50 for one in results.effects if one.decision in won and one.money is not None
    )
    shrunk = teams["won"].value.p50 if won else 0.0
    return raw - wanted, shrunk - wanted


def test_each_test_is_reported_as_it_was_measured() -> None:
    workspace, _ = planted(1)
    one = replace(workspace, experiments=workspace.experiments[:2])
    (alone,) = measured(one).effects
    among = measured(workspace).effects[0]
    assert (among.effect, among.money, among.verdict) == (alone.effect, alone.money, alone.verdict)


@pytest.mark.parametrize(("count", "drawn"), [(2, False), (3, True)])
def test_fewer_than_three_effects_are_added_as_they_are(count: int, drawn: bool) -> None:
    workspace, _ = planted(2, count)
    portfolio = measured(workspace).portfolio
    assert (portfolio.value != portfolio.unshrunk) is drawn


def test_a_test_on_another_metric_has_nothing_in_common() -> None:
    workspace, _ = planted(3, 4)
    metrics = {"orders": VALUED, "visits": replace(VALUED, id="visits")}
    moved = tuple(
        replace(row, metric="visits") if row.decision in {"d00", "d01"} else row
        for row in workspace.experiments
    )
    portfolio = measured(replace(workspace, metrics=metrics, experiments=moved)).portfolio
    assert portfolio.value == portfolio.unshrunk
