"""A folder of many bets drawn from a seed: three teams, eight requirements, a budget, a floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.random import Generator

TEAMS = ("checkout", "growth", "platform")
COLUMNS = (
    "id,title,team,requires,confidence,effort_low,effort_mid,effort_high,"
    "value_low,value_mid,value_high,cost"
)
SETTINGS = """\
[company]
name = "Sixty"
currency = "EUR"
country = ""

[portfolio]
budget = {budget}
opening_cash = {cash}
monthly_cash = -5000
cash_floor = 20000
person_day_rate = 400
hire_days = 60
hire_cost = 30000
{more}
[portfolio.capacity]
checkout = {days}
growth = {days}
platform = {days}
"""


def write_many_bets(
    folder: Path, bets: int = 60, requirements: int = 8, seed: int = 1, more: str = ""
) -> Path:
    """Write bets of which the means hold about a third."""
    folder.mkdir(parents=True, exist_ok=True)
    means = {"budget": 3_500 * bets, "cash": 3_800 * bets, "days": 3 * bets, "more": more}
    (folder / "levier.toml").write_text(SETTINGS.format(**means), encoding="utf-8")
    generator = np.random.default_rng([seed, bets])
    rows = [_row(generator, place, place < requirements, bets) for place in range(bets)]
    text = "\n".join((COLUMNS, *rows)) + "\n"
    (folder / "opportunities.csv").write_text(text, encoding="utf-8")
    return folder


def _row(generator: Generator, place: int, requires: bool, bets: int) -> str:
    days = generator.lognormal(3.2, 0.5)
    value = days * generator.lognormal(6.8, 0.5)
    cost = generator.choice([0, 500, 2000, 8000])
    confidence = generator.choice([0.4, 0.6, 0.8, 1.0])
    needed = f"b{place + bets // 3:03}" if requires else ""
    spans = [
        f"{centre * share:.0f}"
        for centre, shares in ((days, (0.7, 1, 1.6)), (value, (0.3, 1, 2.2)))
        for share in shares
    ]
    name = f"b{place:03}"
    team = TEAMS[place % len(TEAMS)]
    return f"{name},Bet {place},{team},{needed},{confidence},{','.join(spans)},{cost}"
