"""The thirty-six depots whose tills report starter packs, and those that a decision reached."""

from __future__ import annotations

from datetime import date

DEPOTS = {
    "Nantes": 88, "Lyon": 82, "Bordeaux": 76, "Toulouse": 72, "Lille": 68, "Marseille": 66,
    "Rennes": 62, "Strasbourg": 60, "Montpellier": 56, "Grenoble": 54, "Rouen": 52, "Nice": 52,
    "Tours": 50, "Dijon": 48, "Angers": 48, "Reims": 46, "Caen": 44, "Orléans": 44,
    "Clermont-Ferrand": 42, "Le Mans": 42, "Brest": 40, "Amiens": 40, "Limoges": 38, "Metz": 38,
    "Besançon": 36, "Poitiers": 36, "Pau": 34, "La Rochelle": 34, "Annecy": 34, "Quimper": 32,
    "Troyes": 32, "Chambéry": 30, "Valence": 30, "Niort": 28, "Albi": 28, "Auxerre": 26,
}  # fmt: skip
"""Starter packs that each sells in a usual week."""

PACKS = float(sum(DEPOTS.values()))
SHARES = {name: packs / PACKS for name, packs in DEPOTS.items()}

TILLS_SINCE = date(2025, 9, 29)
"""Before the new tills nobody counted by depot."""

SCREENS = tuple(
    (depot, day)
    for day, depots in (
        (date(2026, 2, 2), ("Lyon", "Lille", "Montpellier", "Angers", "Brest", "Troyes")),
        (date(2026, 3, 2), ("Bordeaux", "Rennes", "Rouen", "Caen", "Metz", "Pau")),
        (date(2026, 3, 30), ("Toulouse", "Grenoble", "Dijon", "Limoges", "Annecy", "Niort")),
    )
    for depot in depots
)
"""Three waves of six depots, large and small in each."""

ADVISER = (("Nantes", date(2026, 3, 16)),)
"""One person can be in one depot only."""
