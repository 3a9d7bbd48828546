"""Minimum wage and teen employment: the answers of Callaway and Sant'Anna's own package.

Published with four decimals, never-treated controls, no covariates. The published standard
errors are bootstrapped: from 1,000 draws they are known to about 1 / sqrt(2 x 1000) = 2.2 %, or
3.7 % as they are taken from the interquartile range; three such errors are allowed, and 2.6 % for
the small-sample correction of a group of twenty counties, which the package does not make.
"""

from __future__ import annotations

import pytest
from tests.reference.rollouts.panels import FIRST_YEAR, minimum_wage

from levier.impact.designs.difference_in_differences import (
    Aggregation,
    Controls,
    RolloutEstimate,
    TrendTest,
    measure_rollout,
    two_way_fixed_effects,
)

PRINTED = 5e-5 + 1e-9
BOOTSTRAPPED = 3 * 0.037 + 0.026


@pytest.fixture(scope="module")
def found() -> RolloutEstimate:
    return measure_rollout(minimum_wage(), controls=Controls.NEVER_TREATED)


@pytest.mark.parametrize(
    ("group", "year", "value"),
    [
        (2004, 2004, -0.0105),
        (2004, 2005, -0.0704),
        (2004, 2006, -0.1373),
        (2004, 2007, -0.1008),
        (2006, 2006, -0.0046),
        (2006, 2007, -0.0412),
        (2007, 2007, -0.0261),
        (2006, 2004, 0.0065),
        (2007, 2004, 0.0305),
    ],
)
def test_cells(found: RolloutEstimate, group: int, year: int, value: float) -> None:
    cell = found.group_time[group - FIRST_YEAR, year - FIRST_YEAR]
    assert cell.value == pytest.approx(value, abs=PRINTED)


@pytest.mark.parametrize(
    ("along", "value"),
    [
        (Aggregation.SIMPLE, -0.0400),
        (Aggregation.GROUP, -0.0310),
        (Aggregation.DYNAMIC, -0.0772),
        (Aggregation.CALENDAR, -0.0417),
    ],
)
def test_aggregates(found: RolloutEstimate, along: Aggregation, value: float) -> None:
    assert found.aggregations[along].overall.value == pytest.approx(value, abs=PRINTED)


@pytest.mark.parametrize(
    ("along", "error"),
    [
        (Aggregation.SIMPLE, 0.0120),
        (Aggregation.GROUP, 0.0124),
        (Aggregation.DYNAMIC, 0.0200),
    ],
)
def test_standard_errors(found: RolloutEstimate, along: Aggregation, error: float) -> None:
    measured = found.aggregations[along].overall.standard_error
    assert measured == pytest.approx(error, rel=BOOTSTRAPPED)


def test_before_the_wage_rose_nothing_shows_in_the_band(found: RolloutEstimate) -> None:
    placebos = [one for (group, year), one in found.group_time.items() if year < group]
    assert len(placebos) == 5
    for one in placebos:
        assert one.simultaneous95 is not None
        assert one.simultaneous95[0] < 0 < one.simultaneous95[1]


def test_of_trends(found: RolloutEstimate) -> None:
    assert isinstance(found.trends, TrendTest)
    assert found.trends.placebos == 5
    # Published: 0.16812, from an analytical covariance and a chi-square. Our variances are up to
    # 1 / 19 larger, most of them 1 / 130, and Hotelling's law has a slightly longer tail.
    assert found.trends.p_value == pytest.approx(0.16812, abs=0.01)
    assert found.trends.p_value > 0.16812


def test_the_regression_differs_from_every_aggregate(found: RolloutEstimate) -> None:
    regression = two_way_fixed_effects(minimum_wage()).value
    overall = [one.overall.value for one in found.aggregations.values()]
    assert min(abs(regression - value) for value in overall) > 0.003
