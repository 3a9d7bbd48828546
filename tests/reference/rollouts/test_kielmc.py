"""House prices and an incinerator: two areas, two years (Wooldridge, example 13.3).

The published standard error, 7,456.65, takes 321 houses for independent draws of equal variance.
Houses were not followed from one year to the next: as a roll-out there are two units, one of
them reached, and from one unit reached no error of a difference-in-differences can be estimated.
The estimate is the published one; in place of that error there is a reason.
"""

from __future__ import annotations

import pytest
from tests.reference.rollouts.panels import incinerator

from levier.impact.designs.difference_in_differences import (
    Aggregation,
    Caution,
    measure_rollout,
    two_way_fixed_effects,
)


def test_the_estimate_is_the_published_one() -> None:
    found = measure_rollout(incinerator())
    assert list(found.group_time) == [(1, 1)]
    assert found.group_time[1, 1].value == pytest.approx(-11_863.90, abs=0.005)
    for one in found.aggregations.values():
        assert one.overall.value == pytest.approx(-11_863.90, abs=0.005)


def test_with_two_groups_and_two_periods_the_regression_agrees() -> None:
    assert two_way_fixed_effects(incinerator()).value == pytest.approx(-11_863.90, abs=0.005)


def test_one_area_reached_gives_no_interval() -> None:
    overall = measure_rollout(incinerator()).aggregations[Aggregation.SIMPLE].overall
    assert overall.interval95 is None
    assert overall.caution is Caution.LONE_CLUSTER
