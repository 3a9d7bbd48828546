"""A choice in words and small tables: what the terminal and the page show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language.numbers import day, money, money_span, number, percent
from levier.workspace.choosing.answer import Answering
from levier.workspace.choosing.told_around import conditions, frontier, more
from levier.workspace.choosing.words import say
from levier.workspace.inputs.opportunities import Level
from levier.workspace.told import Section, ToldTable

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.choosing.results import Choice, RankedSolution, Spread, TeamOrder

_SHOWN = 5
"""Rows of the tables that a reader is not meant to read to the end."""


def sections(choice: Choice, language: Language) -> list[Section]:
    """Say a choice: the answer, the ranks, waiting, learning, the frontier, what would be needed.

    Parameters
    ----------
    choice
        What ``run_choose`` answered.
    language
        Of every word.
    """
    told = [_answer(choice, language)]
    told += [_ranking(choice, language)] if choice.ranking else []
    told += [_delay(choice, language)] if choice.delays else []
    told += [_learning(choice, language)] if choice.unknowns else []
    told += [frontier(choice, language)] if choice.frontier else []
    told += [conditions(choice, language)] if choice.conditions else []
    told += [more(choice, language)] if choice.more else []
    return [*told[:-1], _noted(told[-1], choice, language)]


def _noted(last: Section, choice: Choice, language: Language) -> Section:
    notes = tuple(one[language] for one in choice.assumptions)
    return Section(last.heading, last.sentences, last.tables, last.afterwards, notes)


def _answer(choice: Choice, language: Language) -> Section:
    company = choice.workspace.company.name
    heading = say("title", language, company=company, day=day(choice.as_of, language))
    gap = money(choice.gap, choice.currency, language)
    proven = "proof.proven_risk" if choice.risk_aversion else "proof.proven"
    proof = say(proven if choice.proven else "proof.gap", language, gap=gap)
    sentences = (*(one[language] for one in choice.answer), proof)
    return Section(heading, sentences, (_each(choice, language), *_stages(choice, language)))


def _each(choice: Choice, language: Language) -> ToldTable:
    """Tell each solution: done or why not, and what it brings by itself."""
    answering, nets = Answering(choice.workspace), choice.nets
    reasons = {one.solution: answering.reason(one, language) for one in choice.left}
    order = (*choice.chosen.solutions, *reasons)
    rows = tuple(
        (
            answering.title(name),
            reasons.get(name) or say("columns.do", language),
            *_net(nets[name], choice.currency, language),
            number(choice.efforts[name], language),
        )
        for name in order
    )
    columns = tuple(
        say(f"columns.{key}", language) for key in ("solution", "now", "net", "range", "days")
    )
    return ToldTable(say("tables.choice", language), columns, rows, 2)


def _net(net: Spread | None, currency: str, language: Language) -> tuple[str, str]:
    if net is None:
        return "—", "—"
    return money(net.mean, currency, language), money_span(net.p10, net.p90, currency, language)


def _stages(choice: Choice, language: Language) -> tuple[ToldTable, ...]:
    """Tell the stages when any solution is tagged, with how many are."""
    rows = [row for row in choice.workspace.opportunities if row.level is Level.SOLUTION]
    tagged = sum(row.stage is not None for row in rows)
    if not tagged or not choice.stages:
        return ()
    share = percent(tagged / len(rows), language)
    title = say("stages.covered", language, tagged=tagged, all=len(rows), share=share)
    cells = tuple(
        (
            say(f"stages.{one.stage}", language),
            number(one.solutions, language),
            *_net(one.value, choice.currency, language),
        )
        for one in choice.stages
    )
    columns = tuple(say(f"columns.{key}", language) for key in ("stage", "count", "net", "range"))
    return (ToldTable(title, columns, cells, 1),)


def _ranking(choice: Choice, language: Language) -> Section:
    answering, top = Answering(choice.workspace), max(choice.ranking, key=lambda row: row.first)
    share = percent(top.first, language)
    first = say("ranking.first", language, solution=answering.title(top.solution), share=share)
    rows = tuple(_ranked(choice, row, language) for row in choice.ranking)
    keys = ("solution", "score", "range", "first", "ranks", "unsettled")
    columns = tuple(say(f"columns.{key}", language) for key in keys)
    table = ToldTable(say(f"tables.ranking_{choice.basis}", language), columns, rows, 1)
    sentences = (first, _tangled(choice, language))
    return Section(say("sections.ranking", language), sentences, (table,))


def _ranked(choice: Choice, row: RankedSolution, language: Language) -> tuple[str, ...]:
    key = "same" if row.likely_from == row.likely_to else "between"
    ends = {"from": row.likely_from, "to": row.likely_to}
    if choice.basis == "value":
        score = _net(row.score, choice.currency, language)
    else:
        low, high = (number(end, language) for end in (row.score.p10, row.score.p90))
        score = number(row.score.mean, language), f"{low} – {high}"
    return (
        Answering(choice.workspace).title(row.solution),
        *score,
        percent(row.first, language),
        say(f"ranks.{key}", language, **ends),
        say(f"inputs.{row.unsettled_by}", language) if row.unsettled_by else "—",
    )


def _tangled(choice: Choice, language: Language) -> str:
    if not choice.tangled:
        return say("ranking.firm", language)
    title = Answering(choice.workspace).title
    pairs = len(choice.ranking) * (len(choice.ranking) - 1) // 2
    examples = [
        say("ranking.pair", language, one=title(one), other=title(other))
        for one, other in choice.tangled[:2]
    ]
    count, told = len(choice.tangled), ", ".join(examples)
    return say("ranking.tangled", language, count=count, pairs=pairs, examples=told)


def _delay(choice: Choice, language: Language) -> Section:
    title, currency = Answering(choice.workspace).title, choice.currency
    rows = tuple(
        (
            title(one.solution),
            *_net(one.per_week, currency, language),
            number(one.weeks, language, 2),
            money(one.index.mean, currency, language),
            percent(one.first, language),
        )
        for one in choice.delays
    )
    keys = ("solution", "per_week", "range", "weeks", "index", "urgent")
    columns = tuple(say(f"columns.{key}", language) for key in keys)
    table = ToldTable(say("tables.delay", language), columns, rows, 1)
    sentences = tuple(_order(choice, one, language) for one in choice.orders)
    return Section(say("sections.delay", language), sentences, (table,))


def _order(choice: Choice, one: TeamOrder, language: Language) -> str:
    title = Answering(choice.workspace).title
    return say(
        "delay.order_team" if one.team else "delay.order",
        language,
        team=one.team,
        order=" → ".join(title(name) for name in one.order),
        cost=money(one.cost.mean, choice.currency, language),
        range=money_span(one.cost.p10, one.cost.p90, choice.currency, language),
        proof=say("delay.proven" if one.proven else "delay.unproven", language),
    )


def _learning(choice: Choice, language: Language) -> Section:
    said = (choice.answer[1][language],)
    tables = (*_tests(choice, language), _unknowns(choice, language))
    return Section(say("sections.learning", language), said, tables)


def _tests(choice: Choice, language: Language) -> tuple[ToldTable, ...]:
    if not choice.tests:
        return ()
    title, currency = Answering(choice.workspace).title, choice.currency
    rows = tuple(
        (
            title(one.test),
            title(one.solution),
            *(
                money(value, currency, language)
                for value in (max(0.0, one.information - one.delay), one.price, one.net_gain)
            ),
            say(f"tests.{one.verdict.value}", language),
        )
        for one in choice.tests
    )
    keys = ("test", "solution", "worth", "price", "net_gain", "verdict")
    columns = tuple(say(f"columns.{key}", language) for key in keys)
    return (ToldTable(say("tables.tests", language), columns, rows, 2),)


def _unknowns(choice: Choice, language: Language) -> ToldTable:
    title = Answering(choice.workspace).title
    rows = tuple(
        (
            title(one.solution),
            say(f"inputs.{one.input}", language),
            money(one.worth, choice.currency, language),
        )
        for one in choice.unknowns[:_SHOWN]
    )
    columns = tuple(say(f"columns.{key}", language) for key in ("solution", "unknown", "worth"))
    return ToldTable(say("tables.unknowns", language), columns, rows, 2)
