"""Udacity free-trial screener: an A/B test whose answer is "do not launch".

As a script it writes the workspace: ``python -m tests.reference.experiments.udacity FOLDER``.
The source gives days without a year (2014, when 11 October was a Saturday) and no costs: those
below are nominal. Enrolments are known for the first 23 of 37 days.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import polars as pl
from tests.reference.data import reference_file
from tests.reference.folder import write_files

from levier.impact.designs.randomised_experiment import ArmStatistics

FILE = "impact_udacity_free_trial/udacity_free_trial.csv"
OUTCOMES = {"gross-conversion": "Enrollments", "net-conversion": "Payments"}
SMALLEST_THAT_MATTERS = {"gross-conversion": 0.01, "net-conversion": 0.0075}

SETTINGS = """\
[company]
name = "Udacity"
currency = "USD"
country = "US"
languages = ["en", "fr"]

[metrics.gross-conversion]
title = "Enrolments in the free trial per click"
unit = "share of clicks"
grain = "day"
direction = "down"
kind = "ratio"
stage = "activation"

[metrics.net-conversion]
title = "Payments per click"
unit = "share of clicks"
grain = "day"
direction = "up"
kind = "ratio"
stage = "revenue"
"""

DECISIONS = """\
id,title,starts_on,decided_on,status,kind,origin,team,product,owner,stage,reason
free-trial-screener,Ask for hours available before the free trial,2014-10-11,2014-10-01,tested,\
feature,team,Growth,Courses,Product manager,activation,Fewer students who leave frustrated
"""

COSTS = """\
date,amount,decision,category,person_days,rate
2014-10-06,6000,free-trial-screener,build,10,600
"""


def read_days() -> pl.DataFrame:
    """Read the raw rows: one per arm and day, with the date made whole."""
    rows = pl.read_csv(reference_file(FILE))
    days = [
        datetime.strptime(f"{text} 2014 +0000", "%a, %b %d %Y %z").date() for text in rows["Date"]
    ]
    return rows.with_columns(
        pl.Series("day", days), arm=pl.col("arm").replace("experiment", "screener")
    )


def users_by_arm(days: pl.DataFrame, column: str) -> dict[str, int]:
    """Add up one column for each arm."""
    return {
        str(arm): int(rows[column].sum())
        for (arm,), rows in days.sort("arm").group_by("arm", maintain_order=True)
    }


def arms_of(days: pl.DataFrame, metric: str) -> list[ArmStatistics]:
    """Give clicks and conversions of each arm over the days when conversions are known."""
    known = days.drop_nulls("Enrollments")
    clicks = users_by_arm(known, "Clicks")
    conversions = users_by_arm(known, OUTCOMES[metric])
    return [ArmStatistics.from_conversions(arm, clicks[arm], conversions[arm]) for arm in clicks]


def write_udacity(folder: Path) -> Path:
    """Write the workspace into ``folder`` and give it back."""
    days = read_days()
    files = {
        "levier.toml": SETTINGS,
        "decisions.csv": DECISIONS,
        "metrics.csv": _metrics(days),
        "expectations.csv": _expectations(),
        "experiments.csv": _experiments(days),
        "costs.csv": COSTS,
    }
    return write_files(folder, files)


def _metrics(days: pl.DataFrame) -> str:
    """Give the whole site's daily ratios, both arms together."""
    known = days.drop_nulls("Enrollments").select("day", "Clicks", *OUTCOMES.values())
    site = known.group_by("day").sum().sort("day")
    lines = ["date,metric,value,weight"]
    for metric, column in OUTCOMES.items():
        rows = zip(site["day"], site[column], site["Clicks"], strict=True)
        lines += [f"{day},{metric},{part / clicks!r},{clicks}" for day, part, clicks in rows]
    return "\n".join(lines) + "\n"


def _expectations() -> str:
    rows = [f"free-trial-screener,{metric},experiment" for metric in OUTCOMES]
    return "\n".join(["decision,metric,design", *rows]) + "\n"


def _experiments(days: pl.DataFrame) -> str:
    first, last = date(2014, 10, 11), date(2014, 11, 2)
    lines = ["decision,metric,arm,users,conversions,starts_on,ends_on"]
    lines += [
        f"free-trial-screener,{metric},{one.arm},{one.users},{one.conversions},{first},{last}"
        for metric in OUTCOMES
        for one in arms_of(days, metric)
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write_udacity(Path(sys.argv[1]))
