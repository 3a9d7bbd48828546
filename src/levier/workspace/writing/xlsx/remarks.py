"""Sheets "Not measured" and "Provenance"."""

from __future__ import annotations

from levier.workspace.writing.xlsx.book import Column
from levier.workspace.writing.xlsx.ledger_book import LedgerBook


def write_not_measured(book: LedgerBook) -> None:
    """Write what got no answer, and why."""
    columns = (Column("decision", 40), Column("metric", 24), Column("reason", 90, "long"))
    sheet = book.sheet("not_measured", columns)
    wording = book.wording
    for item in wording.results.not_measured:
        sheet.add(
            wording.decision(item.decision),
            wording.metric(item.metric),
            item.sentence[wording.language],
        )
    sheet.filter()


def write_provenance(book: LedgerBook) -> None:
    """Write what is needed to get the same answer again."""
    sheet = book.sheet("provenance", (Column("key", 36), Column("value", 80, "long")))
    wording, results = book.wording, book.wording.results
    origin = results.provenance
    sheet.add(wording.say("ledger.provenance.company"), results.workspace.company.name)
    sheet.add(wording.say("ledger.provenance.currency"), results.currency)
    sheet.add(wording.say("report.provenance.as_of"), wording.day(results.as_of))
    sheet.add(wording.say("report.provenance.version"), origin.levier)
    sheet.add(wording.say("report.provenance.fingerprint"), origin.fingerprint)
    sheet.add(wording.say("report.provenance.seed"), str(origin.seed))
    sheet.add(wording.say("report.provenance.draws"), str(origin.draws))
    sheet.add(wording.say("report.provenance.priors"), wording.priors())
