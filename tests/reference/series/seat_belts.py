"""Great Britain, 1969-1984: car drivers killed or seriously injured, and the seat-belt law.

As a script it writes the workspace: ``python -m tests.reference.series.seat_belts FOLDER``.
Wearing a belt became compulsory on 31 January 1983; the data, as those who analysed them, count
the law from February 1983 on. The price of petrol is the control: it drives traffic.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from tests.reference.data import reference_file
from tests.reference.folder import write_files

FILE = "impact_seatbelts/seatbelts.csv"
STARTS_ON = "1983-02-01"

SETTINGS = """\
[company]
name = "Great Britain"
currency = "GBP"
country = ""
languages = ["en", "fr"]

[metrics.drivers]
title = "Car drivers killed or seriously injured"
unit = "drivers"
grain = "month"
direction = "down"
kind = "count"
controls = ["petrol-price"]

[metrics.petrol-price]
title = "Price of petrol"
unit = "GBP"
grain = "month"
direction = "up"
kind = "mean"

[measurement]
date_uncertainty_days = 0
trigger_window = "off"
"""

DECISIONS = f"""\
id,title,starts_on
law,Compulsory seat belts in front seats,{STARTS_ON}
"""

EXPECTATIONS = """\
decision,metric,shape
law,drivers,step
"""


def write_seat_belts(folder: Path) -> Path:
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
            month = _first_of_month(float(row["time"]))
            lines.append(f"{month},drivers,{row['drivers']}")
            lines.append(f"{month},petrol-price,{row['PetrolPrice']}")
    return "\n".join(lines) + "\n"


def _first_of_month(time: float) -> str:
    """Turn R's decimal year (1983.0833) into the first day of its month."""
    year, month = divmod(round(time * 12), 12)
    return f"{year}-{month + 1:02}-01"


if __name__ == "__main__":
    write_seat_belts(Path(sys.argv[1]))
