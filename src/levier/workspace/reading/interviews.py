"""``interviews``: what each voice said of the problem of a gate."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.inputs.gates import GateKind
from levier.workspace.inputs.interviews import Interview, VoiceSource
from levier.workspace.reading.gate_rows import gate_column

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet

BETWEEN_THEMES = "|"


def read_interviews(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``Interview``."""
    frame = pl.DataFrame(
        {
            "gate": gate_column(sheet, known, GateKind.PROBLEM_SHARE),
            "customer": _fingerprints(sheet.text("customer", required=True)),
            "date": sheet.day("date", required=True),
            "active": sheet.yes_no("active").fill_null(value=True),
            "spontaneous": sheet.yes_no("spontaneous").fill_null(value=False),
            "segment": sheet.text("segment").fill_null(""),
            "source": sheet.choice("source", VoiceSource).fill_null(VoiceSource.INTERVIEW.value),
            "themes": sheet.text("theme").fill_null(""),
        }
    )
    _check_population(sheet, frame, known)
    return frame


def interviews(frame: pl.DataFrame) -> tuple[Interview, ...]:
    """Build the rows from a table without fault."""
    return tuple(_interview(row) for row in frame.iter_rows(named=True))


def _interview(row: dict[str, Any]) -> Interview:
    themes = (_normalised(one) for one in row.pop("themes").split(BETWEEN_THEMES))
    named = tuple(dict.fromkeys(one for one in themes if one))
    return Interview(source=VoiceSource(row.pop("source")), themes=named, **row)


def _fingerprints(cells: pl.Series) -> pl.Series:
    """Forget the names: what is kept only tells whether two notes are of one customer."""
    return pl.Series(
        [None if cell is None else _fingerprint(cell) for cell in cells], dtype=pl.String
    )


def _fingerprint(name: str) -> str:
    return hashlib.sha256(_normalised(name).encode()).hexdigest()[:32]


def _normalised(text: str) -> str:
    """Forgive case, blanks and the several ways to write one character."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _check_population(sheet: Sheet, frame: pl.DataFrame, known: Known) -> None:
    """Refuse a gate for which more active customers were heard than are said to exist."""
    heard = frame.filter(pl.col("active") & (pl.col("source") != VoiceSource.COLLEAGUE.value))
    for name, gate in (known.gates or {}).items():
        found = heard.filter(pl.col("gate") == name)["customer"].drop_nulls().n_unique()
        if gate.active_customers is not None and found > gate.active_customers:
            _note_population(sheet, frame["gate"] == name, found, gate.active_customers)


def _note_population(sheet: Sheet, rows: pl.Series, sampled: int, population: int) -> None:
    """Note it once, on the first row of the gate."""
    own = rows.fill_null(value=False)

    def fields(_: int) -> dict[str, object]:
        return {"sampled": sampled, "population": population}

    first = own & (own.cast(pl.Int64).cum_sum() == 1)
    sheet.fault(first, "gate", "sampled_over_active", fields)
