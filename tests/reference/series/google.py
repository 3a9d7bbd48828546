"""The first recorded run of R's CausalImpact: 91 days, two controls, a change on 2020-03-02.

As a script it writes the workspace: ``python -m tests.reference.series.google FOLDER``.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from tests.reference.data import reference_file
from tests.reference.folder import write_files

FILE = "impact_causalimpact_r_reference/google_data.csv"
STARTS_ON = "2020-03-02"

SETTINGS = """\
[company]
name = "Recorded run: google"
currency = "USD"
country = ""
languages = ["en", "fr"]

[metrics.y]
title = "Outcome"
unit = "points"
grain = "day"
direction = "up"
kind = "mean"
controls = ["x1", "x2"]

[metrics.x1]
title = "First control"
unit = "points"
grain = "day"
direction = "up"
kind = "mean"

[metrics.x2]
title = "Second control"
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
change,The change that R was told of,{STARTS_ON}
"""

EXPECTATIONS = """\
decision,metric,shape
change,y,step
"""


def write_google(folder: Path) -> Path:
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
            lines += [f"{row['date']},{metric},{row[metric]}" for metric in ("y", "x1", "x2")]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write_google(Path(sys.argv[1]))
