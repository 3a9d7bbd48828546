"""The published panels as arrays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from tests.reference.data import reference_file

from levier.impact.designs.difference_in_differences import NEVER, Panel

FIRST_YEAR = 2003


def minimum_wage() -> Panel:
    """Give log teen employment of 500 counties, 2003 to 2007, period 0 being 2003."""
    rows = pl.read_csv(reference_file("impact_mpdta/mpdta.csv")).sort("countyreal", "year")
    years = rows["year"].unique().sort().to_list()
    shape = (-1, len(years))
    counties = rows["countyreal"].to_numpy().reshape(shape)[:, 0]
    reached = rows["first.treat"].to_numpy().reshape(shape)[:, 0]
    return Panel(
        units=tuple(str(county) for county in counties),
        outcome=rows["lemp"].to_numpy().reshape(shape),
        first_treated=np.where(reached == 0, NEVER, reached - FIRST_YEAR).astype(np.int64),
        weights=np.ones(len(counties)),
        cluster=counties.astype(np.int64),
    )


def incinerator() -> Panel:
    """Give mean real house prices far from and near the incinerator, in 1978 and 1981.

    Each house was sold once: the units are the two areas, which is all that was followed.
    """
    rows = pl.read_csv(reference_file("impact_kielmc_incinerator/kielmc.csv"))
    means = rows.group_by("nearinc", "y81").agg(pl.col("rprice").mean()).sort("nearinc", "y81")
    return Panel(
        units=("far", "near"),
        outcome=means["rprice"].to_numpy().reshape(2, 2),
        first_treated=np.array([NEVER, 1], dtype=np.int64),
        weights=np.ones(2),
        cluster=np.arange(2),
    )


def minimum_wage_by_population() -> Panel:
    """Give the same panel with the log of each county's population as covariate."""
    rows = pl.read_csv(reference_file("impact_mpdta/mpdta.csv")).sort("countyreal", "year")
    population = rows["lpop"].to_numpy().reshape(-1, 5)[:, :1]
    return replace(minimum_wage(), covariates=population)
