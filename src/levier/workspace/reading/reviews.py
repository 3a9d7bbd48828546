"""``reviews``: what each function says of a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.inputs.gates import GateKind
from levier.workspace.inputs.reviews import ContractReview
from levier.workspace.reading.contract_marks import check_criteria, check_marks
from levier.workspace.reading.gate_rows import gate_column

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet


def read_reviews(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``ContractReview``."""
    frame = pl.DataFrame(
        {
            "gate": gate_column(sheet, known, GateKind.CONTRACT),
            "contract": sheet.text("contract").fill_null(""),
            "function": sheet.text("function", required=True).str.to_lowercase(),
            "criterion": sheet.text("criterion", required=True),
            "score": sheet.number("score"),
            "veto": sheet.yes_no("veto").fill_null(value=False),
            "reason": sheet.text("reason").fill_null(""),
            "reviewed_on": sheet.day("reviewed_on"),
        }
    )
    sheet.once(("gate", "contract", "function", "criterion"))
    check_criteria(sheet, frame, known)
    check_marks(sheet, frame, known)
    _check_functions(sheet, frame, known)
    _check_said(sheet, frame)
    return frame


def reviews(frame: pl.DataFrame) -> tuple[ContractReview, ...]:
    """Build the rows from a table without fault."""
    return tuple(ContractReview(**row) for row in frame.iter_rows(named=True))


def _check_functions(sheet: Sheet, frame: pl.DataFrame, known: Known) -> None:
    for name, gate in (known.gates or {}).items():
        asked = [one.lower() for one in gate.functions]
        of_gate = (frame["gate"] == name).fill_null(value=False)
        strange = ~frame["function"].is_in(asked) & frame["function"].is_not_null()
        sheet.fault_near(of_gate & strange, "function", "unknown_function", asked)


def _check_said(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Note the rows that neither mark nor veto, and the vetoes without a reason."""
    silent = frame["score"].is_null() & ~frame["veto"]
    sheet.fault(silent & (sheet.text("score").is_null()), "score", "mark_or_veto")
    sheet.fault(frame["veto"] & (frame["reason"] == ""), "reason", "veto_without_reason")
