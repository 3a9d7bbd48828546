"""Sheet "Ledger": one row per effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.report.wording import RELATIVE, is_share
from levier.workspace.results import CheckStatus
from levier.workspace.writing.xlsx.book import Column, Sheet
from levier.workspace.writing.xlsx.ledger_book import LedgerBook

if TYPE_CHECKING:
    from levier.workspace.results import Effect

_COLUMNS = (
    Column("decision", 20),
    Column("title", 38),
    Column("team", 14),
    Column("product", 14),
    Column("origin", 12),
    Column("metric", 22),
    Column("design", 22),
    Column("grade", 8),
    Column("verdict", 12),
    Column("from", 12, "day"),
    Column("to", 12, "day"),
    Column("effect_p10", 11, "signed"),
    Column("effect_p50", 11, "signed"),
    Column("effect_p90", 11, "signed"),
    Column("unit", 16),
    Column("effect_on", 18),
    Column("money_p10", 13, "money"),
    Column("money_p50", 13, "money"),
    Column("money_p90", 13, "money"),
    Column("in_total", 10),
    Column("why", 70, "long"),
)
_FIRST_FIGURE = [column.key for column in _COLUMNS].index("effect_p10")


def write_effects(book: LedgerBook) -> None:
    """Write the sheet."""
    sheet = book.sheet("ledger", _COLUMNS)
    sheet.worksheet.freeze_panes(1, 2)
    for effect in book.wording.results.effects:
        sheet.add(*_row(book, effect))
        if _is_share(book, effect):
            _as_percent(sheet, effect)
    sheet.filter()


def _row(book: LedgerBook, effect: Effect) -> tuple[object, ...]:
    wording = book.wording
    decision = wording.results.workspace.decisions[effect.decision]
    money = effect.money
    return (
        effect.decision,
        wording.decision(effect.decision) + (f" ({effect.arm})" if effect.arm else ""),
        decision.team,
        decision.product,
        wording.origin(decision.origin),
        wording.metric(effect.metric),
        wording.say(f"report.design.{effect.design.value}"),
        effect.grade.value,
        wording.say(f"report.verdict.{effect.verdict.value}"),
        effect.window.from_,
        effect.window.to,
        effect.effect.p10,
        effect.effect.p50,
        effect.effect.p90,
        _unit(book, effect),
        wording.say(f"ledger.word.{'whole_metric' if effect.reached is None else 'units_reached'}"),
        money.p10 if money else None,
        money.p50 if money else None,
        money.p90 if money else None,
        wording.say(f"ledger.word.{'yes' if effect.in_total else 'no'}"),
        _why(book, effect),
    )


def _as_percent(sheet: Sheet, effect: Effect) -> None:
    """Write again, as percentages, the three figures of the row just written."""
    sheet.row -= 1
    for rank, value in enumerate((effect.effect.p10, effect.effect.p50, effect.effect.p90)):
        sheet.write(_FIRST_FIGURE + rank, value, "percent")
    sheet.row += 1


def _is_share(book: LedgerBook, effect: Effect) -> bool:
    metric = book.wording.results.workspace.metrics.get(effect.metric)
    return effect.effect.scale == RELATIVE or is_share(metric)


def _unit(book: LedgerBook, effect: Effect) -> str:
    if effect.effect.scale == RELATIVE:
        return book.wording.say("ledger.word.relative")
    metric = book.wording.results.workspace.metrics.get(effect.metric)
    return metric.unit if metric else ""


def _why(book: LedgerBook, effect: Effect) -> str:
    """Say why the grade is what it is, which checks failed, and what would settle the rest."""
    language = book.wording.language
    said = [note[language] for note in effect.diagnostics.notes]
    said += [
        check.sentence[language]
        for check in effect.diagnostics.checks
        if check.status is CheckStatus.FAILED
    ]
    if effect.settling is not None:
        said.append(effect.settling.sentence[language])
    return " ".join(said)
