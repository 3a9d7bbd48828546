"""The figures of each kind of gate, as small tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language.numbers import chance, number, percent, short_day, span
from levier.workspace.gating.contracts import function_name
from levier.workspace.gating.prices import conversion_range
from levier.workspace.gating.results import (
    ContractDetail,
    PaidDetail,
    ShareDetail,
    StopDetail,
    TaskDetail,
)
from levier.workspace.gating.words import amount, amounts, range_of, say
from levier.workspace.told import ToldTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.gates.scorecard import LearnedWeight
    from levier.language import Language
    from levier.workspace.gating.results import ContractAnswer, GateAnswer
    from levier.workspace.inputs.gates import Gate


def tables_of(answer: GateAnswer, currency: str, language: Language) -> tuple[ToldTable, ...]:
    """Give the tables of one gate.

    Parameters
    ----------
    answer
        The gate.
    currency
        ISO 4217 code of amounts.
    language
        Of every word.
    """
    match answer.detail:
        case ShareDetail() as detail:
            return _segments(detail, language)
        case PaidDetail() as detail:
            return (_prices(detail, currency, language),)
        case TaskDetail() as detail:
            return (_tasks(detail, language),)
        case StopDetail() as detail:
            return _fan(detail, language)
        case ContractDetail() as detail:
            return _contracts(detail, answer.gate, language)
    return ()


def _table(
    key: str, columns: str, words: int, rows: Iterable[tuple[str, ...]], language: Language
) -> ToldTable:
    heads = tuple(say(f"table.{name}", language) for name in columns.split())
    return ToldTable(say(f"table.{key}", language), heads, tuple(rows), words)


def _segments(detail: ShareDetail, language: Language) -> tuple[ToldTable, ...]:
    rows = [
        (
            one.segment,
            number(one.heard, language),
            number(one.raised, language),
            percent(one.range.share, language),
            range_of(one.range, language),
        )
        for one in detail.segments
    ]
    columns = "segment heard raised share range"
    return (_table("segments", columns, 1, rows, language),) if rows else ()


def _prices(detail: PaidDetail, currency: str, language: Language) -> ToldTable:
    days = {one.price: one.days for one in detail.invoices}
    rows: list[tuple[str, ...]] = [
        (
            amount(one.tried.price, currency, language),
            f"{number(one.tried.paid, language)} / {number(one.tried.offered, language)}",
            range_of(conversion_range(one), language),
            amounts(one.margin[0], one.margin[2], currency, language),
            chance(one.best, language),
            amount(one.expected_loss, currency, language),
            *((number(days[one.tried.price], language),) if one.tried.price in days else ("—",)),
        )
        for one in detail.answer.prices
    ]
    columns = "price paid range_short margin best loss invoice"
    kept = columns.split() if days else columns.split()[:-1]
    rows = [row[: len(kept)] for row in rows]
    return _table("prices", " ".join(kept), 1, rows, language)


def _tasks(detail: TaskDetail, language: Language) -> ToldTable:
    rows = [
        (
            one.tried.task,
            f"{number(one.tried.successes, language)} / {number(one.tried.sessions, language)}",
            percent(one.range.share, language),
            range_of(one.range, language),
            say(f"verdict.task_success.{one.verdict.value}", language),
            "—" if one.more is None else number(one.more, language),
        )
        for one in detail.answer.tasks
    ]
    return _table("tasks", "task successes share range verdict more", 1, rows, language)


def _fan(detail: StopDetail, language: Language) -> tuple[ToldTable, ...]:
    """Show at most four dates to come, the last one always."""
    fan, ends = detail.answer.fan, detail.to_come
    step = max(1, -(-len(ends) // 4))
    places = sorted({len(ends) - 1 - step * k for k in range(4)} & set(range(len(ends))))
    rows = [
        (
            short_day(ends[k], language),
            number(fan.p50[k], language),
            span(number(fan.p10[k], language), number(fan.p90[k], language), language),
            span(number(fan.low95[k], language), number(fan.high95[k], language), language),
        )
        for k in places
    ]
    return (_table("fan", "date middle eighty range", 1, rows, language),) if rows else ()


def _contracts(detail: ContractDetail, gate: Gate, language: Language) -> tuple[ToldTable, ...]:
    marks = [_marks(one, gate, language) for one in detail.contracts if len(detail.contracts) == 1]
    return (_states(detail.contracts, gate, language), *marks, _weights(detail.weights, language))


def _states(contracts: Iterable[ContractAnswer], gate: Gate, language: Language) -> ToldTable:
    rows = [
        (
            one.contract or gate.title,
            *(say(f"state.{state}", language) for state in signatures(one, gate)),
            chance(one.check.chance.mean, language),
            span(
                percent(one.check.chance.p10, language),
                percent(one.check.chance.p90, language),
                language,
            ),
        )
        for one in contracts
    ]
    heads = (
        say("table.contract", language),
        *(function_name(one, language) for one in gate.functions),
        say("table.chance", language),
        say("table.eighty", language),
    )
    return ToldTable(say("table.contracts", language), heads, tuple(rows), 1 + len(gate.functions))


def _marks(contract: ContractAnswer, gate: Gate, language: Language) -> ToldTable:
    marks = zip(gate.criteria, contract.check.marks, strict=True)
    rows = [
        (one.name, "—" if mark is None else number(mark, language), f"{one.worst:g} → {one.best:g}")
        for one, mark in marks
    ]
    return _table("marks", "criterion mark scale", 1, rows, language)


def _weights(weights: Iterable[LearnedWeight], language: Language) -> ToldTable:
    rows = [
        (
            one.criterion,
            percent(one.expert, language),
            percent(one.learned, language),
            span(percent(one.low95, language), percent(one.high95, language), language),
            say(f"moved.{'yes' if one.moved else 'no'}", language),
        )
        for one in weights
    ]
    return _table("weights", "criterion expert learned range moved", 1, rows, language)


def signatures(contract: ContractAnswer, gate: Gate) -> tuple[str, ...]:
    """Give, for each function, whether it signed, refused or is waited for."""
    vetoes = {one.function for one in contract.check.vetoes}
    waiting = contract.check.waiting_for
    return tuple(
        "refused" if one in vetoes else "waiting" if one in waiting else "signed"
        for one in gate.functions
    )
