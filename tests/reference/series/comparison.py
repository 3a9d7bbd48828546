"""The second recorded run of R's CausalImpact: no effect should be claimed (p = 0.20).

As a script it writes the workspace: ``python -m tests.reference.series.comparison FOLDER``.
One series, three that did not change, 108 days, a date (2019-07-15) on which nothing is proven.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from tests.reference.data import reference_file
from tests.reference.folder import write_files

FILE = "impact_causalimpact_r_reference/comparison_data.csv"
STARTS_ON = "2019-07-15"
COLUMNS = {
    "changed": "CHANGED",
    "first": "NOT_CHANGED_1",
    "second": "NOT_CHANGED_2",
    "third": "NOT_CHANGED_3",
}

COMPANY = """\
[company]
name = "Recorded run: comparison"
currency = "USD"
country = ""
languages = ["en", "fr"]

[measurement]
date_uncertainty_days = 0
trigger_window = "off"
"""

METRIC = """
[metrics.{metric}]
title = "{title}"
unit = "points"
grain = "day"
direction = "up"
kind = "sum"
"""

DECISIONS = f"""\
id,title,starts_on
change,The change that R was told of,{STARTS_ON}
"""

EXPECTATIONS = """\
decision,metric,shape
change,changed,step
"""


def write_comparison(folder: Path) -> Path:
    """Write the workspace into ``folder`` and give it back."""
    files = {
        "levier.toml": _settings(),
        "decisions.csv": DECISIONS,
        "expectations.csv": EXPECTATIONS,
        "metrics.csv": _metrics(),
    }
    return write_files(folder, files)


def _settings() -> str:
    tables = [METRIC.format(metric=name, title=column) for name, column in COLUMNS.items()]
    controls = 'controls = ["first", "second", "third"]\n'
    return COMPANY + tables[0] + controls + "".join(tables[1:])


def _metrics() -> str:
    lines = ["date,metric,value"]
    with reference_file(FILE).open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            lines += [f"{row['DATE']},{name},{row[column]}" for name, column in COLUMNS.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write_comparison(Path(sys.argv[1]))
