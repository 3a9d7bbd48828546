"""One company made of published data, as a folder that is brought in through the page.

Hillstrom's e-mail test is a decision with money, GeoLift's cities a roll-out, the seat-belt law a
decision on a series, beta.gouv's portfolio 662 products with their phases and committees.

A workspace has one currency and converts nothing. It is the dollar here, because Hillstrom's is
the only money that is asked for: the euros that the incubator awarded to its products are left
out, and the price of petrol, in pounds, is a control that no amount is made of.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import TYPE_CHECKING

import polars as pl
from tests.reference.data import reference_file
from tests.reference.experiments.hillstrom import write_hillstrom
from tests.reference.folder import write_files
from tests.reference.rollouts.folders import write_cities
from tests.reference.series.seat_belts import write_seat_belts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PORTFOLIO = "decisions_betagouv_portfolio"
RENAMED = {"outcome": "city-sales", "policy": "advertising"}
STOPPED = ("abandon", "abandon-investigation")
Row = dict[str, str]

SETTINGS = """\
[company]
name = "Published"
currency = "USD"
country = ""

[metrics.spend]
title = "Spend within two weeks"
unit = "USD"
grain = "month"
direction = "up"
kind = "sum"
stage = "revenue"
value_per_unit = [1, 1, 1]

[metrics.city-sales]
title = "Sales by city"
unit = "sales"
grain = "day"
direction = "up"
kind = "sum"

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


def write_company(folder: Path, scratch: Path) -> Path:
    """Write the folder, each table from those of the four published sets."""
    sets = [
        _rows(write_hillstrom(scratch / "mails")),
        _rows(write_cities(scratch / "cities")),
        _rows(write_seat_belts(scratch / "belts")),
        _portfolio(),
    ]
    tables: defaultdict[str, list[Row]] = defaultdict(list)
    for one in sets:
        for stem, rows in one.items():
            tables[stem] += [row for row in map(_renamed, rows) if _asked_for(row)]
    files = {f"{stem}.csv": _csv(rows) for stem, rows in tables.items()}
    return write_files(folder, {"levier.toml": SETTINGS, **files})


def _rows(folder: Path) -> dict[str, list[Row]]:
    found = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def _renamed(row: Row) -> Row:
    named = ("metric", "decision", "id")
    return {key: RENAMED.get(cell, cell) if key in named else cell for key, cell in row.items()}


def _asked_for(row: Row) -> bool:
    """Leave out Hillstrom's two rates: the question here is money."""
    return row.get("metric") not in {"visit", "conversion"}


def _portfolio() -> dict[str, list[Row]]:
    """Give the incubator's products: phases as published, a decision for each one financed.

    What a committee answered is not published; what became of the product is. A committee whose
    product's next phase is an abandonment is written down as the one that stopped it.
    """
    titles = dict(_read("products.csv").select("product", "title").iter_rows())
    phases = _read("phases.csv")
    met = _read("events.csv").filter(pl.col("event") == "committee").sort("date", "product")
    last = dict(met.group_by("product").agg(pl.col("date").max()).iter_rows())
    decisions: dict[str, Row] = {}
    sessions: list[Row] = []
    for product, _, day, comment in met.iter_rows():
        again = product in decisions
        decisions[product] = decisions.get(product) or _decision(product, titles[product], day)
        stops = day == last[product] and _next_phase(phases, product, day) in STOPPED
        outcomes = ("continued", "stopped") if again else ("decided", "refused")
        sessions.append(
            {
                "date": day,
                "decision": decisions[product]["id"],
                "title": "Comité d’investissement",
                "purpose": "review" if again else "decide",
                "outcome": outcomes[stops],
                "reason": comment or "",
            }
        )
    return {
        "decisions": list(decisions.values()),
        "sessions": sessions,
        "phases": [
            {
                "product": titles[product],
                "phase": phase,
                "starts_on": start,
                "ends_on": end or "",
                "comment": comment or "",
            }
            for product, _, phase, start, end, comment in phases.iter_rows()
        ],
    }


def _decision(product: str, title: str, day: str) -> Row:
    return {
        "id": f"finance-{product}",
        "title": f"Financer {title}",
        "starts_on": day,
        "kind": "financing",
        "product": title,
    }


def _next_phase(phases: pl.DataFrame, product: str, day: str) -> str | None:
    after = phases.filter((pl.col("product") == product) & (pl.col("start") >= day)).sort("start")
    return after["phase"][0] if after.height else None


def _read(name: str) -> pl.DataFrame:
    return pl.read_csv(reference_file(f"{PORTFOLIO}/{name}"), infer_schema_length=0)


def _csv(rows: Sequence[Row]) -> str:
    columns: list[str] = list(dict.fromkeys(key for row in rows for key in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
