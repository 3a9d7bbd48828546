"""``activations``: what a stop rule counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.inputs.activations import Activation
from levier.workspace.inputs.gates import GateKind
from levier.workspace.reading.gate_rows import gate_column

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet


def read_activations(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``Activation``."""
    frame = pl.DataFrame(
        {
            "gate": gate_column(sheet, known, GateKind.STOP_RULE),
            "date": sheet.day("date", required=True),
            "count": sheet.whole("count", required=True),
        }
    )
    sheet.once(("gate", "date"))
    _check_totals(sheet, frame, known)
    return frame


def activations(frame: pl.DataFrame) -> tuple[Activation, ...]:
    """Build the rows from a table without fault."""
    return tuple(Activation(**row) for row in frame.iter_rows(named=True))


def _check_totals(sheet: Sheet, frame: pl.DataFrame, known: Known) -> None:
    """Refuse a running total that falls."""
    running = [name for name, gate in (known.gates or {}).items() if gate.cumulative]
    ordered = frame.with_row_index("row").sort("gate", "date")
    fallen = ordered["count"] < ordered.select(pl.col("count").shift().over("gate")).to_series()
    wrong = ordered.filter(fallen & pl.col("gate").is_in(running))["row"].to_list()
    rows = pl.Series([row in set(wrong) for row in range(frame.height)], dtype=pl.Boolean)
    sheet.fault(rows, "count", "total_falls")
