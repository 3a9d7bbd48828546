"""``decisions``: one row for each decision; a holdout names the decisions that it holds back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.model import Decision, Stage

if TYPE_CHECKING:
    from levier.workspace.reading.sheet import Sheet

HOLDOUT = "holdout"
_BETWEEN_IDS = r"[;,\s]+"
_FREE_TEXTS = ("status", "kind", "origin", "team", "product", "owner", "reason", "options")


def read_decisions(sheet: Sheet) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``Decision``."""
    starts_on, ends_on = sheet.day("starts_on", required=True), sheet.day("ends_on")
    frame = pl.DataFrame(
        {
            "id": sheet.identifier("id"),
            "title": sheet.text("title", required=True),
            "starts_on": starts_on,
            "decided_on": sheet.day("decided_on"),
            "ends_on": ends_on,
            "stage": sheet.choice("stage", Stage),
            "review_on": sheet.day("review_on"),
            **{name: sheet.text(name).fill_null("") for name in _FREE_TEXTS},
        }
    )
    sheet.once(("id",))
    sheet.in_order(("starts_on", "ends_on"), (starts_on, ends_on), "end_before_start")
    return frame.with_columns(_covers(sheet, frame))


def _covers(sheet: Sheet, frame: pl.DataFrame) -> pl.Series:
    """Read what each holdout holds back: known decisions, none of them a holdout."""
    cells = sheet.text("covers").fill_null("").str.strip_chars("; ,")
    covers = cells.str.replace_all(_BETWEEN_IDS, " ").str.split(" ").list.filter(pl.element() != "")
    holdout = frame["kind"].str.strip_chars().str.to_lowercase() == HOLDOUT
    empty = covers.list.len() == 0
    sheet.fault(holdout & empty, "covers", "holdout_without_covers")
    sheet.fault(~holdout & ~empty, "covers", "covers_without_holdout")
    if sheet.complete:
        known = frame["id"].filter(~holdout).drop_nulls().to_list()
        unknown = covers.list.set_difference(pl.Series([known]))
        sheet.fault_near(holdout & (unknown.list.len() > 0), "covers", "unknown_cover", known)
    return covers.alias("covers")


def decisions(frame: pl.DataFrame) -> dict[str, Decision]:
    """Build the decisions, by id, from a table without fault."""
    return {row["id"]: _decision(row) for row in frame.iter_rows(named=True)}


def _decision(row: dict[str, Any]) -> Decision:
    stage, covers = row.pop("stage"), tuple(dict.fromkeys(row.pop("covers")))
    return Decision(**row, stage=Stage(stage) if stage else None, covers=covers)
