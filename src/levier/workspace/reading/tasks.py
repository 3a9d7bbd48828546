"""``tasks``: sessions with people who are no experts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.inputs.gates import GateKind
from levier.workspace.inputs.tasks import TaskRow
from levier.workspace.reading.gate_rows import gate_column, part_of

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet


def read_tasks(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``TaskRow``."""
    sessions, successes = (sheet.whole(name, required=True) for name in ("sessions", "successes"))
    frame = pl.DataFrame(
        {
            "gate": gate_column(sheet, known, GateKind.TASK_SUCCESS),
            "task": sheet.text("task", required=True),
            "sessions": sessions,
            "successes": successes,
            "profile": sheet.text("profile").fill_null(""),
            "date": sheet.day("date"),
        }
    )
    part_of(sheet, ("successes", successes), ("sessions", sessions), "successes_over_sessions")
    sheet.once(("gate", "task", "profile", "date"))
    return frame


def tasks(frame: pl.DataFrame) -> tuple[TaskRow, ...]:
    """Build the rows from a table without fault."""
    whole = frame.with_columns(pl.col("sessions", "successes").cast(pl.Int64))
    return tuple(TaskRow(**row) for row in whole.iter_rows(named=True))
