"""The bets of the demonstration: a tree from one outcome to tests, and the means of a quarter."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from levier.language import translate
from levier.workspace.demonstration.csv_text import csv_text

if TYPE_CHECKING:
    from levier.language import Language

_CAPACITY = {"product": 75, "platform": 75, "acquisition": 45}
_SPANS = ("reach", "impact", "effort", "value")
Ends = tuple[float | str, float | str, float | str]
_NONE: Ends = ("", "", "")


@dataclass(frozen=True, slots=True)
class BetPlan:
    """One row, in the columns of ``opportunities``."""

    id: str
    level: str = "solution"
    parent: str = ""
    team: str = ""
    product: str = ""
    stage: str = ""
    metric: str = ""
    decision: str = ""
    requires: str = ""
    excludes: str = ""
    must: str = ""
    reach: Ends = _NONE
    impact: Ends = _NONE
    confidence: float | str = ""
    effort: Ends = _NONE
    value: Ends = _NONE
    cost: float | str = ""
    deadline: str = ""
    half_life_days: float | str = ""
    test_of: str = ""
    test_size: float | str = ""
    test_spread: float | str = ""
    test_reliability: float | str = ""
    test_days: float | str = ""


BETS = (
    BetPlan("second-year", "outcome"),
    BetPlan("first-quote", "opportunity", "second-year"),
    BetPlan("on-site", "opportunity", "second-year"),
    BetPlan("found-by-trades", "opportunity", "second-year"),
    BetPlan(
        "quote-import", "solution", "first-quote", "product", "quotes", "activation",
        "subscriptions", reach=(900, 1200, 1500), impact=(0.004, 0.015, 0.03), confidence=0.8,
        effort=(35, 50, 80), cost=4000,
    ),
    BetPlan(
        "guided-tour", "solution", "first-quote", "product", "quotes", "activation",
        "subscriptions", excludes="quote-import", reach=(1100, 1300, 1500),
        impact=(0.002, 0.008, 0.018), confidence=0.9, effort=(15, 25, 40),
    ),
    BetPlan(
        "offline-quotes", "solution", "on-site", "platform", "quotes", "retention",
        confidence=0.85, effort=(25, 34, 55), value=(20_000, 45_000, 90_000), cost=6000,
    ),
    BetPlan(
        "voice-quotes", "solution", "on-site", "product", "quotes", "acquisition",
        "subscriptions", requires="offline-quotes", reach=(300, 700, 1400),
        impact=(0.01, 0.03, 0.08), confidence=0.5, effort=(35, 50, 90), cost=9000,
    ),
    BetPlan(
        "price-by-trade", "solution", "found-by-trades", "acquisition", "site", "expansion",
        confidence=0.6, effort=(12, 18, 30), value=(-20_000, 40_000, 130_000), cost=3000,
    ),
    BetPlan(
        "autumn-fair", "solution", "found-by-trades", "acquisition", "site", "acquisition",
        confidence=0.7, effort=(8, 12, 18), value=(8_000, 22_000, 45_000), cost=9000,
        deadline="2026-10-15", half_life_days=90,
    ),
    BetPlan(
        "marketplace", "solution", "second-year", "product", "quotes", "revenue",
        decision="marketplace", confidence=0.4, effort=(110, 170, 280), cost=35_000,
    ),
    BetPlan(
        "e-invoices", "solution", "second-year", "platform", "invoices", "retention", must="yes",
        effort=(25, 33, 45), value=(60_000, 90_000, 140_000), cost=8000, deadline="2026-09-01",
    ),
    BetPlan(
        "tour-by-hand", "test", "guided-tour", cost=600, test_of="impact", test_size=800,
        test_spread=0.2, test_days=7,
    ),
    BetPlan(
        "import-probe", "test", "quote-import", cost=1500, test_of="success",
        test_reliability=0.85, test_days=7,
    ),
    BetPlan(
        "voice-probe", "test", "voice-quotes", cost=1200, test_of="success",
        test_reliability=0.85, test_days=7,
    ),
    BetPlan(
        "price-survey", "test", "price-by-trade", cost=2000, test_of="value", test_size=120,
        test_spread=300_000, test_days=14,
    ),
)  # fmt: skip


def opportunities_table(language: Language) -> str:
    """Write ``opportunities.csv``."""
    columns = ["id", "title"]
    for field in fields(BetPlan)[1:]:
        ends = (f"{field.name}_{end}" for end in ("low", "mid", "high"))
        columns += ends if field.name in _SPANS else [field.name]
    return csv_text(columns, (_row(bet, language) for bet in BETS))


def settings_tables(language: Language) -> list[tuple[str, dict[str, object]]]:
    """Give the tables of ``levier.toml``, by name."""
    capacity: dict[str, object] = {
        json.dumps(translate(f"demonstration.teams.{team}", language), ensure_ascii=False): days
        for team, days in _CAPACITY.items()
    }
    means: dict[str, object] = {
        "horizon_months": 12,
        "period_months": 3,
        "discount_rate": 0.06,
        "budget": 40_000,
        "hire_days": 55,
        "hire_cost": 23_000,
    }
    return [("portfolio", means), ("portfolio.capacity", capacity)]


def _row(bet: BetPlan, language: Language) -> list[object]:
    cells: list[object] = [bet.id, translate(f"demonstration.bets.{bet.id}", language)]
    for field in fields(bet)[1:]:
        value = getattr(bet, field.name)
        if field.name in _SPANS:
            cells += value
        elif field.name in ("team", "product") and value:
            cells.append(translate(f"demonstration.{field.name}s.{value}", language))
        else:
            cells.append(value)
    return cells
