"""The part of the page on gates: ranges against thresholds, the fan of each stop rule, figures."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from levier.gates.verdict import Verdict, judged
from levier.language.numbers import chance, day, number, percent, short_day
from levier.workspace.gating.prices import conversion_range
from levier.workspace.gating.results import (
    ContractDetail,
    PaidDetail,
    ShareDetail,
    StopDetail,
    TaskDetail,
)
from levier.workspace.gating.told import sections
from levier.workspace.gating.words import Threshold, amount, say
from levier.workspace.report.charts.drawing import draw
from levier.workspace.report.charts.gate_intervals import IntervalRow, gate_intervals
from levier.workspace.report.charts.stop_fan import stop_fan
from levier.workspace.report.figure import Figure, figures_html
from levier.workspace.report.part import Part
from levier.workspace.report.sections_html import sections_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.language import Language
    from levier.workspace.gating.results import GateAnswer, Gates


def part(gates: Gates, language: Language) -> Part:
    """Show the verdicts in pictures, then each gate as the terminal says it."""
    first, *others = sections(gates, language)
    figures = [*_intervals(gates, language), *_fans(gates, language)]
    html = (
        sections_html([replace(first, heading="")], language)
        + figures_html(figures, language)
        + sections_html(others, language)
    )
    return Part("gates", say("report.title", language), html)


def _intervals(gates: Gates, language: Language) -> Iterator[Figure]:
    rows = [row for one in gates.gates for row in interval_rows(one, gates.currency, language)]
    if not rows:
        return
    title = say("report.intervals", language)
    heads = "question threshold share range"
    yield Figure(
        title=title,
        caption=say("report.intervals_caption", language),
        picture=draw(partial(gate_intervals, rows), title, language),
        heads=tuple(say(f"report.{name}", language) for name in heads.split()),
        rows=tuple(
            (
                f"{row.name} ({row.detail})",
                Threshold(row.threshold)(language),
                percent(row.middle, language),
                say(
                    "report.from_to",
                    language,
                    low=percent(row.low, language),
                    high=percent(row.high, language),
                ),
            )
            for row in rows
        ),
    )


def interval_rows(answer: GateAnswer, currency: str, language: Language) -> list[IntervalRow]:
    """Give the shares of a gate that a threshold is held against: one or several rows."""
    rows: list[tuple[str, tuple[float, float, float], Verdict]] = []
    match answer.detail:
        case ShareDetail() as detail:
            found = detail.answer.range
            ends = (found.low95, found.share, found.high95)
            rows = [(say("report.raise", language), ends, detail.answer.verdict)]
        case PaidDetail() as detail:
            for one in detail.answer.prices:
                found = conversion_range(one)
                ends = (found.low95, found.share, found.high95)
                price = amount(one.tried.price, currency, language)
                verdict = judged(found.low95, found.high95, answer.gate.threshold)
                rows.append((say("report.pay", language, price=price), ends, verdict))
        case TaskDetail() as detail:
            for task in detail.answer.tasks:
                ends = (task.range.low95, task.range.share, task.range.high95)
                rows.append((task.tried.task, ends, task.verdict))
        case ContractDetail() as detail:
            for contract in detail.contracts:
                odds = contract.check.chance
                verdict = judged(odds.p10, odds.p90, answer.gate.threshold)
                name = say("report.succeed", language, contract=contract.contract)
                rows.append((name, (odds.p10, odds.mean, odds.p90), verdict))
    return [
        IntervalRow(
            name=name,
            detail=answer.title,
            figure=percent(ends[1], language),
            low=ends[0],
            middle=ends[1],
            high=ends[2],
            threshold=answer.gate.threshold,
            verdict=verdict,
        )
        for name, ends, verdict in rows
    ]


def _fans(gates: Gates, language: Language) -> Iterator[Figure]:
    for one in gates.gates:
        detail = one.detail
        if isinstance(detail, StopDetail) and detail.to_come:
            yield _fan(one, detail, language)


def _fan(answer: GateAnswer, detail: StopDetail, language: Language) -> Figure:
    threshold = number(detail.answer.threshold, language)
    odds = chance(detail.answer.probability, language)
    title = say("report.fan", language, title=answer.title, chance=odds)
    word = say("report.threshold_line", language, threshold=threshold)
    fan = detail.answer.fan
    heads = "day low95 p10 p50 p90 high95"
    bands = (fan.low95, fan.p10, fan.p50, fan.p90, fan.high95)
    return Figure(
        title=title,
        caption=say("report.fan_caption", language, day=day(detail.last_day, language)),
        picture=draw(partial(stop_fan, detail, word), title, language),
        heads=tuple(say(f"report.{name}", language) for name in heads.split()),
        rows=tuple(
            (short_day(ends, language), *(number(band[k], language) for band in bands))
            for k, ends in enumerate(detail.to_come)
        ),
    )
