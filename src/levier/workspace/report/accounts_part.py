"""The part of the page on the accounts of products: a picture of each, and what it may fund."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from levier.language.numbers import NONE, chance, money, money_span
from levier.workspace.accounts.told import costs_table, month_words, payback_words, say, sections
from levier.workspace.report.charts.account import account
from levier.workspace.report.charts.drawing import draw
from levier.workspace.report.figure import Figure, figures_html
from levier.workspace.report.part import Part
from levier.workspace.report.sections_html import sections_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.language import Language
    from levier.workspace.accounts.results import Accounts, ProductAccount

EFFECTS = 40


def part(accounts: Accounts, language: Language) -> Part:
    """Show the accounts, the answer first."""
    answer, *others = sections(accounts, language, EFFECTS)
    tables = (*answer.tables, costs_table(accounts, language))
    figures = [
        _figure(one, accounts.currency, language) for one in accounts.products if one.revenue
    ]
    html = (
        sections_html([replace(answer, heading="", tables=tables)], language)
        + figures_html(figures, language)
        + sections_html(others, language)
    )
    return Part("accounts", answer.heading, html)


def _figure(product: ProductAccount, currency: str, language: Language) -> Figure:
    words = payback_words(product, language)
    name = say("chart_alt", language, product=product.product, words=words)
    columns = ("chart_month", "cumulative", "chance_above")
    return Figure(
        title=say("chart", language, product=product.product),
        caption=say("chart_caption", language, words=words),
        picture=draw(partial(account, product, "~s"), name, language),
        heads=tuple(say(column, language) for column in columns),
        rows=tuple(_rows(product, currency, language)),
    )


def _rows(
    product: ProductAccount, currency: str, language: Language
) -> Iterator[tuple[str, str, str]]:
    for month in product.months:
        so_far = month.cumulative
        shown = (
            money(so_far.p50, currency, language)
            if so_far.p10 == so_far.p90
            else money_span(so_far.p10, so_far.p90, currency, language)
        )
        yield month_words(month.month, language), shown, NONE
    if product.projection is None:
        return
    coming = product.projection
    for day, span, likely in zip(coming.months, coming.cumulative, coming.paid_back, strict=True):
        shown = money_span(span.p10, span.p90, currency, language)
        yield month_words(day, language), shown, chance(likely, language)
