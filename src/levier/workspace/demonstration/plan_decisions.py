"""The decisions of Compas & Filoche: what each does, and what was hoped for.

Sizes are shares of the metric (points for the net promoter score), at full effect. Hopes are
those of the authors, about 1.6 times too high on the whole; some decisions do nothing, and a
few do harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from levier.workspace.demonstration.plan_depots import ADVISER, SCREENS
from levier.workspace.model import DesignChoice, Shape, Stage


@dataclass(frozen=True, slots=True)
class EffectPlan:
    """What one decision does to one metric, and what was hoped.

    Attributes
    ----------
    size
        At full effect; 0 for nothing at all.
    days
        Length of a ramp, half-life of a pulse.
    hopes
        Median forecast of each author: ``human``, ``ai``, or a role.
    """

    metric: str
    size: float
    hopes: tuple[tuple[str, float], ...]
    shape: Shape = Shape.STEP
    days: float = 0.0
    design: DesignChoice | None = None


@dataclass(frozen=True, slots=True)
class DecisionPlan:
    """One decision: who, when, what it does, what it costs.

    Attributes
    ----------
    reaches
        Unit by unit, the day it got there; empty when everybody was reached at once.
    person_days
        Spent building it, in the weeks before it starts.
    monthly
        Category and amount of what it then costs each month; None for nothing.
    once
        Category and amount paid when it starts; None for nothing.
    covers
        The decisions that it holds back from some users, for a holdout.
    """

    id: str
    decided_on: date
    starts_on: date
    team: str
    product: str
    kind: str
    origin: str
    stage: Stage
    effects: tuple[EffectPlan, ...]
    person_days: float
    monthly: tuple[str, float] | None = None
    once: tuple[str, float] | None = None
    reaches: tuple[tuple[str, date], ...] = ()
    shipped: bool = True
    covers: tuple[str, ...] = ()


def _on(text: str) -> date:
    return date.fromisoformat(text)


def _human(mid: float) -> tuple[tuple[str, float], ...]:
    return (("human", mid),)


def _both(human: float, ai: float) -> tuple[tuple[str, float], ...]:
    return (("human", human), ("ai", ai))


DECISIONS = (
    DecisionPlan(
        "seo-guides", _on("2024-09-16"), _on("2024-11-04"),
        "acquisition", "site", "campaign", "team", Stage.ACQUISITION,
        (
            EffectPlan("visits", 0.10, _both(0.16, 0.08), Shape.RAMP, 90),
            EffectPlan("signups", 0.05, _human(0.09), Shape.RAMP, 90),
        ),
        person_days=62, monthly=("run", 900),
    ),
    DecisionPlan(
        "checkout-one-page", _on("2024-11-12"), _on("2025-01-14"),
        "product", "account", "feature", "team", Stage.REVENUE,
        (EffectPlan("subscriptions", 0.11, _both(0.17, 0.09)),),
        person_days=48,
    ),
    DecisionPlan(
        "cloud-rightsizing", _on("2025-01-20"), _on("2025-03-03"),
        "platform", "foundation", "infrastructure", "team", Stage.COST,
        (EffectPlan("cloud-cost", -0.14, _human(-0.22), Shape.RAMP, 60),),
        person_days=26, monthly=("licence", 180),
    ),
    DecisionPlan(
        "pricing-page", _on("2025-01-27"), _on("2025-03-31"),
        "acquisition", "site", "feature", "client", Stage.ACQUISITION,
        (EffectPlan("signups", 0.09, _human(0.15)),),
        person_days=21,
    ),
    DecisionPlan(
        "cdn-images", _on("2025-03-10"), _on("2025-04-08"),
        "platform", "site", "infrastructure", "team", Stage.RELIABILITY,
        (
            EffectPlan("latency", -0.18, _human(-0.28)),
            EffectPlan("visits", 0.0, _human(0.03)),
        ),
        person_days=12, monthly=("cloud", 420),
    ),
    DecisionPlan(
        "trial-reminder", _on("2025-04-01"), _on("2025-05-26"),
        "acquisition", "account", "campaign", "ai", Stage.REVENUE,
        (EffectPlan("subscriptions", 0.0, _both(0.08, 0.10)),),
        person_days=9, monthly=("licence", 150),
    ),
    DecisionPlan(
        "help-center", _on("2025-03-24"), _on("2025-06-16"),
        "support", "account", "process", "client", Stage.SATISFACTION,
        (EffectPlan("tickets", -0.12, _both(-0.20, -0.12), Shape.RAMP, 45),),
        person_days=44,
    ),
    DecisionPlan(
        "annual-discount", _on("2025-06-02"), _on("2025-07-07"),
        "sales", "invoices", "pricing", "sales", Stage.RETENTION,
        (EffectPlan("churn", -0.10, _human(-0.16)),),
        person_days=8, monthly=("run", 600),
    ),
    DecisionPlan(
        "observability", _on("2025-06-23"), _on("2025-08-18"),
        "platform", "foundation", "infrastructure", "team", Stage.RELIABILITY,
        (
            EffectPlan("cloud-cost", 0.04, _human(0.02)),
            EffectPlan("latency", 0.0, _human(-0.05)),
        ),
        person_days=35, monthly=("licence", 750),
    ),
    DecisionPlan(
        "regional-campaign", _on("2025-07-21"), _on("2025-09-08"),
        "sales", "site", "campaign", "sales", Stage.ACQUISITION,
        (EffectPlan("demos", 0.22, (("human", 0.35), ("sales", 0.40))),),
        person_days=30, monthly=("run", 1800),
        reaches=(
            ("Île-de-France", _on("2025-09-08")),
            ("Auvergne-Rhône-Alpes", _on("2025-09-08")),
            ("Occitanie", _on("2025-10-06")),
            ("Bretagne", _on("2025-10-06")),
        ),
    ),
    DecisionPlan(
        "ai-assistant", _on("2025-05-19"), _on("2025-09-15"),
        "product", "quotes", "feature", "client", Stage.ACTIVATION,
        (
            EffectPlan("activation", 0.07, _both(0.12, 0.08)),
            EffectPlan("tickets", 0.06, _human(-0.03)),
        ),
        person_days=102, monthly=("cloud", 1900),
    ),
    DecisionPlan(
        "trade-fair", _on("2025-04-14"), _on("2025-09-29"),
        "sales", "site", "campaign", "sales", Stage.ACQUISITION,
        (
            EffectPlan("visits", 0.22, _human(0.35), Shape.PULSE, 6),
            EffectPlan("demos", 0.20, _human(0.40), Shape.PULSE, 14),
        ),
        person_days=18, once=("run", 21500),
    ),
    DecisionPlan(
        "price-increase", _on("2025-07-10"), _on("2025-10-06"),
        "sales", "invoices", "pricing", "board", Stage.REVENUE,
        (
            EffectPlan("subscriptions", -0.10, _human(-0.03)),
            EffectPlan("upgrade-revenue", 0.07, _human(0.08)),
            EffectPlan("churn", 0.06, _human(0.02)),
        ),
        person_days=14,
    ),
    DecisionPlan(
        "signup-sso", _on("2025-09-22"), _on("2025-11-04"),
        "product", "account", "feature", "client", Stage.ACQUISITION,
        (EffectPlan("signups", 0.06, _human(0.09)),),
        person_days=16,
    ),
    DecisionPlan(
        "homepage-redesign", _on("2025-08-25"), _on("2025-11-06"),
        "acquisition", "site", "feature", "board", Stage.ACQUISITION,
        (EffectPlan("signups", 0.03, _human(0.08)),),
        person_days=55, once=("run", 14000),
    ),
    DecisionPlan(
        "black-friday", _on("2025-10-27"), _on("2025-11-24"),
        "sales", "invoices", "pricing", "sales", Stage.REVENUE,
        (EffectPlan("subscriptions", 0.28, _human(0.45), Shape.PULSE, 5),),
        person_days=6, once=("run", 3800),
    ),
    DecisionPlan(
        "success-calls", _on("2025-10-20"), _on("2025-12-01"),
        "support", "account", "process", "team", Stage.RETENTION,
        (
            EffectPlan("nps", 5.0, _human(8.0), Shape.RAMP, 60),
            EffectPlan("churn", -0.05, _human(-0.10)),
        ),
        person_days=12, monthly=("run", 2600),
    ),
    DecisionPlan(
        "chatbot", _on("2025-11-17"), _on("2026-01-12"),
        "support", "account", "feature", "ai", Stage.SATISFACTION,
        (
            EffectPlan("tickets", -0.06, _both(-0.18, -0.10)),
            EffectPlan("nps", -2.0, _human(1.0)),
        ),
        person_days=24, monthly=("licence", 690),
    ),
    DecisionPlan(
        "partner-portal", _on("2025-09-15"), _on("2026-01-19"),
        "product", "quotes", "feature", "client", Stage.REVENUE,
        (EffectPlan("partner-orders", 0.15, _human(0.24)),),
        person_days=58,
        reaches=(
            ("Hauts-de-France", _on("2026-01-19")),
            ("Normandie", _on("2026-01-19")),
            ("Île-de-France", _on("2026-02-16")),
            ("Grand Est", _on("2026-02-16")),
            ("Nouvelle-Aquitaine", _on("2026-03-16")),
            ("Occitanie", _on("2026-03-16")),
        ),
    ),
    DecisionPlan(
        "sales-callback", _on("2026-02-06"), _on("2026-02-09"),
        "sales", "account", "process", "sales", Stage.REVENUE,
        (EffectPlan("subscriptions", 0.02, _human(0.10)),),
        person_days=5, monthly=("run", 3100),
    ),
    DecisionPlan(
        "usage-bundles", _on("2025-12-08"), _on("2026-03-09"),
        "product", "invoices", "pricing", "team", Stage.EXPANSION,
        (EffectPlan("upgrade-revenue", 0.09, _human(0.14)),),
        person_days=29,
    ),
    DecisionPlan(
        "mobile-app", _on("2025-09-01"), _on("2026-03-23"),
        "product", "quotes", "feature", "board", Stage.ACTIVATION,
        (
            EffectPlan("activation", 0.0, _human(0.06)),
            EffectPlan("nps", 3.0, _human(5.0)),
        ),
        person_days=124, monthly=("licence", 95),
    ),
    DecisionPlan(
        "security-label", _on("2025-12-15"), _on("2026-04-20"),
        "platform", "foundation", "process", "sales", Stage.REVENUE,
        (EffectPlan("subscriptions", 0.01, _human(0.02), design=DesignChoice.DECLARED),),
        person_days=40, once=("run", 9500),
    ),
    DecisionPlan(
        "marketplace", _on("2026-04-27"), _on("2026-05-04"),
        "product", "quotes", "feature", "board", Stage.REVENUE,
        (EffectPlan("subscriptions", 0.0, _human(0.10)),),
        person_days=11, shipped=False,
    ),
    DecisionPlan(
        "counter-screens", _on("2025-12-01"), _on("2026-02-02"),
        "sales", "quotes", "campaign", "sales", Stage.REVENUE,
        (EffectPlan("starter-packs", 0.14, _human(0.22)),),
        person_days=16, monthly=("run", 540),
        reaches=SCREENS,
    ),
    DecisionPlan(
        "depot-adviser", _on("2026-02-16"), _on("2026-03-16"),
        "sales", "quotes", "process", "client", Stage.REVENUE,
        (EffectPlan("starter-packs", 0.30, _human(0.45)),),
        person_days=4, monthly=("run", 2900),
        reaches=ADVISER,
    ),
    DecisionPlan(
        "trade-templates", _on("2026-03-30"), _on("2026-06-01"),
        "product", "quotes", "feature", "ai", Stage.ACTIVATION,
        (EffectPlan("activation", 0.08, _both(0.13, 0.07)),),
        person_days=20,
    ),
    DecisionPlan(
        "old-welcome", _on("2025-10-27"), _on("2025-11-10"),
        "acquisition", "site", "holdout", "team", Stage.ACQUISITION,
        (),
        person_days=3,
        covers=("signup-sso", "homepage-redesign"),
    ),
)  # fmt: skip
