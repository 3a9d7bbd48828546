"""An allocation in words and small tables: what the terminal and the page show."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from levier.language import translate
from levier.language.numbers import NONE, exact_money, number, short_day
from levier.workspace.told import Section, ToldTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from levier.language import Language
    from levier.workspace.allocating.results import (
        Allocation,
        CurrencyTotal,
        DisputeView,
        Statement,
    )

MOST_POOLS = 4
MOST_ROWS = 20
"""Statements or sentences shown one by one; the others are added up or counted."""


def sections(allocation: Allocation, language: Language, pools: int = MOST_POOLS) -> list[Section]:
    """Say an allocation.

    Parameters
    ----------
    allocation
        What was split.
    language
        Of every word.
    pools
        How many shared costs a table may show beside the total.
    """
    return [_answer(allocation, language, pools), *_left(allocation, language),
            *_disputes(allocation, language)]  # fmt: skip


def say(key: str, language: Language, **fields: object) -> str:
    """Give a sentence of this subject."""
    return translate(f"allocate.{key}", language, **fields)


def _answer(allocation: Allocation, language: Language, pools: int) -> Section:
    rules = _bounded(
        [
            say("line", language, title=rule.title, sentence=rule.sentence[language])
            for rule in allocation.rules
        ],
        language,
    )
    return Section(
        heading=say("title", language, company=allocation.company),
        sentences=tuple(_total(total, language) for total in allocation.totals),
        tables=tuple(_statements(allocation, one.currency, language, pools)
                     for one in allocation.totals),
        afterwards=(say("reconciled", language), say("wrote_hint", language)),
        notes=(*rules, *_sampled(allocation, language)),
    )  # fmt: skip


def _bounded(sentences: Sequence[str], language: Language) -> tuple[str, ...]:
    """Keep what somebody can read, and count the rest."""
    beyond = len(sentences) - MOST_ROWS
    if beyond <= 0:
        return tuple(sentences)
    return (*sentences[:MOST_ROWS], say("more", language, count=number(beyond, language)))


def _total(total: CurrencyTotal, language: Language) -> str:
    billed, charged, left = (
        exact_money(amount, total.currency, language)
        for amount in (total.billed, total.charged, total.unallocated)
    )
    key = "whole_left" if total.unallocated_cents else "whole"
    return say(key, language, billed=billed, charged=charged, left=left)


def _statements(allocation: Allocation, currency: str, language: Language, pools: int) -> ToldTable:
    titles = {rule.pool: rule.title for rule in allocation.rules}
    charged = [one for one in allocation.statements if one.currency == currency]
    borne = {pool for one in charged for pool in one.by_pool}
    shown = [pool for pool in titles if pool in borne][:pools]
    settled = any(one.disputed for one in charged)
    named = [(one.consumer, [one]) for one in charged[:MOST_ROWS]]
    if others := charged[MOST_ROWS:]:
        named.append((say("others", language, count=len(others)), others))
    named.append((say("total", language), charged))
    rows = tuple(
        (
            name,
            *_by_pool(some, shown, language),
            *([_money([one.disputed for one in some], currency, language)] if settled else []),
            _money([one.amount for one in some], currency, language),
        )
        for name, some in named
    )
    columns = (
        say("consumer", language),
        *(titles[pool] for pool in shown),
        *([say("settled", language)] if settled else []),
        say("total", language),
    )
    return ToldTable(say("statements", language), columns, rows, words=1)


def _by_pool(charged: Sequence[Statement], pools: Sequence[str], language: Language) -> list[str]:
    """Write what these are charged of each pool, a dash where it is nothing at all."""
    amounts = [[one.by_pool[pool] for one in charged if pool in one.by_pool] for pool in pools]
    return [_money(some, charged[0].currency, language) for some in amounts]


def _money(amounts: Sequence[float], currency: str, language: Language) -> str:
    return exact_money(math.fsum(amounts), currency, language) if any(amounts) else NONE


def _sampled(allocation: Allocation, language: Language) -> Iterator[str]:
    errors = [
        (line.error95, bill.currency)
        for bill in allocation.bills
        for line in bill.lines
        if line.error95
    ]
    if errors:
        error, currency = max(errors)
        yield say("sampled", language, seed=allocation.seed,
                  error=exact_money(error, currency, language))  # fmt: skip


def _left(allocation: Allocation, language: Language) -> Iterator[Section]:
    sentences = tuple(
        say(
            "left",
            language,
            bill=bill.bill,
            pool=one.pool or NONE,
            amount=exact_money(one.amount, bill.currency, language),
            reason=say(f"no.{one.reason.value}", language),
        )
        for bill in allocation.bills
        for one in bill.unallocated
    )
    if sentences:
        yield Section(say("left_heading", language), _bounded(sentences, language))


def _disputes(allocation: Allocation, language: Language) -> Iterator[Section]:
    currencies = {bill.bill: bill.currency for bill in allocation.bills}
    if allocation.disputes:
        sentences = tuple(
            _dispute(one, currencies[one.bill], language) for one in allocation.disputes
        )
        yield Section(say("disputes", language), _bounded(sentences, language))


def _dispute(dispute: DisputeView, currency: str, language: Language) -> str:
    return say(
        "dispute",
        language,
        day=short_day(dispute.opened_on, language),
        consumer=dispute.consumer,
        amount=exact_money(dispute.amount, currency, language),
        bill=dispute.bill,
        reason=dispute.reason.rstrip(".") + ".",
        status=say(f"status.{dispute.status.value}", language, charged_to=dispute.charged_to),
    )
