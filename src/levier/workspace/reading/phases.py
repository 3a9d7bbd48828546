"""``phases``: the phases through which products went."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.inputs.phases import ProductPhase

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet


def read_phases(sheet: Sheet, known: Known) -> pl.DataFrame:  # noqa: ARG001 - as every reader
    """Read and check every row; the columns are the fields of ``ProductPhase``."""
    frame = pl.DataFrame(
        {
            "product": sheet.text("product", required=True),
            "phase": sheet.text("phase", required=True),
            "starts_on": sheet.day("starts_on", required=True),
            "ends_on": sheet.day("ends_on"),
            "comment": sheet.text("comment").fill_null(""),
        }
    )
    days = ("starts_on", "ends_on")
    sheet.in_order(days, (frame["starts_on"], frame["ends_on"]), "end_before_start")
    sheet.once(("product", "phase", "starts_on"))
    return frame


def phases(frame: pl.DataFrame) -> tuple[ProductPhase, ...]:
    """Build the rows from a table without fault."""
    return tuple(ProductPhase(**row) for row in frame.iter_rows(named=True))
