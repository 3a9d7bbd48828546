"""The workbook: opens it, calls each sheet in turn, and puts the file in place whole."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import xlsxwriter

from levier.workspace.report.wording import Wording
from levier.workspace.writing.atomic import replacing
from levier.workspace.writing.xlsx.costs import write_costs
from levier.workspace.writing.xlsx.data import write_data
from levier.workspace.writing.xlsx.effects import write_effects
from levier.workspace.writing.xlsx.ledger_book import LedgerBook
from levier.workspace.writing.xlsx.reconciliation import write_reconciliation
from levier.workspace.writing.xlsx.remarks import write_not_measured, write_provenance
from levier.workspace.writing.xlsx.totals import write_totals

if TYPE_CHECKING:
    from pathlib import Path

    from levier.language import Language
    from levier.workspace.results import Results


def write_xlsx(results: Results, path: str | Path, language: Language = "en") -> None:
    """Write the ledger for finance to ``path``, whole or not at all.

    Sheets: one row per effect; totals; the reconciliation of each metric with a formula that
    must give zero; costs at the rate of their day; what was not measured; what was found about
    the data; provenance. Text is never taken for a formula. The same results give the same file.

    Parameters
    ----------
    results
        What was measured.
    path
        The ``.xlsx`` file to write.
    language
        Language of the sheets, and their number and date formats.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    with replacing(path) as temporary:
        workbook = xlsxwriter.Workbook(str(temporary), {"strings_to_formulas": False})
        book = LedgerBook.of(workbook, Wording(results, language))
        _describe(book)
        write_effects(book)
        write_totals(book)
        write_reconciliation(book)
        write_costs(book)
        write_not_measured(book)
        write_data(book)
        write_provenance(book)
        workbook.close()


def _describe(book: LedgerBook) -> None:
    results, wording = book.wording.results, book.wording
    day = wording.day(results.as_of)
    title = wording.say("ledger.title", company=results.workspace.company.name, day=day)
    # The day of the results, not the clock's: the same results give the same bytes.
    created = datetime.combine(results.as_of, time(), tzinfo=UTC).replace(tzinfo=None)
    book.workbook.set_properties({"title": title, "created": created})
