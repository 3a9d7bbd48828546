"""What the demonstration knows of its largest client, and of a tool that its teams ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language import translate
from levier.workspace.demonstration.revenue import CLIENTS

if TYPE_CHECKING:
    from levier.language import Language


def settings_tables(language: Language) -> list[tuple[str, dict[str, object]]]:
    """Give the tables ``[clients.NAME]`` and ``[tools.ID]`` of ``levier.toml``, by name."""
    return [
        (
            f'clients."{CLIENTS[0][0]}"',
            {
                "margin": [0.50, 0.58, 0.64],
                "avoidable_cost": [9_000, 12_500, 16_000],
                "ramp_months": [3, 6, 10],
                "notice_months": 3,
                "payment_days": 52,
                "exit_cost": [8_000, 20_000, 45_000],
                "refill_share": [0.15, 0.45, 0.8],
                "refill_months": [9, 14, 24],
                "refill_margin": [0.60, 0.67, 0.72],
                "refill_cost": [0.05, 0.1, 0.2],
                "price_rise": [0.05, 0.09, 0.14],
                "leaves_if_asked": [0.1, 0.25, 0.45],
            },
        ),
        (
            "tools.landing-pages",
            {
                "title": translate("demonstration.tools.landing_pages", language),
                "hours_saved": [45, 80, 130],
                "hourly_cost": [42, 47, 52],
                "realisation": [0.3, 0.5, 0.7],
                "spent": 6_500,
            },
        ),
        (
            "tools.landing-pages.build",
            {
                "cost": [18_000, 26_000, 42_000],
                "monthly_cost": [350, 600, 1_100],
                "months_to_live": [2, 4, 7],
                "adoption_months": [3, 6, 12],
            },
        ),
        (
            "tools.landing-pages.buy",
            {
                "cost": [3_000, 5_000, 9_000],
                "monthly_cost": [850, 950, 1_200],
                "months_to_live": [1, 1, 2],
                "benefit_share": [0.6, 0.75, 0.85],
                "adoption_months": [2, 4, 8],
            },
        ),
    ]
