"""``sessions``: the lines of the agendas of a committee, with what came out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.inputs.sessions import OUTCOMES, AgendaLine, AgendaOutcome, AgendaPurpose

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet


def read_sessions(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``AgendaLine``."""
    purpose = sheet.choice("purpose", AgendaPurpose)
    frame = pl.DataFrame(
        {
            "date": sheet.day("date", required=True),
            "decision": sheet.reference("decision", known.decisions, "unknown_decision"),
            "title": sheet.text("title").fill_null(""),
            "purpose": purpose.fill_null(AgendaPurpose.DECIDE.value),
            "outcome": sheet.choice("outcome", AgendaOutcome),
            "reason": sheet.text("reason").fill_null(""),
            "next_owner": sheet.text("next_owner").fill_null(""),
            "next_on": sheet.day("next_on"),
        }
    )
    sheet.once(("date", "title", "decision"))
    misread = purpose.is_null() & sheet.text("purpose").is_not_null()
    _check_outcomes(sheet, frame.select(pl.when(~misread).then("purpose"), "outcome"))
    return frame


def sessions(frame: pl.DataFrame) -> tuple[AgendaLine, ...]:
    """Build the rows from a table without fault."""
    return tuple(_line(row) for row in frame.iter_rows(named=True))


def _check_outcomes(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Note what can come out of a decision but not of a review, and the other way round."""
    for purpose, outcomes in OUTCOMES.items():
        possible = [one.value for one in outcomes]
        wrong = (frame["purpose"] == purpose.value) & ~frame["outcome"].is_in(possible)
        fields = {"purpose": purpose.value, "known": ", ".join(sorted(possible))}
        sheet.fault(
            wrong,
            "outcome",
            "outcome_of_other_purpose",
            lambda _, fields=fields: fields,  # type: ignore[misc]
        )


def _line(row: dict[str, Any]) -> AgendaLine:
    outcome = row.pop("outcome")
    purpose = AgendaPurpose(row.pop("purpose"))
    return AgendaLine(purpose=purpose, outcome=AgendaOutcome(outcome) if outcome else None, **row)
