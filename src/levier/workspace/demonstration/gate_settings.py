"""The gates of the demonstration: five questions with their thresholds, in ``levier.toml``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from levier.language import translate

if TYPE_CHECKING:
    from levier.language import Language

PROBLEM, PRICE, TASKS, USAGE, CONTRACTS = (
    "photo-quotes", "photo-pack", "first-photo-quote", "photo-usage", "white-label",
)  # fmt: skip
ACTIVE_CUSTOMERS = 1_240
USAGE_FIRST_DAY, USAGE_LAST_DAY = date(2026, 5, 4), date(2026, 7, 26)
USAGE_THRESHOLD = 240
CRITERIA = {"fit": 3, "margin": 2, "effort": 2}


def settings_tables(language: Language) -> list[tuple[str, dict[str, object]]]:
    """Give the tables of ``levier.toml``, by name."""
    opportunity = translate("demonstration.gates.opportunity", language)
    return [
        (
            f"gates.{PROBLEM}",
            {
                **_head(PROBLEM, "problem_share", 0.6, date(2026, 3, 2), language),
                "active_customers": ACTIVE_CUSTOMERS,
                "minimum_per_segment": 15,
                "opportunity": opportunity,
            },
        ),
        (f"gates.{PRICE}", _head(PRICE, "paid_test", 0.05, date(2026, 4, 1), language)),
        (f"gates.{TASKS}", _head(TASKS, "task_success", 0.78, date(2026, 4, 20), language)),
        (
            f"gates.{USAGE}",
            {
                **_head(USAGE, "stop_rule", USAGE_THRESHOLD, date(2026, 4, 27), language),
                "by_date": USAGE_LAST_DAY,
                "continue_at": 0.5,
                "stop_at": 0.1,
            },
        ),
        (f"gates.{CONTRACTS}", _head(CONTRACTS, "contract", 0.5, date(2026, 1, 5), language)),
        (
            f"gates.{CONTRACTS}.criteria",
            {criterion_name(name, language): weight for name, weight in CRITERIA.items()},
        ),
    ]


def criterion_name(name: str, language: Language) -> str:
    """Name a criterion of a contract."""
    return translate(f"demonstration.gate_criteria.{name}", language)


def _head(
    gate: str, kind: str, threshold: float, registered_on: date, language: Language
) -> dict[str, object]:
    return {
        "kind": kind,
        "title": translate(f"demonstration.gates.{gate}", language),
        "threshold": threshold,
        "registered_on": registered_on,
    }
