"""Simulations in words and small tables: what the terminal and the page show."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from levier.language import translate
from levier.language.numbers import (
    NONE,
    chance,
    day,
    money,
    money_span,
    number,
    percent,
)
from levier.workspace.simulating.results import ExitChoice
from levier.workspace.told import Section, ToldTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from levier.language import Language
    from levier.workspace.accounts.results import Span
    from levier.workspace.simulating.results import (
        BuildOrBuy,
        ChoiceCourses,
        ClientExit,
        WayView,
        WorthKnowing,
    )

MOST_INPUTS = 5
CLEAR = 0.5
"""A way that is best in fewer of the courses does not stand out."""


def say(key: str, language: Language, **fields: object) -> str:
    """Give a sentence of this subject."""
    return translate(f"simulate.{key}", language, **fields)


def exit_sections(found: ClientExit, language: Language) -> list[Section]:
    """Say what may happen to a client."""
    return [
        Section(
            heading=say("exit.title", language, client=found.client),
            sentences=(*_recommended(found, language), *_weight(found, language)),
            tables=(_choices(found, language),),
            afterwards=(*_worth_knowing(found.worth_knowing, found.currency, language, "choosing"),
                        *_review(found, language)),
            notes=tuple(_exit_notes(found, language)),
        )
    ]  # fmt: skip


def tool_sections(found: BuildOrBuy, language: Language) -> list[Section]:
    """Say which way to have a tool is worth most."""
    return [
        Section(
            heading=say("tool.title", language, tool=found.title),
            sentences=tuple(_tool_answer(found, language)),
            tables=(_ways(found, language),),
            afterwards=tuple(
                _worth_knowing(found.worth_knowing, found.currency, language, "choosing")
            ),
            notes=(
                say("tool.notes.horizon", language, months=found.months),
                say("tool.notes.best", language),
            ),
        )
    ]


def odds_of(one: ChoiceCourses, month: int) -> tuple[float, float] | None:
    """Give the chances at one month, result then cash; None when that month was not reckoned."""
    return next(
        ((odds.result_above, odds.cash_above) for odds in one.odds if odds.month == month), None
    )


def _recommended(found: ClientExit, language: Language) -> Iterator[str]:
    chosen = next(one for one in found.choices if one.choice is found.recommended)
    choice = say(f"exit.choice.{found.recommended.value}", language)
    yield say(
        "exit.recommended",
        language,
        choice=choice,
        worth=_money(chosen.cash[-1], found.currency, language),
        months=found.months,
        best=chance(chosen.best, language),
    )
    for one in found.choices:
        if one.choice is ExitChoice.KEEP:
            continue
        key = "exit.trough" if one.trough.p50 < 0 else "exit.trough_none"
        yield say(
            key,
            language,
            choice=say(f"exit.choice.{one.choice.value}", language),
            trough=money(-one.trough.p50, found.currency, language),
            worse=money(-one.trough_one_in_twenty, found.currency, language),
            month=one.trough_month,
        )


def _weight(found: ClientExit, language: Language) -> Iterator[str]:
    if found.weight is None:
        return
    without = found.weight.without
    yield say(
        "exit.weight" if without is not None else "exit.weight_alone",
        language,
        client=found.client,
        share=percent(found.weight.share, language),
        index=number(round(found.weight.herfindahl), language, 4),
        without="" if without is None else number(round(without), language, 4),
    )


def _choices(found: ClientExit, language: Language) -> ToldTable:
    others = [one for one in found.choices if one.choice is not ExitChoice.KEEP]
    columns = [say("exit.column.question", language)]
    columns += [say(f"exit.choice.{one.choice.value}", language) for one in others]
    rows = [
        (say("exit.row.cash", language, months=found.months),
         *(_money(one.cash[-1], found.currency, language) for one in others)),
        (say("exit.row.result", language),
         *(_money(one.result[-1], found.currency, language) for one in others)),
    ]  # fmt: skip
    for month in sorted({odds.month for one in others for odds in one.odds}):
        pairs = [odds_of(one, month) or (math.nan, math.nan) for one in others]
        rows.append((say("exit.row.odds_result", language, month=month),
                     *(chance(pair[0], language) for pair in pairs)))  # fmt: skip
        rows.append((say("exit.row.odds_cash", language, month=month),
                     *(chance(pair[1], language) for pair in pairs)))  # fmt: skip
    rows.append((say("exit.row.best", language), *(chance(one.best, language) for one in others)))
    return ToldTable(say("exit.table", language), tuple(columns), tuple(rows), words=1)


def _review(found: ClientExit, language: Language) -> Iterator[str]:
    review = found.reviews[found.recommended.value]
    yield say(
        "exit.review",
        language,
        day=day(review.review_on, language),
        result=_money(review.result, found.currency, language),
        cash=_money(review.cash, found.currency, language),
    )


def _exit_notes(found: ClientExit, language: Language) -> Iterator[str]:
    revenue = _money(found.monthly_revenue, found.currency, language)
    key = "exit.notes.revenue_invoiced" if found.revenue_from_invoices else "exit.notes.revenue"
    yield say(key, language, revenue=revenue)
    yield say("exit.notes.against", language)
    yield say("exit.notes.ranges", language)


def _worth_knowing(
    inputs: Sequence[WorthKnowing], currency: str, language: Language, purpose: str
) -> Iterator[str]:
    if not inputs:
        yield say(f"know.nothing_{purpose}", language)
        return
    listed = say("know.separator", language).join(
        say("know.one", language, input=say(f"input.{one.input}", language),
            value=money(one.value, currency, language))
        for one in inputs[:MOST_INPUTS]
    )  # fmt: skip
    yield say(f"know.{purpose}", language, listed=listed)


def _tool_answer(found: BuildOrBuy, language: Language) -> Iterator[str]:
    way = next((one for one in found.ways if one.way == found.recommended), None)
    if way is None:
        yield say("tool.stop", language, best=chance(found.stop_best, language))
    else:
        yield say(
            "tool.recommended",
            language,
            way=say(f"tool.way.{way.way}", language),
            worth=_money(way.worth, found.currency, language),
            months=found.months,
            best=chance(way.best, language),
        )
    if max([found.stop_best, *(one.best for one in found.ways)]) < CLEAR:
        yield say("tool.unclear", language)
    yield say(
        "tool.benefit", language, benefit=_money(found.monthly_benefit, found.currency, language)
    )
    if found.spent:
        yield say("tool.spent", language, spent=money(found.spent, found.currency, language))


def _ways(found: BuildOrBuy, language: Language) -> ToldTable:
    names = ("way", "worth", "ownership", "payback", "best", "break_even")
    rows = [_way_row(one, found, language) for one in found.ways]
    stop = (say("tool.way.stop", language), money(0, found.currency, language), NONE, NONE,
            chance(found.stop_best, language), NONE)  # fmt: skip
    columns = tuple(say(f"tool.column.{name}", language) for name in names)
    return ToldTable(say("tool.table", language), columns, (*rows, stop), words=1)


def _way_row(one: WayView, found: BuildOrBuy, language: Language) -> tuple[str, ...]:
    currency = found.currency
    finite = math.isfinite(one.break_even_benefit)
    return (
        say(f"tool.way.{one.way}", language),
        _money(one.worth, currency, language),
        _money(one.cost_of_ownership, currency, language),
        _payback(one.payback_months, language),
        chance(one.best, language),
        money(one.break_even_benefit, currency, language) if finite else NONE,
    )


def _payback(found: Span | None, language: Language) -> str:
    if found is None:
        return say("tool.never", language)
    low = number(found.p10, language)
    if math.isinf(found.p90):
        return say("tool.months_from", language, low=low)
    return say("tool.months", language, low=low, high=number(found.p90, language))


def _money(found: Span, currency: str, language: Language) -> str:
    if found.p10 == found.p90:
        return money(found.p50, currency, language)
    return money_span(found.p10, found.p90, currency, language)
