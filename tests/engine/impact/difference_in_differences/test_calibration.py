"""Intervals hold as often as they say, on panels drawn from a known truth.

Each figure is a share of N simulated panels; its Monte-Carlo error is sqrt(p (1 - p) / N), and
four of them are allowed: a right engine fails such a test once in sixteen thousand, and the
seeds are fixed.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.engine.impact.difference_in_differences.panels import (
    growing,
    panel_of,
    parallel_trends,
    planted,
    starts,
)

from levier.impact.designs.difference_in_differences import (
    NEVER,
    Aggregation,
    Controls,
    Estimate,
    TrendTest,
    measure_rollout,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from levier.impact.designs.difference_in_differences import Panel

SIMULATIONS = 300
PERIODS = 5
FIRST = starts([(2, 40), (3, 40), (NEVER, 60)])


def margin(share: float) -> float:
    return 4 * math.sqrt(share * (1 - share) / SIMULATIONS)


def wandering(generator: np.random.Generator, rows: int) -> NDArray[np.float64]:
    """Give (rows, PERIODS) of noise that remembers: half a random walk, half fresh."""
    walk = generator.normal(0, 2, (rows, PERIODS)).cumsum(axis=1)
    return np.asarray(walk + generator.standard_t(5, (rows, PERIODS)))


def draw(generator: np.random.Generator, effects: NDArray[np.float64]) -> Panel:
    outcome = parallel_trends(generator, len(FIRST), PERIODS) + wandering(generator, len(FIRST))
    return panel_of(outcome + effects, FIRST)


def holds(found: Estimate, truth: float, *, together: bool = False) -> bool:
    interval = found.simultaneous95 if together else found.interval95
    assert interval is not None
    return interval[0] <= truth <= interval[1]


@pytest.mark.parametrize("controls", list(Controls))
def test_intervals_and_bands_cover_what_was_planted(controls: Controls) -> None:
    generator = np.random.default_rng(20260630)
    effects = planted(FIRST, PERIODS, growing)
    alone, together = [], 0
    for _ in range(SIMULATIONS):
        found = measure_rollout(draw(generator, effects), controls=controls, draws=299)
        pairs = [
            (one, growing(first, period - first) if period >= first else 0.0)
            for (first, period), one in found.group_time.items()
        ]
        alone.append([holds(one, truth) for one, truth in pairs])
        together += all(holds(one, truth, together=True) for one, truth in pairs)
    assert np.mean(alone, axis=0) == pytest.approx(0.95, abs=margin(0.95))
    assert together / SIMULATIONS == pytest.approx(0.95, abs=margin(0.95))
    # The plain intervals of eight cells do not hold together: that is what bands are for.
    assert np.all(alone, axis=1).mean() < 0.95 - margin(0.95)


def test_placebos_raise_one_false_alarm_in_twenty() -> None:
    generator = np.random.default_rng(17)
    alarms = dict.fromkeys(Aggregation, 0)
    for _ in range(SIMULATIONS):
        found = measure_rollout(draw(generator, np.zeros((len(FIRST), PERIODS))), draws=100)
        for along, one in found.aggregations.items():
            alarms[along] += not holds(one.overall, 0.0)
    shares = {along: count / SIMULATIONS for along, count in alarms.items()}
    assert shares == pytest.approx(dict.fromkeys(Aggregation, 0.05), abs=margin(0.05))


def test_parallel_trends_are_doubted_one_time_in_twenty_and_others_nearly_always() -> None:
    generator = np.random.default_rng(31)
    drift = np.where(FIRST[:, None] == 3, 3.0 * np.arange(PERIODS), 0.0)
    alarms = np.zeros(2)
    for _ in range(SIMULATIONS):
        panel = draw(generator, np.zeros((len(FIRST), PERIODS)))
        for place, one in enumerate((panel, replace(panel, outcome=panel.outcome + drift))):
            test = measure_rollout(one, draws=100).trends
            assert isinstance(test, TrendTest)
            alarms[place] += test.p_value < 0.05
    assert alarms[0] / SIMULATIONS == pytest.approx(0.05, abs=margin(0.05))
    assert alarms[1] / SIMULATIONS > 0.9


def share_held(panels: Iterable[Panel]) -> float:
    found = [
        measure_rollout(panel, draws=100).aggregations[Aggregation.DYNAMIC] for panel in panels
    ]
    return float(np.mean([holds(one.overall, 0.0) for one in found]))


def test_clusters_that_move_together_are_counted_as_one() -> None:
    generator = np.random.default_rng(23)
    regions = np.arange(70)
    first = np.repeat(starts([(2, 20), (3, 20), (NEVER, 30)]), 4)
    cluster = np.repeat(regions, 4)
    panels = [
        panel_of(
            np.repeat(wandering(generator, 70), 4, axis=0) + wandering(generator, 280),
            first,
            cluster=cluster,
        )
        for _ in range(SIMULATIONS)
    ]
    assert share_held(panels) == pytest.approx(0.95, abs=margin(0.95))
    # Taking four units of a region for four independent ones claims to know too much.
    assert share_held(replace(one, cluster=np.arange(280)) for one in panels) < 0.88


def test_the_normal_interval_of_four_units_is_too_narrow_which_is_why_there_is_none() -> None:
    generator = np.random.default_rng(41)
    first = starts([(2, 4), (NEVER, 40)])
    held = 0
    for _ in range(SIMULATIONS):
        panel = panel_of(wandering(generator, len(first)), first)
        cell = measure_rollout(panel, draws=100).group_time[2, 3]
        assert cell.interval95 is None
        held += abs(cell.value) < 1.96 * cell.standard_error
    assert held / SIMULATIONS < 0.95 - margin(0.95)
