"""What was seen at the gates of the demonstration: voices, prices, sessions, counts, reviews."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from levier.language import translate
from levier.workspace.demonstration.csv_text import csv_text
from levier.workspace.demonstration.gate_settings import (
    CONTRACTS,
    CRITERIA,
    PRICE,
    PROBLEM,
    TASKS,
    USAGE,
    USAGE_FIRST_DAY,
    criterion_name,
)
from levier.workspace.demonstration.plan_metrics import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.language import Language

RAISED, SAMPLED = 64, 96
"""Active customers heard, and those who raise the problem: the answer is « not yet »."""
COLLEAGUES = 9
_SEGMENTS = (("joiners", 34), ("plumbers", 31), ("painters", 20), ("roofers", 11))
_THEMES = (
    ("typing", 0.42), ("heights", 0.3), ("evenings", 0.25), ("errors", 0.2), ("wording", 0.12),
    ("insurance", 0.06), ("drawings", 0.05), ("helpers", 0.03),
    ("metres", 0.012), ("margins", 0.012),
)  # fmt: skip
_PRICES = ((9.0, 420, 41, 2.2, 6), (14.0, 410, 33, 2.2, 9), (19.0, 415, 19, 2.2, 16))
_TASKS = (("photo", 14, 13), ("lines", 14, 11), ("send", 14, 12))
_REVIEWS = (
    ("Bati-Nord", "product", "fit", 4, ""), ("Bati-Nord", "technology", "effort", 4, ""),
    ("Bati-Nord", "sales", "margin", 5, ""), ("Groupe Oriel", "product", "fit", 3, ""),
    ("Groupe Oriel", "technology", "effort", 1, "veto"), ("Groupe Oriel", "sales", "margin", 5, ""),
    ("Toits du Sud", "product", "fit", 4, ""), ("Toits du Sud", "sales", "margin", 3, ""),
)  # fmt: skip
_PAST = (
    ("P01", (5, 4, 4), True), ("P02", (2, 5, 2), False), ("P03", (4, 3, 5), True),
    ("P04", (3, 5, 1), False), ("P05", (4, 2, 4), True), ("P06", (2, 4, 3), False),
    ("P07", (5, 3, 2), False), ("P08", (3, 2, 5), True), ("P09", (1, 4, 4), False),
)  # fmt: skip


def interviews_table(seed: int, language: Language) -> str:
    """Write the notes: several for some customers, a few customers gone, some colleagues."""
    columns = (
        "gate", "customer", "date", "active", "spontaneous", "segment", "source", "theme",
    )  # fmt: skip
    return csv_text(columns, _notes(seed, language))


def _notes(seed: int, language: Language) -> Iterator[tuple[object, ...]]:
    generator = np.random.default_rng([seed, 40])
    yes, no = (translate(f"demonstration.words.{word}", language) for word in ("yes", "no"))
    segments = [name for name, count in _SEGMENTS for _ in range(count)]
    raised = generator.permutation(np.arange(SAMPLED) < RAISED)
    for rank, segment in enumerate(segments):
        day = date(2026, 3, 9) + timedelta(days=int(generator.integers(0, 80)))
        told = translate(f"demonstration.segments.{segment}", language)
        who, said = f"C{rank + 101}", yes if raised[rank] else no
        yield PROBLEM, who, day, yes, said, told, "interview", _themes(generator, language)
        if rank % 8 == 0:
            later = day + timedelta(days=6)
            yield PROBLEM, f"c{rank + 101} ", later, yes, no, told, "ticket", ""
    for rank in range(5):
        yield PROBLEM, f"C{rank + 801}", date(2026, 4, 2), no, yes, "", "crm", ""
    for rank in range(COLLEAGUES):
        yield PROBLEM, f"E{rank + 1}", date(2026, 3, 4), no, yes, "", "colleague", ""


def _themes(generator: np.random.Generator, language: Language) -> str:
    heard = [name for name, chance in _THEMES if generator.random() < chance]
    return " | ".join(translate(f"demonstration.themes.{name}", language) for name in heard)


def paid_tests_table() -> str:
    """Write three prices shown by lot, and the day of their first invoice."""
    columns = (
        "gate", "price", "offered", "paid", "unit_cost", "starts_on", "ends_on",
        "first_invoice_on",
    )  # fmt: skip
    first, last = date(2026, 4, 13), date(2026, 5, 24)
    rows = (
        (PRICE, price, offered, paid, cost, first, last, first + timedelta(days=days))
        for price, offered, paid, cost, days in _PRICES
    )
    return csv_text(columns, rows)


def tasks_table(language: Language) -> str:
    """Write sessions with people who had never seen the product."""
    profile = translate("demonstration.profiles.apprentice", language)
    rows = (
        (TASKS, translate(f"demonstration.tasks.{task}", language), sessions, done, profile)
        for task, sessions, done in _TASKS
    )
    return csv_text(("gate", "task", "sessions", "successes", "profile"), rows)


def activations_table(seed: int) -> str:
    """Write first quotes from a photo, week by week: a slow start."""
    generator = np.random.default_rng([seed, 41])
    weeks = (LAST_DAY - USAGE_FIRST_DAY).days // 7
    means = 17.0 * generator.gamma(12.0, 1 / 12.0, weeks)
    rows = (
        (USAGE, USAGE_FIRST_DAY + timedelta(weeks=week), int(count))
        for week, count in enumerate(generator.poisson(means))
    )
    return csv_text(("gate", "date", "count"), rows)


def reviews_table(language: Language) -> str:
    """Write three contracts: one signed, one vetoed, one waiting."""
    yes, no = (translate(f"demonstration.words.{word}", language) for word in ("yes", "no"))
    reason = translate("demonstration.gates.veto", language)
    rows = (
        (
            CONTRACTS, contract, function, criterion_name(criterion, language), score,
            yes if veto else no, reason if veto else "", date(2026, 6, 22),
        )
        for contract, function, criterion, score, veto in _REVIEWS
    )  # fmt: skip
    columns = (
        "gate", "contract", "function", "criterion", "score", "veto", "reason", "reviewed_on",
    )  # fmt: skip
    return csv_text(columns, rows)


def past_contracts_table(language: Language) -> str:
    """Write nine contracts of the two years before, with what became of them."""
    yes, no = (translate(f"demonstration.words.{word}", language) for word in ("yes", "no"))
    rows = (
        (
            CONTRACTS, contract, criterion_name(name, language), mark,
            yes if good else no, date(2024 + (rank > 4), 3 + rank, 15),
        )
        for rank, (contract, marks, good) in enumerate(_PAST)
        for name, mark in zip(CRITERIA, marks, strict=True)
    )  # fmt: skip
    return csv_text(("gate", "contract", "criterion", "score", "succeeded", "known_on"), rows)
