"""``past_contracts``: marks of the day and what became of each contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.inputs.gates import GateKind
from levier.workspace.inputs.past_contracts import PastContract
from levier.workspace.reading.contract_marks import check_criteria, check_marks
from levier.workspace.reading.gate_rows import gate_column

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet

_CONTRACT = ("gate", "contract")


def read_past_contracts(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``PastContract``."""
    succeeded = sheet.yes_no("succeeded")
    sheet.text("succeeded", required=True)
    frame = pl.DataFrame(
        {
            "gate": gate_column(sheet, known, GateKind.CONTRACT),
            "contract": sheet.text("contract", required=True),
            "criterion": sheet.text("criterion", required=True),
            "score": sheet.number("score", required=True),
            "succeeded": succeeded,
            "known_on": sheet.day("known_on"),
        }
    )
    sheet.once((*_CONTRACT, "criterion"))
    check_criteria(sheet, frame, known)
    check_marks(sheet, frame, known)
    _check_outcome(sheet, frame)
    return frame


def past_contracts(frame: pl.DataFrame) -> tuple[PastContract, ...]:
    """Build the rows from a table without fault."""
    return tuple(PastContract(**row) for row in frame.iter_rows(named=True))


def _check_outcome(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Refuse a contract that both succeeded and did not."""
    said = frame.select(pl.col("succeeded").first().over(_CONTRACT)).to_series()
    differs = (said != frame["succeeded"]).fill_null(value=False)
    sheet.fault(differs, "succeeded", "two_outcomes")
