"""``opportunities``: what could be done, as a tree, with what each would bring and take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.inputs.opportunities import Learnt, Level, Opportunity, Span
from levier.workspace.model import Stage
from levier.workspace.reading.opportunity_tree import check_tree

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet

SPANS = ("reach", "impact", "effort", "value")
_BETWEEN_IDS = r"[;,\s]+"


def read_opportunities(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``Opportunity``."""
    frame = pl.DataFrame(
        {
            "id": sheet.identifier("id"),
            "title": sheet.text("title", required=True),
            "level": sheet.choice("level", Level).fill_null(Level.SOLUTION.value),
            "parent": sheet.text("parent"),
            "team": sheet.text("team").fill_null(""),
            "product": sheet.text("product").fill_null(""),
            "stage": sheet.choice("stage", Stage),
            "metric": sheet.reference("metric", known.metrics, "unknown_metric", required=False),
            "decision": sheet.reference(
                "decision", known.decisions, "unknown_decision", required=False
            ),
            "requires": _ids(sheet, "requires"),
            "excludes": _ids(sheet, "excludes"),
            "must": sheet.yes_no("must").fill_null(value=False),
            **_spans(sheet),
            "confidence": sheet.share("confidence").fill_null(1.0),
            "cost": sheet.not_negative("cost").fill_null(0.0),
            "deadline": sheet.day("deadline"),
            "half_life_days": sheet.positive("half_life_days"),
            "test_of": sheet.choice("test_of", Learnt),
            "test_size": sheet.positive("test_size"),
            "test_spread": sheet.positive("test_spread"),
            "test_reliability": sheet.share("test_reliability"),
            "test_days": sheet.not_negative("test_days").fill_null(0.0),
            "line": pl.Series(sheet.table.lines, dtype=pl.Int64),
        }
    )
    sheet.once(("id",))
    _check_solutions(sheet, frame)
    _check_tests(sheet, frame)
    check_tree(sheet, frame)
    return frame


def opportunities(frame: pl.DataFrame) -> tuple[Opportunity, ...]:
    """Build the rows from a table without fault."""
    return tuple(_opportunity(row) for row in frame.iter_rows(named=True))


def _ids(sheet: Sheet, column: str) -> pl.Series:
    cells = sheet.text(column).fill_null("").str.strip_chars("; ,")
    split = cells.str.replace_all(_BETWEEN_IDS, " ").str.split(" ")
    return split.list.filter(pl.element() != "").alias(column)


def _spans(sheet: Sheet) -> dict[str, pl.Series]:
    """Read the ranges; a single number is given as ``mid`` alone."""
    found: dict[str, pl.Series] = {}
    for name in SPANS:
        columns = tuple(f"{name}_{end}" for end in ("low", "mid", "high"))
        read = sheet.number if name in ("impact", "value") else sheet.not_negative
        low, mid, high = ends = tuple(read(column) for column in columns)
        incomplete = (low.is_null() != high.is_null()) | (low.is_not_null() & mid.is_null())
        sheet.fault(incomplete, columns[1], "range_incomplete", lambda _, name=name: {"name": name})  # type: ignore[misc]
        sheet.in_order(columns, ends, "range_order")
        found |= dict(zip(columns, ends, strict=True))
    return found


def _check_solutions(sheet: Sheet, frame: pl.DataFrame) -> None:
    solution = frame["level"] == Level.SOLUTION.value
    sheet.fault(solution & frame["effort_mid"].is_null(), "effort_mid", "no_effort")
    sheet.fault(frame["effort_mid"] == 0, "effort_mid", "not_positive")
    reached = frame["reach_mid"].is_not_null() & frame["impact_mid"].is_not_null()
    said = frame["value_mid"].is_not_null() | reached | frame["decision"].is_not_null()
    sheet.fault(solution & ~said, "value_mid", "nothing_to_value")


def _check_tests(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Note the tests of which nothing can be foreseen."""
    test = frame["level"] == Level.TEST.value
    sheet.fault(test & frame["test_of"].is_null(), "test_of", "test_of_nothing")
    success = (frame["test_of"] == Learnt.SUCCESS.value).fill_null(value=False)
    reliability = frame["test_reliability"]
    sheet.fault(test & success & reliability.is_null(), "test_reliability", "test_unreliable")
    sheet.fault(reliability <= 0.5, "test_reliability", "test_unreliable")
    sized = frame["test_size"].is_not_null() & frame["test_spread"].is_not_null()
    measured = frame["test_of"].is_not_null() & ~success
    sheet.fault(test & measured & ~sized, "test_size", "test_without_size")


def _opportunity(row: dict[str, Any]) -> Opportunity:
    spans: dict[str, Any] = {name: _span(row, name) for name in SPANS}
    stage, tested = row.pop("stage"), row.pop("test_of")
    return Opportunity(
        level=Level(row.pop("level")),
        stage=Stage(stage) if stage else None,
        test_of=Learnt(tested) if tested else None,
        requires=tuple(dict.fromkeys(row.pop("requires"))),
        excludes=tuple(dict.fromkeys(row.pop("excludes"))),
        **spans,
        **row,
    )


def _span(row: dict[str, Any], name: str) -> Span | None:
    low, mid, high = (row.pop(f"{name}_{end}") for end in ("low", "mid", "high"))
    if mid is None:
        return None
    return Span(mid if low is None else low, mid, mid if high is None else high)
