"""Marks of contracts: on a criterion of their gate, and within its scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from levier.workspace.inputs.gates import GateCriterion
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet


def check_criteria(sheet: Sheet, frame: pl.DataFrame, known: Known) -> None:
    """Note the rows whose criterion their gate does not have."""
    for name, gate in (known.gates or {}).items():
        if not gate.criteria:
            continue
        names = [one.name for one in gate.criteria]
        strange = ~frame["criterion"].is_in(names) & frame["criterion"].is_not_null()
        of_gate = (frame["gate"] == name).fill_null(value=False)
        sheet.fault_near(of_gate & strange, "criterion", "unknown_criterion", names)


def check_marks(sheet: Sheet, frame: pl.DataFrame, known: Known) -> None:
    """Note the marks that are outside the scale of their criterion."""
    for name, gate in (known.gates or {}).items():
        for criterion in gate.criteria:
            rows = (frame["gate"] == name) & (frame["criterion"] == criterion.name)
            _check_scale(sheet, frame, rows.fill_null(value=False), criterion)


def _check_scale(
    sheet: Sheet, frame: pl.DataFrame, rows: pl.Series, criterion: GateCriterion
) -> None:
    low, high = sorted((criterion.worst, criterion.best))
    outside = (frame["score"] < low) | (frame["score"] > high)
    more = {"least": f"{low:g}", "most": f"{high:g}", "criterion": criterion.name}
    sheet.fault(rows & outside.fill_null(value=False), "score", "mark_outside", lambda _: more)
