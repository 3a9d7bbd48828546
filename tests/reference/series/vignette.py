"""The simulated series of the CausalImpact vignette: +10 a point on the last 30 of 100 points.

As a script it writes the workspace: ``python -m tests.reference.series.vignette FOLDER``.
The points are days from 2014-01-01 on, as in the vignette's own example with dates.
"""

from __future__ import annotations

import csv
import sys
from datetime import date, timedelta
from pathlib import Path

from tests.reference.data import reference_file
from tests.reference.folder import write_files

FILE = "impact_causalimpact_vignette/vignette.csv"
FIRST_DAY = date(2014, 1, 1)
STARTS_ON = FIRST_DAY + timedelta(days=70)
ADDED = 10.0

SETTINGS = """\
[company]
name = "CausalImpact vignette"
currency = "USD"
country = ""
languages = ["en", "fr"]

[metrics.y]
title = "Simulated response"
unit = "points"
grain = "day"
direction = "up"
kind = "mean"
controls = ["x1"]

[metrics.x1]
title = "Simulated covariate"
unit = "points"
grain = "day"
direction = "up"
kind = "mean"

[measurement]
date_uncertainty_days = 0
trigger_window = "off"
"""

DECISIONS = f"""\
id,title,starts_on
added,Ten added to the response,{STARTS_ON}
"""

EXPECTATIONS = """\
decision,metric,shape
added,y,step
"""


def write_vignette(folder: Path) -> Path:
    """Write the workspace into ``folder`` and give it back."""
    files = {
        "levier.toml": SETTINGS,
        "decisions.csv": DECISIONS,
        "expectations.csv": EXPECTATIONS,
        "metrics.csv": _metrics(),
    }
    return write_files(folder, files)


def _metrics() -> str:
    lines = ["date,metric,value"]
    with reference_file(FILE).open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            day = FIRST_DAY + timedelta(days=int(row["t"]) - 1)
            lines += [f"{day},{metric},{row[metric]}" for metric in ("y", "x1")]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write_vignette(Path(sys.argv[1]))
