"""Accounts in words and small tables: what the terminal and the page show."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from babel.dates import format_date

from levier.language import translate
from levier.language.numbers import (
    LOCALES,
    NONE,
    chance,
    day,
    exact_money,
    money,
    money_span,
    number,
    percent,
    smallest_units,
)
from levier.language.numbers import span as ends
from levier.workspace.accounts.results import NoProjection
from levier.workspace.told import Section, ToldTable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from levier.language import Language
    from levier.workspace.accounts.results import Accounts, EffectProjection, ProductAccount, Span

MOST_EFFECTS = 12


def sections(accounts: Accounts, language: Language, effects: int = MOST_EFFECTS) -> list[Section]:
    """Say the accounts.

    Parameters
    ----------
    accounts
        What was made.
    language
        Of every word.
    effects
        How many effects are shown one by one.
    """
    return [_answer(accounts, language), *_effects(accounts, language, effects)]


def say(key: str, language: Language, **fields: object) -> str:
    """Give a sentence of this subject."""
    return translate(f"pnl.{key}", language, **fields)


def funding_sentence(account: ProductAccount, accounts: Accounts, language: Language) -> str:
    """Say whether a product may fund the next, and what to do."""
    found, currency = account.funding, accounts.currency
    key = f"funding.{found.verdict.value}" + ("_asked" if found.asked else "")
    return say(
        key,
        language,
        product=account.product,
        next=found.next_product or say("next_product", language),
        asked=money(found.asked, currency, language),
        chance=chance(found.chance, language),
        safe=money(found.safe, currency, language),
        sure=percent(accounts.sure, language),
    )


def payback_words(account: ProductAccount, language: Language) -> str:
    """Say when an account was, or will be, above zero for good."""
    if account.paid_back_on is not None:
        return say("payback.since", language, month=month_words(account.paid_back_on, language))
    if account.no_projection is NoProjection.NO_REVENUE:
        return say("payback.no_revenue", language)
    if account.no_projection is NoProjection.TOO_SHORT:
        return say("payback.too_short", language)
    if account.months_to_payback is None:
        return say("payback.beyond", language)
    return say("payback.months", language, span=_months(account.months_to_payback, language))


def month_words(month: date, language: Language) -> str:
    """Write a month: June 2026, juin 2026."""
    return format_date(month, format="MMMM y", locale=LOCALES[language])


def _answer(accounts: Accounts, language: Language) -> Section:
    paid = [one for one in accounts.products if one.paid_back_on is not None]
    sentences = (
        say("paid", language, count=len(paid), of=len(accounts.products)),
        *(funding_sentence(one, accounts, language) for one in accounts.products if one.revenue),
    )
    return Section(
        heading=say("title", language, company=accounts.company, day=day(accounts.as_of, language)),
        sentences=sentences,
        tables=(_products(accounts, language),),
        afterwards=_reconciled(accounts, language),
        notes=tuple(_notes(accounts, language)),
    )


def _products(accounts: Accounts, language: Language) -> ToldTable:
    currency = accounts.currency
    names = ("product", "revenue", "costs", "contribution", "payback")
    rows = tuple(
        (
            one.product,
            money(one.revenue, currency, language) if one.revenue else NONE,
            money(one.build + one.run + one.shared, currency, language),
            _money(one.contribution, currency, language),
            payback_words(one, language),
        )
        for one in accounts.products
    )
    columns = tuple(say(f"column.{name}", language) for name in names)
    return ToldTable(say("products", language), columns, rows, words=1)


def costs_table(accounts: Accounts, language: Language) -> ToldTable:
    """Lay out the costs of each product by line."""
    names = ("product", "build", "run", "shared")
    rows = tuple(
        (
            one.product,
            *(
                money(amount, accounts.currency, language) if amount else NONE
                for amount in (one.build, one.run, one.shared)
            ),
        )
        for one in accounts.products
    )
    columns = tuple(say(f"column.{name}", language) for name in names)
    return ToldTable(say("costs", language), columns, rows, words=1)


def _reconciled(accounts: Accounts, language: Language) -> tuple[str, ...]:
    found = accounts.reconciliation
    sentences = []
    for name, whole, part in (
        ("invoiced", found.invoiced, found.invoiced_to_products),
        ("spent", found.spent, found.spent_on_products),
        ("shared", found.shared_billed, found.shared_to_products),
    ):
        if whole:
            amounts = [_cents(cents, accounts, language) for cents in (whole, part, whole - part)]
            key = f"reconciled.{name}" if whole != part else f"reconciled.{name}_all"
            sentences.append(say(key, language, whole=amounts[0], part=amounts[1], left=amounts[2]))
    return tuple(sentences)


def _cents(cents: int, accounts: Accounts, language: Language) -> str:
    return exact_money(cents / smallest_units(accounts.currency), accounts.currency, language)


def _notes(accounts: Accounts, language: Language) -> Iterator[str]:
    yield say("notes.ranges", language)
    yield say("notes.projection", language, months=accounts.horizon_months)
    unknown = [one.product for one in accounts.products if one.revenue and not one.margin_known]
    if unknown:
        yield say("notes.margin", language, products=", ".join(unknown))
    if accounts.effects:
        yield say("notes.effects", language, months=accounts.horizon_months)
    if accounts.other_currencies:
        yield say("notes.currencies", language, currencies=", ".join(accounts.other_currencies))


def _effects(accounts: Accounts, language: Language, most: int) -> Iterator[Section]:
    if not accounts.effects:
        return
    currency = accounts.currency
    names = ("decision", "measured", "to_come", "return", "back")
    rows = tuple(
        (
            f"{one.decision}, {one.metric}",
            _money(one.measured, currency, language),
            _money(one.to_come, currency, language),
            _return(one.return_on_cost, language),
            _back(one, language),
        )
        for one in accounts.effects[:most]
    )
    columns = tuple(say(f"column.{name}", language) for name in names)
    table = ToldTable(say("effects", language), columns, rows, words=1)
    after = (say("effects_once", language),)
    yield Section(say("effects_heading", language), (), (table,), after)


def _back(one: EffectProjection, language: Language) -> str:
    if one.chance_of_payback is None:
        return NONE
    likely = chance(one.chance_of_payback, language)
    if one.months_to_payback is None:
        return say("back.hardly", language, chance=likely)
    return say(
        "back.months", language, chance=likely, span=_months(one.months_to_payback, language)
    )


def _return(found: Span | None, language: Language) -> str:
    if found is None:
        return NONE
    low, high = (f"× {number(1 + value, language, 2)}" for value in (found.p10, found.p90))
    return ends(low, high, language)


def _months(found: Span, language: Language) -> str:
    low, high = number(found.p10, language), number(found.p90, language)
    if math.isinf(found.p90):
        return say("months.from", language, low=low)
    if low == high:
        return say("months.one" if found.p10 == 1 else "months.exactly", language, low=low)
    return say("months.span", language, low=low, high=high)


def _money(found: Span, currency: str, language: Language) -> str:
    if found.p10 == found.p90:
        return money(found.p50, currency, language)
    return money_span(found.p10, found.p90, currency, language)
