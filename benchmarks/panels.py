"""Panels to try designs on: real ones in which nothing was done, and drawn ones.

A real panel is a published table without its treated units, or before its treatment: whatever a
design finds in it is chance. Tables are looked for in the folder that LEVIER_REFERENCE_DATA names,
or else in the one beside the clone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

Array = NDArray[np.float64]

VARIABLE = "LEVIER_REFERENCE_DATA"


@dataclass(frozen=True, slots=True)
class Untouched:
    """Outcomes (N, T) of units that nothing was done to, in logarithms.

    Attributes
    ----------
    title
        As printed.
    outcomes
        (N, T).
    first, last
        Range of the first period after a pretended decision, both included.
    after
        Periods after it that are used.
    """

    title: str
    outcomes: Array
    first: int
    last: int
    after: int


def reference_folder() -> Path:
    """Give the folder of the data sets, whether it is there or not."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"


def real_panels() -> list[Untouched]:
    """Read the published panels; an empty list when they are not on this machine."""
    folder = reference_folder()
    if not folder.is_dir():
        return []
    smoking = _wide(folder / "impact_prop99/prop99.csv", "state", "year", "cigsale", "California")
    growth = _wide(
        folder / "impact_german_reunification/germany.csv", "country", "year", "gdp", "West Germany"
    )
    cities = _wide(folder / "impact_geolift/geolift_pretest.csv.gz", "location", "date", "Y", "")
    return [
        Untouched("cigarettes, 38 states, years", np.log(smoking), 15, 23, 8),
        Untouched("GDP, 16 countries, years", np.log(growth), 20, 34, 10),
        Untouched("sales, 40 cities, days", np.log(cities), 45, 75, 15),
    ]


def employment() -> Untouched | None:
    """Read log teen employment of the 309 counties whose minimum wage never rose."""
    path = reference_folder() / "impact_mpdta/mpdta.csv"
    if not path.exists():
        return None
    rows = pl.read_csv(path).filter(pl.col("first.treat") == 0)
    outcomes = rows.sort("countyreal", "year")["lemp"].to_numpy().reshape(-1, 5)
    return Untouched("teen employment, 309 counties, years", outcomes, 2, 3, 2)


def _wide(path: Path, unit: str, period: str, value: str, treated: str) -> Array:
    rows = pl.read_csv(path).filter(pl.col(unit) != treated).sort(period)
    wide = rows.pivot(on=unit, index=period, values=value).drop(period)
    return wide.to_numpy().T.astype(np.float64)


def factor_panel(seed: int, *, units: int = 20, periods: int = 60, memory: float = 0.0) -> Array:
    """Draw (N, T): two wandering factors, loadings and levels of each unit, uneven noise."""
    generator = np.random.default_rng([20, seed])
    factors = generator.normal(size=(2, periods)).cumsum(axis=1)
    loadings = generator.uniform(size=(units, 2))
    spread = generator.uniform(0.1, 0.6, (units, 1))
    levels = 20 + generator.normal(size=(units, 1))
    noise = spread * remembering(generator, (units, periods), memory)
    return np.asarray(levels + loadings @ factors + noise)


def remembering(generator: np.random.Generator, shape: tuple[int, int], memory: float) -> Array:
    """Draw noise (N, T) of variance one, each period keeping ``memory`` of the one before."""
    noise = generator.normal(size=shape)
    for period in range(1, shape[1]):
        fresh = np.sqrt(1 - memory**2) * noise[:, period]
        noise[:, period] = memory * noise[:, period - 1] + fresh
    return noise
