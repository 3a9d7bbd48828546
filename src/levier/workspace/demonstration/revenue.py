"""What the demonstration's clients were invoiced, by product, and the margins of its products."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from levier.language import translate
from levier.workspace.demonstration.csv_text import csv_text
from levier.workspace.demonstration.plan_metrics import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.language import Language

MONTHLY = {"quotes": (21_500.0, 0.016), "invoices": (30_400.0, 0.006), "account": (4_900.0, 0.028)}
"""Revenue of the first month and its growth, by product."""
MARGINS = {
    "quotes": ([0.58, 0.64, 0.70], "account", 0.0),
    "invoices": ([0.66, 0.71, 0.75], "quotes", 0.0),
    "account": ([0.55, 0.65, 0.72], "", 60_000.0),
}
"""Margin, the product that it funds, and what it still needs."""
CLIENTS = (
    ("Réseau Toits & Bois", 0.36),
    ("Groupement Pierre Vive", 0.08),
    ("Ateliers Carré", 0.05),
    ("Les Compagnons du Lac", 0.04),
    ("Maison Tavernier", 0.03),
)
"""Large clients and their share; small ones have the rest."""
SMALL = 30
_NOISE = 0.04


def invoices_table(seed: int, language: Language) -> str:
    """Write one row a month for each product and client."""
    generator = np.random.default_rng([seed, 77])
    rows = sorted(_rows(generator, language))
    return csv_text(("date", "client", "amount", "product"), rows)


def product_tables(language: Language) -> list[tuple[str, dict[str, object]]]:
    """Give the tables ``[products.NAME]`` of ``levier.toml``, by name."""
    return [
        (
            f'products."{_named(product, language)}"',
            {
                "margin": margin,
                "funds": _named(funded, language) if funded else None,
                "needs": needs or None,
            },
        )
        for product, (margin, funded, needs) in MARGINS.items()
    ]


def _rows(
    generator: np.random.Generator, language: Language
) -> Iterator[tuple[str, str, str, str]]:
    left = (1.0 - sum(share for _, share in CLIENTS)) / SMALL
    small = translate("demonstration.clients.small", language)
    named = [*CLIENTS, *((f"{small} {rank:02}", left) for rank in range(1, SMALL + 1))]
    for rank, month in enumerate(_months()):
        for product, (first, growth) in MONTHLY.items():
            whole = first * (1 + growth) ** rank
            for client, share in named:
                amount = whole * share * (1 + _NOISE * generator.standard_normal())
                yield f"{month}", client, f"{amount:.2f}", _named(product, language)


def _months() -> list[date]:
    first, last = (day.year * 12 + day.month - 1 for day in (FIRST_DAY, LAST_DAY))
    return [date(rank // 12, rank % 12 + 1, 1) for rank in range(first, last + 1)]


def _named(product: str, language: Language) -> str:
    return translate(f"demonstration.products.{product}", language)
