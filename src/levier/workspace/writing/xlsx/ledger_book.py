"""The workbook of one measurement: a book that knows its results and how they are worded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier.workspace.writing.xlsx.book import Book

if TYPE_CHECKING:
    from levier.workspace.report.wording import Wording


@dataclass(slots=True, kw_only=True)
class LedgerBook(Book):
    """A book with the results that it shows."""

    wording: Wording

    @classmethod
    def of(cls, workbook: Any, wording: Wording) -> LedgerBook:  # noqa: ANN401 - an untyped library
        """Open the book of some results."""
        return cls(
            workbook,
            wording.results.currency,
            wording.language,
            lambda key: wording.say(f"ledger.{key}"),
            wording=wording,
        )
