"""MineThatData e-mail test (Hillstrom, 2008): 64,000 customers, three arms, two weeks.

As a script it writes the workspace: ``python -m tests.reference.experiments.hillstrom FOLDER``.
The file has no dates and no costs: the month and the cent per e-mail below are nominal.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
from tests.reference.data import reference_file
from tests.reference.folder import write_files

from levier.impact.designs.randomised_experiment import ArmStatistics

FILE = "impact_hillstrom_email/hillstrom.csv.gz"
ARMS = {"Mens E-Mail": "mens", "Womens E-Mail": "womens", "No E-Mail": "control"}
RATES = ("visit", "conversion")

SETTINGS = """\
[company]
name = "MineThatData"
currency = "USD"
country = "US"
languages = ["en", "fr"]

[metrics.visit]
title = "Customers who visited within two weeks"
unit = "share of customers"
grain = "month"
direction = "up"
kind = "ratio"
stage = "acquisition"

[metrics.conversion]
title = "Customers who bought within two weeks"
unit = "share of customers"
grain = "month"
direction = "up"
kind = "ratio"
stage = "revenue"

[metrics.spend]
title = "Spend within two weeks"
unit = "USD"
grain = "month"
direction = "up"
kind = "sum"
stage = "revenue"
value_per_unit = [1, 1, 1]
"""

DECISIONS = """\
id,title,starts_on,decided_on,status,kind,origin,team,product,owner,stage,reason
email-campaign,E-mail campaign to past customers,2008-03-01,2008-02-15,shipped,campaign,team,\
Marketing,Shop,Head of e-mail,revenue,Does an e-mail bring customers back?
"""


def read_customers() -> pl.DataFrame:
    """Read the raw rows: arm, visit, conversion, spend, one row per customer."""
    rows = pl.read_csv(reference_file(FILE))
    arm = pl.col("segment").replace_strict(ARMS).alias("arm")
    return rows.select(arm, "visit", "conversion", pl.col("spend").cast(pl.Float64))


def arms_of(customers: pl.DataFrame, metric: str) -> list[ArmStatistics]:
    """Give the sufficient statistics of one metric in each arm."""
    found = []
    for (arm,), rows in customers.sort("arm").group_by("arm", maintain_order=True):
        values = rows[metric].to_numpy()
        if metric in RATES:
            one = ArmStatistics.from_conversions(str(arm), len(values), int(values.sum()))
        else:
            sd = float(values.std(ddof=1))
            one = ArmStatistics.from_mean(str(arm), len(values), float(values.mean()), sd)
        found.append(one)
    return found


def write_hillstrom(folder: Path) -> Path:
    """Write the workspace into ``folder`` and give it back."""
    customers = read_customers()
    files = {
        "levier.toml": SETTINGS,
        "decisions.csv": DECISIONS,
        "metrics.csv": _metrics(customers),
        "expectations.csv": _expectations(),
        "experiments.csv": _experiments(customers),
        "costs.csv": _costs(customers),
    }
    return write_files(folder, files)


def _metrics(customers: pl.DataFrame) -> str:
    total = len(customers)
    lines = ["date,metric,value,weight"]
    lines += [f"2008-03-01,{m},{float(customers[m].sum()) / total!r},{total}" for m in RATES]
    lines.append(f"2008-03-01,spend,{float(customers['spend'].sum()):.2f},")
    return "\n".join(lines) + "\n"


def _expectations() -> str:
    rows = [f"email-campaign,{metric},experiment" for metric in (*RATES, "spend")]
    return "\n".join(["decision,metric,design", *rows]) + "\n"


def _experiments(customers: pl.DataFrame) -> str:
    lines = ["decision,metric,arm,users,conversions,mean,sd,starts_on,ends_on"]
    for metric in (*RATES, "spend"):
        for one in arms_of(customers, metric):
            figures = f"{one.conversions},," if metric in RATES else _quantity(one)
            lines.append(
                f"email-campaign,{metric},{one.arm},{one.users},{figures},2008-03-01,2008-03-14"
            )
    return "\n".join(lines) + "\n"


def _quantity(one: ArmStatistics) -> str:
    return f",{one.mean!r},{one.variance**0.5!r}"


def _costs(customers: pl.DataFrame) -> str:
    mailed = int((customers["arm"] != "control").sum())
    return f"date,amount,decision,category\n2008-03-01,{mailed / 100:.2f},email-campaign,run\n"


if __name__ == "__main__":
    write_hillstrom(Path(sys.argv[1]))
