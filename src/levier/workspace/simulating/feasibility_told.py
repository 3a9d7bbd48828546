"""The answer to a client during a call, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language.numbers import chance, money, money_span, number
from levier.valuation.scenarios.feasibility import Feasibility
from levier.workspace.simulating.told import say
from levier.workspace.told import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.language import Language
    from levier.valuation.scenarios.feasibility import FeasibilityAnswer

MOST_DAYS = 1_000


def feasibility_sections(
    found: FeasibilityAnswer, currency: str, language: Language
) -> list[Section]:
    """Say the answer first, then its limits and what it assumes."""
    low, _, high = found.value
    sentences = (
        say(f"card.{found.answer.value}", language),
        say(
            "card.worth",
            language,
            mean=money(found.mean, currency, language),
            span=money_span(low, high, currency, language),
            chance=chance(found.worth_it, language),
        ),
        *_limits(found, currency, language),
    )
    notes = tuple(say(f"card.notes.{name}", language) for name in ("rule", "spent"))
    return [Section(say("card.title", language), sentences, notes=notes)]


def _limits(found: FeasibilityAnswer, currency: str, language: Language) -> Iterator[str]:
    if found.answer is not Feasibility.NO and 0 < found.most_days < MOST_DAYS:
        yield say("card.days", language, days=number(found.most_days, language, 2))
    if found.answer is not Feasibility.YES:
        if found.least_chance <= 1:
            yield say("card.least", language, chance=chance(found.least_chance, language),
                      margin=money(found.least_margin, currency, language))  # fmt: skip
        else:
            yield say("card.least_margin", language,
                      margin=money(found.least_margin, currency, language))  # fmt: skip
    yield say("card.lost", language, lost=money(found.lost_if_lost, currency, language))
