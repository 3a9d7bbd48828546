"""National Supported Work (LaLonde 1986; sample of Dehejia and Wahba 1999): training by lot.

As a script it writes the two workspaces: ``python -m tests.reference.experiments.lalonde FOLDER``.
The first compares the trained with those who drew the other lot; the second with 15,992 people of
the Current Population Survey, who drew none. What they earned in 1975 is the covariate before.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
from tests.reference.data import reference_file
from tests.reference.folder import write_files

NSW = "impact_lalonde/nsw_experimental.csv"
CPS = "impact_lalonde/cps_nonexperimental_controls.csv.gz"
DRAWN = {"treated": 297 / 722, "control": 425 / 722}
"""Shares of the 722 men drawn by lot (LaLonde 1986, table 1), of whom the sample keeps 445."""

SETTINGS = """\
[company]
name = "National Supported Work"
currency = "USD"
country = "US"
languages = ["en", "fr"]

[metrics.earnings]
title = "Earnings in 1978"
unit = "USD"
grain = "year"
direction = "up"
kind = "sum"
stage = "people"
value_per_unit = [1, 1, 1]
"""

DECISIONS = """\
id,title,starts_on,ends_on,status,kind,origin,team,reason
training,Supported work for a year,1976-01-01,1977-12-31,shipped,programme,board,Programmes,\
Does supported work raise what people earn afterwards?
"""


def read_men(controls: str) -> pl.DataFrame:
    """Read the trained and those they are compared with: ``nsw`` or ``cps``."""
    nsw = pl.read_csv(reference_file(NSW))
    columns = ("treat", "re74", "re75", "re78")
    if controls == "nsw":
        return nsw.select(columns)
    cps = pl.read_csv(reference_file(CPS))
    trained = nsw.filter(pl.col("treat") == 1)
    return pl.concat([trained.select(columns), cps.select(columns)], how="vertical_relaxed")


def write_lalonde(folder: Path, controls: str) -> Path:
    """Write the workspace of one comparison into ``folder`` and give it back."""
    return write_files(
        folder,
        {
            "levier.toml": SETTINGS,
            "decisions.csv": DECISIONS,
            "experiments.csv": _experiments(read_men(controls), by_lot=controls == "nsw"),
        },
    )


def _experiments(men: pl.DataFrame, *, by_lot: bool) -> str:
    columns = "decision,metric,arm,users,mean,sd,covariate_mean,covariate_sd,starts_on,ends_on"
    lines = [columns + ",planned_share"]
    for arm, treat in (("control", 0), ("treated", 1)):
        rows = men.filter(pl.col("treat") == treat)
        after, before = rows["re78"].to_numpy(), rows["re75"].to_numpy()
        figures = (after.mean(), after.std(ddof=1), before.mean(), before.std(ddof=1))
        written = ",".join(repr(float(figure)) for figure in figures)
        share = repr(DRAWN[arm]) if by_lot else ""
        lines.append(f"training,earnings,{arm},{len(rows)},{written},1976-01-01,1978-12-31,{share}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for name in ("nsw", "cps"):
        write_lalonde(Path(sys.argv[1]) / name, name)
