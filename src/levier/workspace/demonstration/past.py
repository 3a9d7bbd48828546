"""The history that the fictional company brings: forecasts with their outcome, projects, events.

People promised about twice what came and were too sure; the machine promised a little too much,
with wider ranges. Plans slipped as plans do: most a little, some a lot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from levier.language import translate
from levier.workspace.demonstration.csv_text import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.language import Language

FIRST_DAY = date(2021, 9, 6)
BETWEEN, UNTIL_MEASURED = timedelta(days=52), timedelta(days=150)
OPTIMISM = {"human": 2.0, "ai": 1.25}
"""What is promised for one that comes."""
WIDTHS = {"human": 0.45, "ai": 0.9}
"""Half of P10 to P90, as a share of what is promised."""
NOISE = 0.012
"""Of a promise, in the unit of the effect."""


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One decision taken before the data of the demonstration begin."""

    id: str
    kind: str
    team: str
    effect: float
    error: float
    """Standard error of its measurement."""


DECISIONS = (
    PastDecision("spring-campaign", "campaign", "acquisition", 0.045, 0.014),
    PastDecision("quotes-by-trade", "feature", "product", 0.03, 0.010),
    PastDecision("yearly-discount", "pricing", "sales", 0.012, 0.011),
    PastDecision("faster-search", "feature", "product", 0.002, 0.009),
    PastDecision("partner-leaflets", "campaign", "acquisition", 0.025, 0.016),
    PastDecision("night-batches", "infrastructure", "platform", 0.05, 0.012),
    PastDecision("photo-quotes", "feature", "product", 0.055, 0.013),
    PastDecision("trial-30-days", "pricing", "sales", -0.02, 0.012),
    PastDecision("saturday-hotline", "process", "support", 0.015, 0.014),
    PastDecision("building-fair", "campaign", "acquisition", 0.035, 0.018),
    PastDecision("mobile-signature", "feature", "product", 0.04, 0.010),
    PastDecision("price-grid", "pricing", "sales", 0.03, 0.010),
    PastDecision("radio-spots", "campaign", "acquisition", 0.01, 0.017),
    PastDecision("storage-tiers", "infrastructure", "platform", 0.045, 0.011),
    PastDecision("onboarding-video", "feature", "product", 0.018, 0.011),
    PastDecision("team-of-four", "process", "support", 0.02, 0.013),
)

EVENTS = (
    ("lead-developer-hired", 0.8, 0.6, False),
    ("electronic-invoices-certified", 0.7, 0.75, True),
    ("bank-partner-signed", 0.6, 0.35, False),
    ("mobile-release-in-june", 0.9, 0.7, True),
    ("no-major-incident", 0.9, 0.8, True),
    ("data-centre-moved", 0.85, 0.6, False),
    ("churn-under-three", 0.6, 0.4, False),
    ("label-obtained", 0.7, 0.8, True),
    ("two-hundred-resellers", 0.5, 0.2, False),
    ("support-under-four-hours", 0.8, 0.8, True),
)
"""What was to happen, the chance given by people and by the machine, and whether it did."""

KINDS = (("feature", 0.14, 0.28), ("infrastructure", 0.22, 0.34))
"""Kind of project, mean and spread of the logarithm of its overrun."""
PROJECTS_OF_A_KIND = 14
STOPPED_OF_SEVEN = 1


def past_forecasts_table(seed: int, language: Language) -> str:
    """Write ``past_forecasts.csv``: what people and the machine promised, and what came."""
    columns = (
        "decision", "title", "author", "team", "kind", "low", "mid", "high", "event",
        "probability", "outcome", "outcome_low", "outcome_high", "stated_on", "measured_on",
    )  # fmt: skip
    generator = np.random.default_rng([seed, 300])
    rows = [*_effects(generator, language), *_events(language)]
    return csv_text(columns, rows)


def past_projects_table(seed: int, language: Language) -> str:
    """Write ``past_projects.csv``: plans and what became of them."""
    columns = (
        "id", "kind", "planned_cost", "revised_cost", "planned_days", "revised_days", "status",
        "ended_on",
    )  # fmt: skip
    generator = np.random.default_rng([seed, 301])
    rows = []
    for kind, mean, spread in KINDS:
        name = translate(f"demonstration.kinds.{kind}", language)
        for place in range(PROJECTS_OF_A_KIND):
            days = int(generator.integers(4, 30)) * 10
            cost = days * 520
            late, dear = np.maximum(np.exp(generator.normal(mean, spread, 2)), (1.0, 0.9))
            stopped = place % 7 == STOPPED_OF_SEVEN
            rows.append(
                (
                    f"{name} {place + 1}", name, cost, 100 * round(cost * dear / 100), days,
                    round(days * late), "stopped" if stopped else "delivered",
                    FIRST_DAY + place * timedelta(days=60),
                )
            )  # fmt: skip
    return csv_text(columns, rows)


def _effects(generator: np.random.Generator, language: Language) -> Iterable[tuple[object, ...]]:
    for place, one in enumerate(DECISIONS):
        stated = FIRST_DAY + place * BETWEEN
        outcome = round(one.effect + one.error * generator.standard_normal(), 4)
        half = 1.96 * one.error
        for author, optimism in OPTIMISM.items():
            hope = abs(one.effect) * optimism + NOISE * abs(generator.standard_normal())
            mid = max(0.005, round(hope * 200) / 200)
            width = WIDTHS[author]
            yield (
                one.id, translate(f"demonstration.past.{one.id}", language), author,
                translate(f"demonstration.teams.{one.team}", language),
                translate(f"demonstration.kinds.{one.kind}", language),
                round(mid * (1 - width), 4), mid, round(mid * (1 + width), 4), "", "",
                outcome, round(outcome - half, 4), round(outcome + half, 4),
                stated, stated + UNTIL_MEASURED,
            )  # fmt: skip


def _events(language: Language) -> Iterable[tuple[object, ...]]:
    for place, (event, human, machine, happened) in enumerate(EVENTS):
        stated = FIRST_DAY + place * 2 * BETWEEN
        told = translate(f"demonstration.past_events.{event}", language)
        for author, probability in (("human", human), ("ai", machine)):
            yield (
                event, told, author, "", "", "", "", "", told, probability,
                "yes" if happened else "no", "", "", stated, stated + UNTIL_MEASURED,
            )  # fmt: skip
