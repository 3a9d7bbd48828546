"""``exposures``: the units that each decision reached, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.model import Exposure

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.workspace.reading.sheet import Sheet


def read_exposures(
    sheet: Sheet, decisions: Collection[str] | None, units: Collection[str] | None
) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``Exposure``."""
    starts_on, ends_on = sheet.day("starts_on", required=True), sheet.day("ends_on")
    frame = pl.DataFrame(
        {
            "decision": sheet.reference("decision", decisions, "unknown_decision"),
            "unit": sheet.reference("unit", units, "unknown_unit"),
            "starts_on": starts_on,
            "ends_on": ends_on,
            "share": sheet.share("share").fill_null(1.0),
        }
    )
    sheet.in_order(("starts_on", "ends_on"), (starts_on, ends_on), "end_before_start")
    sheet.once(("decision", "unit", "starts_on"))
    return frame


def exposures(frame: pl.DataFrame) -> tuple[Exposure, ...]:
    """Build the exposures from a table without fault."""
    return tuple(Exposure(**row) for row in frame.iter_rows(named=True))
