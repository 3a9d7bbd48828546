"""The pack as a workbook: what can be added up is added up by formulas, which stay alive."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

import xlsxwriter
from django.utils import translation

from levier.workspace.writing.xlsx.book import Book, Column, Formula
from levier_web.practices.committee_pack.services import spent, why
from levier_web.practices.committee_pack.services.on_the_table import planned
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.impact.models import Effect
    from levier_web.practices.committee_pack.services.asked import Asked
    from levier_web.practices.committee_pack.services.slide import Pack

GRADES = "ABCDE"
EFFECTS = (
    Column("decision", 44),
    Column("metric", 30),
    Column("design", 26),
    Column("grade", 8),
    Column("verdict", 14),
    Column("low", 15, "money"),
    Column("mid", 15, "money"),
    Column("high", 15, "money"),
    Column("in_total", 12),
)


def workbook(pack: Pack) -> bytes:
    """Write the workbook."""
    written = io.BytesIO()
    with translation.override(pack.language):
        made = xlsxwriter.Workbook(written, {"strings_to_formulas": False, "in_memory": True})
        created = datetime.combine(pack.as_of, time())
        made.set_properties({"title": pack.title, "author": pack.company, "created": created})
        book = Book(made, pack.currency, pack.language, lambda key: say(f"committee_pack.{key}"))
        effects = _effects(pack.asked)
        names = {one: book.say(f"sheet.{one}") for one in ("decisions", "costs")}
        _summary(book, pack, effects, names)
        _decisions(book, effects)
        _grades(book, effects, names["decisions"])
        _costs(book, pack)
        _why(book, pack)
        _forecasts(book, effects)
        _agenda(book, pack)
        _notes(book, pack)
        made.close()
    return written.getvalue()


def _effects(asked: Asked) -> list[Effect]:
    rows = asked.home.measurement.effects.exclude(verdict="not_measured").defer("detail")
    return list(rows.select_related("decision", "metric"))


def _yes(value: bool) -> str:
    return say(f"committee_pack.book.{'yes' if value else 'no'}")


def _summary(book: Book, pack: Pack, effects: list[Effect], names: dict[str, str]) -> None:
    """Put the joint total beside the sum of the middles, and take the costs off by formula."""
    money = [Column(name, 18, "money") for name in ("low", "mid", "high")]
    sheet = book.sheet("summary", [Column("what", 40), *money, Column("note", 80, "long")])
    portfolio = pack.asked.home.portfolio
    value = [portfolio["value"][name] for name in ("p10", "p50", "p90")]
    sheet.add(book.say("book.value"), *value, None, strong=True)
    column, flag = f"'{names['decisions']}'!G:G", f"'{names['decisions']}'!I:I"
    total = sum(one.money_p50 or 0.0 for one in effects if one.in_total)
    middles = Formula(f'=SUMIFS({column},{flag},"{_yes(True)}")', total)
    sheet.add(book.say("book.sum_of_middles"), None, middles, None, None)
    difference = Formula("=C2-C3", value[1] - total)
    sheet.add(book.say("book.difference"), None, difference, None, book.say("book.why_difference"))
    cost = spent.total(pack.as_of)
    paid = Formula(f"=SUM('{names['costs']}'!B:B)", cost)
    sheet.add(book.say("book.cost"), None, paid, None, book.say("book.spent"))
    net = [
        Formula(f"={letter}2-$C$5", one - cost) for letter, one in zip("BCD", value, strict=True)
    ]
    sheet.add(book.say("book.net"), *net, None, strong=True)


def _decisions(book: Book, effects: list[Effect]) -> None:
    sheet = book.sheet("decisions", EFFECTS)
    for one in effects:
        sheet.add(
            one.decision.title,
            one.metric.title,
            say(f"impact.design.{one.design}") if one.design else "",
            one.grade,
            say(f"ui.verdict.{one.verdict}"),
            one.money_p10,
            one.money_p50,
            one.money_p90,
            _yes(one.in_total),
        )
    sheet.filter()


def _grades(book: Book, effects: list[Effect], decisions: str) -> None:
    columns = [Column("grade", 60), Column("effects", 12, "count"), Column("sum_mid", 18, "money")]
    sheet = book.sheet("grades", columns)
    letters, flags = f"'{decisions}'!D:D", f"'{decisions}'!I:I"
    for letter in GRADES:
        held = [one for one in effects if one.grade == letter and one.in_total]
        wanted = f'{letters},"{letter}",{flags},"{_yes(True)}"'
        sheet.add(
            say(f"ui.grade.{letter}"),
            Formula(f"=COUNTIFS({wanted})", len(held)),
            Formula(
                f"=SUMIFS('{decisions}'!G:G,{wanted})", sum(one.money_p50 or 0.0 for one in held)
            ),
        )
    last = sheet.row
    whole = [one for one in effects if one.grade and one.in_total]
    sheet.add(
        book.say("book.total"),
        Formula(f"=SUM(B2:B{last})", len(whole)),
        Formula(f"=SUM(C2:C{last})", sum(one.money_p50 or 0.0 for one in whole)),
        strong=True,
    )
    sheet.add(book.say("book.grade_note"))


def _costs(book: Book, pack: Pack) -> None:
    sheet = book.sheet("costs", [Column("spent_on", 50), Column("amount", 18, "money")])
    for name, amount in spent.lines(pack.as_of):
        sheet.add(name, amount)


def _why(book: Book, pack: Pack) -> None:
    sheet = book.sheet("why", [Column("what", 50), Column("amount", 18, "number")])
    shown = why.main(pack.asked)
    if shown is None:
        return
    before, after = shown.item["before"]["mean"], shown.item["after"]["mean"]
    sheet.add(f"{shown.metric.title} · {book.say('book.before')}", before, strong=True)
    for part in shown.parts:
        sheet.add(part.name, part.amount)
    last = sheet.row
    sheet.add(f"{shown.metric.title} · {book.say('book.after')}", after, strong=True)
    left = before + sum(part.amount for part in shown.parts) - after
    sheet.add(book.say("book.check"), None)
    sheet.row -= 1
    sheet.write(1, Formula(f"=ROUND(SUM(B2:B{last})-B{last + 1},6)", round(left, 6)), "zero")
    sheet.row += 1


def _forecasts(book: Book, effects: list[Effect]) -> None:
    columns = [
        Column("decision", 44),
        Column("metric", 30),
        Column("forecast_mid", 18, "number"),
        Column("measured_mid", 18, "number"),
        Column("inside", 18),
    ]
    sheet = book.sheet("forecasts", columns)
    judged = [one for one in effects if one.inside80 is not None]
    for one in judged:
        sheet.add(
            one.decision.title,
            one.metric.title,
            one.forecast_p50,
            one.p50,
            _yes(bool(one.inside80)),
        )
    if not judged:
        return
    last = sheet.row
    cells = f"E2:E{last}"
    share = sum(bool(one.inside80) for one in judged) / len(judged)
    sheet.add(book.say("book.coverage"))
    sheet.row -= 1
    formula = Formula(f'=COUNTIF({cells},"{_yes(True)}")/COUNTA({cells})', share)
    sheet.write(4, formula, "share")
    sheet.row += 1


def _agenda(book: Book, pack: Pack) -> None:
    columns = [
        Column("decision", 44),
        Column("asked", 18),
        Column("forecast", 44),
        Column("cost", 18, "money"),
        Column("decides", 30),
    ]
    sheet = book.sheet("agenda", columns)
    rows = planned(pack.asked)
    for one in rows:
        sheet.add(one.title, one.purpose, one.forecast, one.cost, one.decides)
    if rows:
        total = Formula(f"=SUM(D2:D{sheet.row})", sum(one.cost or 0.0 for one in rows))
        sheet.add(book.say("book.total"), None, None, total, None, strong=True)


def _notes(book: Book, pack: Pack) -> None:
    sheet = book.sheet("notes", [Column("note", 120, "long")])
    for slide in pack.slides:
        sheet.add(slide.footnote)
