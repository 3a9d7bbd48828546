"""Minimum wage and teen employment given population: the doubly robust answers, to seven digits.

As printed by the authors' Stata port of their package, ``csdid lemp lpop, ivar(countyreal)
time(year) gvar(first_treat) method(dripw)``, whose point estimates are those of R's ``did`` with
``xformla = ~lpop``. Its standard errors are analytic. Ours give back what residuals lose to the
parameters that they estimated: at most sqrt(20 / 19), for the group of twenty counties.
"""

from __future__ import annotations

import pytest
from tests.reference.rollouts.panels import FIRST_YEAR, minimum_wage_by_population

from levier.impact.designs.difference_in_differences import (
    Aggregation,
    Controls,
    RolloutEstimate,
    measure_rollout,
)

PRINTED = 5e-8 + 1e-9
CORRECTION = (20 / 19) ** 0.5

CELLS = {
    (2004, 2004): (-0.0145297, 0.0221292),
    (2004, 2005): (-0.0764219, 0.0286713),
    (2004, 2006): (-0.1404483, 0.0353782),
    (2004, 2007): (-0.1069039, 0.0328865),
    (2006, 2004): (-0.0004721, 0.0222234),
    (2006, 2005): (-0.0062025, 0.0184957),
    (2006, 2006): (0.0009606, 0.0194002),
    (2006, 2007): (-0.0412939, 0.0197211),
    (2007, 2004): (0.0267278, 0.0140657),
    (2007, 2005): (-0.0045766, 0.0157178),
    (2007, 2006): (-0.0284475, 0.0181809),
    (2007, 2007): (-0.0287814, 0.0162390),
}
GROUPS = {
    2004: (-0.0845759, 0.0245649),
    2006: (-0.0201666, 0.0174696),
    2007: (-0.0287814, 0.016239),
}
EVENTS = {
    -3: (0.0267278, 0.0140657),
    -2: (-0.0036165, 0.0129283),
    -1: (-0.0232440, 0.0144851),
    0: (-0.0210604, 0.0114942),
    1: (-0.0530032, 0.0163465),
    2: (-0.1404483, 0.0353782),
    3: (-0.1069039, 0.0328865),
}
YEARS = {
    2004: (-0.0145297, 0.0221292),
    2005: (-0.0764219, 0.0286713),
    2006: (-0.0461757, 0.0212107),
    2007: (-0.0395822, 0.0129299),
}
SIMPLE = (-0.0417518, 0.0115028)


@pytest.fixture(scope="module")
def found() -> RolloutEstimate:
    return measure_rollout(minimum_wage_by_population(), controls=Controls.NEVER_TREATED)


def require(value: float, error: float, published: tuple[float, float]) -> None:
    assert value == pytest.approx(published[0], abs=PRINTED)
    assert published[1] - PRINTED <= error <= published[1] * CORRECTION + PRINTED


@pytest.mark.parametrize(("group", "year"), CELLS)
def test_cells(found: RolloutEstimate, group: int, year: int) -> None:
    cell = found.group_time[group - FIRST_YEAR, year - FIRST_YEAR]
    require(cell.value, cell.standard_error, CELLS[group, year])


def test_overall(found: RolloutEstimate) -> None:
    overall = found.aggregations[Aggregation.SIMPLE].overall
    require(overall.value, overall.standard_error, SIMPLE)


@pytest.mark.parametrize(
    ("along", "published", "shift"),
    [
        (Aggregation.GROUP, GROUPS, FIRST_YEAR),
        (Aggregation.CALENDAR, YEARS, FIRST_YEAR),
        (Aggregation.DYNAMIC, EVENTS, 0),
    ],
)
def test_aggregations(
    found: RolloutEstimate,
    along: Aggregation,
    published: dict[int, tuple[float, float]],
    shift: int,
) -> None:
    parts = found.aggregations[along].parts
    assert {key + shift for key in parts} == set(published)
    for key, one in parts.items():
        require(one.value, one.standard_error, published[key + shift])
