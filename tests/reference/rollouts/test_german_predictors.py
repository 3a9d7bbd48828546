"""German reunification by its predictors: Abadie, Diamond and Hainmueller (2015), AJPS 59, 495-510.

As in the authors' replication files: the importance of six predictors of the seventies is chosen
by how well their weights follow West Germany from 1981 to 1990, and then weighs the predictors of
the eighties. Their validation runs one year into the period after, and so does this one.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from tests.engine.impact.synthetic_control.panels import panel_from_rows
from tests.reference.data import reference_file

from levier.impact.designs.synthetic_control import (
    Estimate,
    Panel,
    Predictors,
    matching_on,
    predictor_importance,
)

WEIGHTS = {"Austria": 0.42, "USA": 0.22, "Japan": 0.16, "Switzerland": 0.11, "Netherlands": 0.09}
GAP = -1600.0
NAMES = ("gdp", "trade", "infrate", "industry", "schooling", "investment")


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    return pl.read_csv(reference_file("impact_german_reunification/germany.csv"))


def panel(rows: pl.DataFrame, first_after: int) -> Panel:
    treated = {"West Germany"}
    return panel_from_rows(rows, "country", "year", "gdp", treated=treated, first_after=first_after)


def predictors(rows: pl.DataFrame, decade: int, investment: str) -> Predictors:
    """Average a decade; schooling is counted every fifth year, investment once a decade."""
    years = pl.col("year").is_between(decade + 1, decade + 10)
    means = [pl.col(name).filter(years).mean() for name in NAMES[:4]]
    schooling = pl.col("schooling").filter(pl.col("year").is_in([decade, decade + 5])).mean()
    once = pl.col(investment).filter(pl.col("year") == 1980).mean().alias(NAMES[5])
    found = rows.group_by("country").agg(*means, schooling, once).sort("country")
    return Predictors(tuple(found["country"]), NAMES, found.select(NAMES).to_numpy())


@pytest.fixture(scope="module")
def found(rows: pl.DataFrame) -> Estimate:
    importance = predictor_importance(panel(rows, 1991), predictors(rows, 1970, "invest70"), 21)
    return matching_on(predictors(rows, 1980, "invest80"), importance)(panel(rows, 1990))


def test_the_weights_are_the_published_ones(rows: pl.DataFrame, found: Estimate) -> None:
    donors = [name for name in panel(rows, 1990).units if name != "West Germany"]
    weights = dict(zip(donors, found.donor_weights, strict=True))
    # Printed to two decimals.
    assert {name: round(float(weights[name]), 2) for name in WEIGHTS} == WEIGHTS
    assert sum(weights[name] for name in WEIGHTS) == pytest.approx(1, abs=0.005)


def test_the_gap_is_about_the_published_one(found: Estimate) -> None:
    # "About 1,600 USD" a year, said to the hundred; 8 % of the level of 1990.
    assert found.effect == pytest.approx(GAP, abs=50)
    assert -found.effect / found.counterfactual[30] == pytest.approx(0.08, abs=0.005)


def test_the_fit_before_is_close(found: Estimate) -> None:
    assert found.error_before < 0.02 * np.mean(found.counterfactual[:30])
