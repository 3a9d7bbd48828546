"""The published panels as workspaces: what an analyst would put into a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from tests.reference.data import reference_file
from tests.reference.folder import write_files

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """[company]
name = "Published"
currency = "USD"
country = ""

[metrics.outcome]
title = "Outcome"
unit = "{unit}"
grain = "{grain}"
direction = "{direction}"
kind = "{kind}"
"""


def _folder(
    folder: Path,
    rows: pl.DataFrame,
    reached: dict[str, str],
    *,
    grain: str,
    kind: str,
    direction: str,
    scale: str,
) -> Path:
    """Write a panel (``date``, ``unit``, ``value``) and the day on which units were reached."""
    table = rows.select("date", pl.lit("outcome").alias("metric"), "value", "unit")
    first = min(reached.values())
    exposures = "".join(f"policy,{unit},{day}\n" for unit, day in reached.items())
    settings = SETTINGS.format(unit="units", grain=grain, direction=direction, kind=kind)
    return write_files(
        folder,
        {
            "levier.toml": settings,
            "metrics.csv": table.write_csv(),
            "decisions.csv": f"id,title,starts_on\npolicy,Policy,{first}\n",
            "exposures.csv": f"decision,unit,starts_on\n{exposures}",
            "expectations.csv": f"decision,metric,scale\npolicy,outcome,{scale}\n",
        },
    )


def _years(column: str) -> pl.Expr:
    return pl.format("{}-01-01", pl.col(column).cast(pl.Int64)).alias("date")


def write_minimum_wage(folder: Path) -> Path:
    """Write log teen employment by county and the year in which its State raised the wage."""
    rows = pl.read_csv(reference_file("impact_mpdta/mpdta.csv"))
    treated = rows.filter(pl.col("first.treat") > 0).unique("countyreal").sort("countyreal")
    reached = {
        str(county): f"{int(year)}-01-01"
        for county, year in treated.select("countyreal", "first.treat").iter_rows()
    }
    panel = rows.select(
        _years("year"), pl.col("countyreal").cast(pl.String).alias("unit"), value="lemp"
    )
    return _folder(
        folder, panel, reached, grain="year", kind="mean", direction="up", scale="absolute"
    )


def write_tobacco(folder: Path) -> Path:
    """Write packs sold a head by State and year."""
    rows = pl.read_csv(reference_file("impact_prop99/prop99.csv"))
    panel = rows.select(_years("year"), unit="state", value="cigsale")
    reached = {"California": "1989-01-01"}
    return _folder(
        folder, panel, reached, grain="year", kind="mean", direction="down", scale="absolute"
    )


def write_reunification(folder: Path) -> Path:
    """Write gross domestic product a head by country and year."""
    rows = pl.read_csv(reference_file("impact_german_reunification/germany.csv"))
    panel = rows.select(_years("year"), unit="country", value="gdp")
    reached = {"West Germany": "1990-01-01"}
    return _folder(
        folder, panel, reached, grain="year", kind="mean", direction="up", scale="absolute"
    )


def write_cities(folder: Path) -> Path:
    """Write daily sales by city; two were reached for the last fifteen days."""
    rows = pl.read_csv(reference_file("impact_geolift/geolift_test.csv.gz"))
    panel = rows.select(pl.col("date").cast(pl.String), unit="location", value="Y")
    start = sorted(panel["date"].unique().to_list())[90]
    reached = dict.fromkeys(("chicago", "portland"), start)
    return _folder(
        folder, panel, reached, grain="day", kind="sum", direction="up", scale="relative"
    )
