"""A shop in a folder: seven months of orders, one decision of two that did something, a cost."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np

FIRST_DAY = date(2025, 1, 6)
DAYS = 210
STARTS_ON = FIRST_DAY + timedelta(days=120)
PLANTED = 0.12

SETTINGS = """\
[company]
name = "Shop"
currency = "EUR"
country = ""

[metrics.orders]
title = "Orders"
unit = "orders"
grain = "day"
direction = "up"
kind = "count"
value_per_unit = [8, 10, 12]
controls = ["visits"]

[metrics.visits]
title = "Visits"
unit = "visits"
grain = "day"
direction = "up"
kind = "count"
"""

DECISIONS = f"""\
id,title,starts_on,team,product,origin
checkout,One-page checkout,{STARTS_ON},Buying,Shop,team
colours,New colours,{STARTS_ON + timedelta(days=40)},Buying,Shop,board
"""

EXPECTATIONS = """\
decision,metric,low,mid,high
checkout,orders,0.05,0.10,0.20
colours,orders,0.00,0.03,0.06
"""

COSTS = f"""\
date,amount,decision
{FIRST_DAY},5000,checkout
"""

TRUTH = f"""\
decision,metric,arm,scale,effect
checkout,orders,,relative,{PLANTED}
colours,orders,,relative,0
"""


def write_shop(folder: Path) -> Path:
    """Write the workspace into ``folder`` and give it back."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "levier.toml": SETTINGS,
        "decisions.csv": DECISIONS,
        "expectations.csv": EXPECTATIONS,
        "costs.csv": COSTS,
        "truth.csv": TRUTH,
        "metrics.csv": _metrics(),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_series(path: Path) -> Path:
    """Write the same history as one wide table, for ``levier impact``."""
    orders, visits = _series()
    lines = ["Day,Orders,Visits"]
    lines += [f"{_day(t)},{orders[t]},{visits[t]}" for t in range(DAYS)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _metrics() -> str:
    orders, visits = _series()
    lines = ["date,metric,value"]
    for t in range(DAYS):
        lines += [f"{_day(t)},orders,{orders[t]}", f"{_day(t)},visits,{visits[t]}"]
    return "\n".join(lines) + "\n"


def _series() -> tuple[list[int], list[int]]:
    chance = np.random.default_rng(7)
    t = np.arange(DAYS)
    traffic = 1 + 0.1 * np.sin(2 * np.pi * t / 7) + 0.03 * chance.standard_normal(DAYS)
    effect = np.where(t >= (STARTS_ON - FIRST_DAY).days, 1 + PLANTED, 1.0)
    orders = 400 * traffic * effect * np.exp(0.02 * chance.standard_normal(DAYS))
    return [round(x) for x in orders.tolist()], [round(x) for x in (9000 * traffic).tolist()]


def _day(t: int) -> date:
    return FIRST_DAY + timedelta(days=t)
