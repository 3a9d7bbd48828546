"""The fictional company behind the results fixture: metrics, decisions, forecasts, costs."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from levier.workspace.model import (
    Company,
    Cost,
    Decision,
    Direction,
    Expectation,
    Grain,
    Kind,
    Metric,
    Observations,
    Rate,
    Shape,
    Stage,
    Workspace,
)

FIRST_DAY = date(2024, 7, 1)
DAYS = 730
WINDOW_END = FIRST_DAY + timedelta(days=DAYS - 1)
LEVELS = {
    "orders": 412.0,
    "basket": 58.4,
    "signups": 96.0,
    "activation": 0.412,
    "support_tickets": 71.0,
    "page_load": 1840.0,
    "churn": 0.021,
    "satisfaction": 7.9,
}

_DECISIONS = (
    ("checkout-one-page", "Paiement en une page", "Achat", "Boutique", "team"),
    ("price-rise", "Hausse des prix de 3\u202f%", "Direction", "Boutique", "board"),
    ("search-ranking", "Nouveau classement de la recherche", "Achat", "Boutique", "team"),
    ("free-delivery", "Livraison offerte dès 60\u202f€", "Achat", "Boutique", "client"),
    ("help-centre", "Centre d’aide illustré", "Support", "Application", "client"),
    ("onboarding", "Parcours d’accueil en trois étapes", "Croissance", "Application", "team"),
    ("image-cdn", "Images servies au plus près", "Plateforme", "Boutique", "team"),
    ("loyalty", "=Programme de fidélité (v2)", "Croissance", "Boutique", "sales"),
    ("chat-bot", "Assistant de réponse <b>IA</b>", "Support", "Application", "ai"),
    (
        "very-long",
        "Refonte complète de la fiche produit avec avis vérifiés, photos des clients et "
        "disponibilité en magasin",
        "Achat",
        "Boutique",
        "client",
    ),
    ("mobile-app-v3", "Application mobile, version 3", "Croissance", "Application", "board"),
    ("partner-portal", "Portail des partenaires", "Direction", "Application", "sales"),
)

EXPECTED = (
    ("checkout-one-page", "orders", 0.06),
    ("checkout-one-page", "basket", 0.01),
    ("checkout-one-page", "page_load", -0.05),
    ("price-rise", "orders", -0.015),
    ("price-rise", "basket", 0.03),
    ("search-ranking", "orders", 0.03),
    ("free-delivery", "orders", 0.04),
    ("free-delivery", "basket", 0.05),
    ("help-centre", "support_tickets", -0.12),
    ("help-centre", "satisfaction", 0.02),
    ("onboarding", "signups", 0.02),
    ("onboarding", "activation", 0.08),
    ("onboarding", "churn", -0.06),
    ("image-cdn", "page_load", -0.2),
    ("image-cdn", "orders", 0.01),
    ("loyalty", "orders", 0.05),
    ("loyalty", "churn", -0.1),
    ("chat-bot", "support_tickets", -0.25),
    ("chat-bot", "satisfaction", 0.03),
    ("very-long", "orders", 0.04),
    ("very-long", "basket", 0.02),
)


def made_workspace() -> Workspace:
    """Build the company, the same each time."""
    return Workspace(
        company=Company("Maison Lumière", "EUR", "FR"),
        metrics=_metrics(),
        observations={metric: _observations(metric, rank) for rank, metric in enumerate(LEVELS)},
        decisions={row[0]: _decision(rank, row) for rank, row in enumerate(_DECISIONS)},
        expectations=tuple(_expectation(*row) for row in EXPECTED),
        costs=_costs(),
        rates=(Rate(date(2024, 1, 1), 640.0), Rate(date(2025, 1, 1), 670.0)),
        fingerprint="9f2c" * 16,
    )


def _metrics() -> dict[str, Metric]:
    up, down = Direction.UP, Direction.DOWN
    day, week = Grain.DAY, Grain.WEEK
    return {
        "orders": _metric(
            "orders", "Commandes", "commandes", day, up, Kind.COUNT, (9.0, 12.0, 15.0)
        ),
        "basket": _metric("basket", "Panier moyen", "€", day, up, Kind.MEAN, (60.0, 80.0, 110.0)),
        "signups": _metric(
            "signups", "Inscriptions", "comptes", day, up, Kind.COUNT, (3.0, 4.0, 6.0)
        ),
        "activation": _metric("activation", "Taux d’activation", "", day, up, Kind.RATIO, None),
        "support_tickets": _metric(
            "support_tickets",
            "Demandes au support",
            "demandes",
            day,
            down,
            Kind.COUNT,
            (5.0, 7.0, 9.0),
        ),
        "page_load": _metric("page_load", "Temps de chargement", "ms", day, down, Kind.MEAN, None),
        "churn": _metric("churn", "Résiliations", "", week, down, Kind.RATIO, None),
        "satisfaction": _metric(
            "satisfaction", "Satisfaction", "points", week, up, Kind.MEAN, None
        ),
    }


def _metric(
    name: str,
    title: str,
    unit: str,
    grain: Grain,
    direction: Direction,
    kind: Kind,
    value: tuple[float, float, float] | None,
) -> Metric:
    return Metric(name, title, unit, grain, direction, kind, value_per_unit=value)


def _observations(metric: str, rank: int) -> Observations:
    noise = np.random.default_rng(rank)
    step = 7 if metric in {"churn", "satisfaction"} else 1
    days = np.arange(0, DAYS, step)
    season = 1 + 0.05 * np.sin(2 * np.pi * days / 365.25)
    week = 1 + (0.06 * np.cos(2 * np.pi * days / 7) if step == 1 else 0.0)
    values = LEVELS[metric] * season * week * (1 + 0.03 * noise.standard_normal(days.size))
    values[days > 300] *= 1.05
    return Observations(np.datetime64(FIRST_DAY) + days, values)


def _decision(rank: int, row: tuple[str, str, str, str, str]) -> Decision:
    name, title, team, product, origin = row
    starts_on = FIRST_DAY + timedelta(days=280 + 34 * rank)
    return Decision(
        id=name,
        title=title,
        starts_on=starts_on,
        decided_on=starts_on - timedelta(days=40),
        origin=origin,
        team=team,
        product=product,
        owner="responsable produit",
        stage=Stage.REVENUE,
        reason="Trop d’abandons à l’étape du paiement." if rank == 0 else "",
    )


def _expectation(decision: str, metric: str, mid: float) -> Expectation:
    return Expectation(
        decision, metric, Shape.STEP, low=0.4 * mid, mid=mid, high=1.6 * mid, author="human"
    )


def _costs() -> tuple[Cost, ...]:
    rows = [
        Cost(
            date=FIRST_DAY + timedelta(days=230 + 34 * rank),
            amount=670.0 * days,
            decision=row[0],
            category="build",
            person_days=float(days),
            rate=670.0,
        )
        for rank, (row, days) in enumerate(zip(_DECISIONS, range(12, 72, 5), strict=True))
    ]
    rows.append(Cost(date(2025, 9, 1), 14_200.0, product="Boutique", category="cloud"))
    rows.append(Cost(date(2025, 10, 1), 3_000.0, team="Support", category="@licence"))
    return tuple(rows)
