"""The board in words and small tables: what the terminal and the page show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language.numbers import NONE, day, number, span
from levier.workspace.forecast_board.results import NotSaid, PlanClass
from levier.workspace.forecast_board.said import (
    author_name,
    between,
    bias_cell,
    counted,
    range_cell,
    ratio,
    recalibrated_cell,
    say,
    share_cell,
    value,
    whole_percent,
)
from levier.workspace.told import Section, ToldTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.forecasting.mean_loss import Skill
    from levier.language import Language
    from levier.workspace.forecast_board.results import (
        Board,
        BoardRow,
        ClassView,
        EventScore,
        GroupScore,
        OpenRow,
        TooFewPlans,
    )

MOST_ROWS = 24
"""Forecasts shown one by one, the latest; all are in the JSON."""
WIDE = 110
"""Columns from which a table has room for what is good to know besides."""
_RIGHT = 0.8


def sections(board: Board, language: Language, width: int = WIDE) -> list[Section]:
    """Say a board.

    Parameters
    ----------
    board
        What ``run_forecast`` answered.
    language
        Of every word.
    width
        Characters of a line: tables leave out what is less needed when it is narrow.
    """
    return [
        _answer(board, language, wide=width >= WIDE),
        *_groups(board, language),
        *_curve(board, language),
        *_open(board, language),
        *_events(board, language),
        *_plans(board, language),
    ]


def _answer(board: Board, language: Language, *, wide: bool) -> Section:
    title = say("title", language, company=board.company, day=day(board.as_of, language))
    if not board.rows:
        return Section(title, (say("nobody_judged", language),))
    whole = board.scores[0]
    return Section(
        title,
        (
            _coverage_sentence(whole, language),
            *_worth_sentence(whole, language),
            *_skill_sentences(board, language),
        ),
        (_board_table(board, language, wide=wide),),
        _earlier(board, language),
        _assumptions(board, language),
    )


def _coverage_sentence(whole: GroupScore, language: Language) -> str:
    found = whole.coverage80
    if found.high95 < _RIGHT:
        verdict = "too_sure"
    elif found.low95 > _RIGHT:
        verdict = "too_wide"
    else:
        verdict = "not_told_apart"
    return say(
        "coverage",
        language,
        forecasts=counted("forecasts", whole.pairs, language),
        share=share_cell(found, language),
        verdict=say(f"verdict.{verdict}", language),
    )


def _worth_sentence(whole: GroupScore, language: Language) -> tuple[str, ...]:
    if isinstance(whole.worth, NotSaid):
        return ()
    low, high = (
        number(round(100 * end), language) for end in (whole.worth.low95, whole.worth.high95)
    )
    return (
        say(
            "worth",
            language,
            share=number(round(100 * whole.worth.slope), language),
            range=span(low, high, language),
        ),
    )


def _skill_sentences(board: Board, language: Language) -> Iterable[str]:
    for name, skill in (
        ("recalibrated", board.skill_recalibrated),
        ("reference", board.skill_reference),
    ):
        if isinstance(skill, NotSaid):
            continue
        yield say(
            f"skill.{name}.{_told_apart(skill)}",
            language,
            share=whole_percent(abs(skill.skill), language),
            range=span(
                whole_percent(max(skill.low95, -9.99), language),
                whole_percent(skill.high95, language),
                language,
            ),
            cases=counted("outcomes", skill.cases, language),
        )


def _told_apart(skill: Skill) -> str:
    if skill.low95 > 0:
        return "better"
    return "worse" if skill.high95 < 0 else "open"


def _board_table(board: Board, language: Language, *, wide: bool) -> ToldTable:
    heads = ["decision", "author", "forecast", "recalibrated", "measured", "inside"]
    if wide:
        heads[1:1] = ["metric"]
        heads[-1:] = ["crps", "inside"]
    return ToldTable(
        say("table.board", language),
        tuple(say(f"head.{name}", language) for name in heads),
        tuple(_board_row(row, language, wide=wide) for row in board.rows[-MOST_ROWS:]),
        3 if wide else 2,
    )


def _board_row(row: BoardRow, language: Language, *, wide: bool) -> tuple[str, ...]:
    cells = [
        row.title if wide or not row.metric else f"{row.title} ({row.metric})",
        author_name(row.author, language),
        range_cell(row.forecast, row, language),
        recalibrated_cell(row.recalibrated, row, language),
        between(row.measured.low95, row.measured.high95, row, language),
        say("yes" if row.inside80 else "no", language),
    ]
    if wide:
        cells[1:1] = [row.metric]
        cells[-1:] = [value(row.crps, row, language).lstrip("+"), cells[-1]]
    return tuple(cells)


def _earlier(board: Board, language: Language) -> tuple[str, ...]:
    left = len(board.rows) - MOST_ROWS
    return (say("earlier", language, count=number(left, language)),) if left > 0 else ()


def _assumptions(board: Board, language: Language) -> tuple[str, ...]:
    told = ["assumed.measured", "assumed.on_the_day", "assumed.coverage", "assumed.groups"]
    notes = [say(key, language) for key in told]
    if board.exact_outcomes:
        notes.append(counted("assumed.exact", board.exact_outcomes, language))
    return tuple(notes)


def _groups(board: Board, language: Language) -> list[Section]:
    found = []
    for grouping in ("author", "team", "kind"):
        scores = [one for one in board.scores if one.grouping == grouping]
        if scores:
            found.append(_group_table(grouping, scores, language))
    if not found:
        return []
    return [Section(say("groups", language), (say("groups_read", language),), tuple(found))]


def _group_table(grouping: str, scores: list[GroupScore], language: Language) -> ToldTable:
    heads = (f"group.{grouping}", "pairs", "inside_share", "bias", "came_true")
    return ToldTable(
        say(f"table.by_{grouping}", language),
        tuple(say(f"head.{name}", language) for name in heads),
        tuple(_group_row(one, language) for one in scores),
        1,
    )


def _group_row(score: GroupScore, language: Language) -> tuple[str, ...]:
    name = author_name(score.group, language) if score.grouping == "author" else score.group
    worth = NONE
    if not isinstance(score.worth, NotSaid):
        low, high = (ratio(one, language) for one in (score.worth.low95, score.worth.high95))
        worth = f"{ratio(score.worth.slope, language)} ({span(low, high, language)})"
    return (
        name,
        number(score.pairs, language),
        share_cell(score.coverage80, language),
        bias_cell(score.bias, language),
        worth,
    )


def _curve(board: Board, language: Language) -> list[Section]:
    if not board.calibration:
        return []
    table = ToldTable(
        say("table.curve", language),
        tuple(say(f"head.{name}", language) for name in ("stated", "under", "of")),
        tuple(
            (
                whole_percent(point.level, language),
                share_cell(point.under, language),
                number(point.under.trials, language),
            )
            for point in board.calibration
        ),
        0,
    )
    return [Section(say("curve", language), (say("curve_read", language),), (table,))]


def _open(board: Board, language: Language) -> list[Section]:
    if not board.opened:
        return []
    heads = ("decision", "author", "forecast", "recalibrated", "reference")
    table = ToldTable(
        say("table.open", language),
        tuple(say(f"head.{name}", language) for name in heads),
        tuple(_open_row(row, language) for row in board.opened),
        2,
    )
    climbed = any(
        not isinstance(row.reference, NotSaid) and row.reference.asked != row.reference.used
        for row in board.opened
    )
    notes = (say("climbed", language),) if climbed else ()
    return [Section(say("open", language), (say("open_read", language),), (table,), notes)]


def _open_row(row: OpenRow, language: Language) -> tuple[str, ...]:
    return (
        row.title,
        author_name(row.author, language),
        range_cell(row.forecast, row, language),
        recalibrated_cell(row.recalibrated, row, language),
        _reference_cell(row.reference, row, language),
    )


def _reference_cell(one: ClassView | NotSaid, row: OpenRow, language: Language) -> str:
    if isinstance(one, NotSaid):
        return NONE
    name = one.used or say("all_decisions", language)
    told = range_cell(one.range, row, language)
    return say("reference", language, range=told, name=name, count=number(one.members, language))


def _events(board: Board, language: Language) -> list[Section]:
    if not board.events:
        return []
    heads = ("group.author", "pairs", "brier", "reliability", "resolution", "brier_skill")
    scores = ToldTable(
        say("table.events", language),
        tuple(say(f"head.{name}", language) for name in heads),
        tuple(_event_row(one, language) for one in board.event_scores),
        1,
    )
    bands = ToldTable(
        say("table.bands", language),
        tuple(say(f"head.{name}", language) for name in ("probability", "happened", "of")),
        tuple(
            (
                whole_percent(point.stated, language),
                share_cell(point.came_true, language),
                number(point.came_true.trials, language),
            )
            for point in board.reliability
        ),
        0,
    )
    return [Section(say("events", language), (say("events_read", language),), (scores, bands))]


def _event_row(one: EventScore, language: Language) -> tuple[str, ...]:
    brier = one.brier
    return (
        author_name(one.author, language) if one.author else say("everybody", language),
        number(brier.forecasts, language),
        ratio(brier.score, language),
        number(brier.reliability, language, digits=2),
        number(brier.resolution, language, digits=2),
        NONE if brier.skill is None else whole_percent(brier.skill, language),
    )


def _plans(board: Board, language: Language) -> list[Section]:
    tables = []
    if board.plans:
        heads = ("group.projects", "projects", "overrun", "half", "most")
        tables.append(
            ToldTable(
                say("table.plans", language),
                tuple(say(f"head.{name}", language) for name in heads),
                tuple(_plan_row(one, language) for one in board.plans),
                1,
            )
        )
    if board.stop_rates:
        tables.append(_stop_table(board, language))
    if not tables:
        return []
    return [Section(say("plans", language), (say("plans_read", language),), tuple(tables))]


def _plan_row(one: PlanClass | TooFewPlans, language: Language) -> tuple[str, ...]:
    quantity = say(f"quantity.{one.quantity}", language)
    if not isinstance(one, PlanClass):
        return quantity, number(one.projects, language), say("too_few", language), NONE, NONE
    name = one.asked or say("all_projects", language)
    if one.asked != one.used:
        name = say("climbed_to_all", language, name=name)
    cells = []
    for uplift in one.uplifts:
        high = (
            say("unbounded", language) if uplift.high95 is None else ratio(uplift.high95, language)
        )
        cells.append(
            f"× {ratio(uplift.factor, language)} "
            f"({span(ratio(uplift.low95, language), high, language)})"
        )
    return (
        f"{quantity} – {name}",
        number(one.projects, language),
        whole_percent(one.overrun, language),
        *cells,
    )


def _stop_table(board: Board, language: Language) -> ToldTable:
    heads = (f"group.{board.stopped_by}", "projects", "stopped", "to_expect")
    return ToldTable(
        say("table.stops", language),
        tuple(say(f"head.{name}", language) for name in heads),
        tuple(
            (
                one.name or NONE,
                number(one.counted.trials, language),
                share_cell(one.counted, language),
                span(whole_percent(one.p10, language), whole_percent(one.p90, language), language),
            )
            for one in board.stop_rates
        ),
        1,
    )
