"""The files of the practices around the chain, each read on its own.

The name of a file is that of the field of ``Workspace`` which holds its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.workspace.reading.activations import activations, read_activations
from levier.workspace.reading.bills import bills, read_bills
from levier.workspace.reading.disputes import disputes, read_disputes
from levier.workspace.reading.focus import focus, read_focus
from levier.workspace.reading.interviews import interviews, read_interviews
from levier.workspace.reading.invoices import invoices, read_invoices
from levier.workspace.reading.opportunities import opportunities, read_opportunities
from levier.workspace.reading.paid_tests import paid_tests, read_paid_tests
from levier.workspace.reading.past_contracts import past_contracts, read_past_contracts
from levier.workspace.reading.past_forecasts import past_forecasts, read_past_forecasts
from levier.workspace.reading.past_projects import past_projects, read_past_projects
from levier.workspace.reading.phases import phases, read_phases
from levier.workspace.reading.practice import Known, PracticeTable
from levier.workspace.reading.reviews import read_reviews, reviews
from levier.workspace.reading.sessions import read_sessions, sessions
from levier.workspace.reading.tasks import read_tasks, tasks
from levier.workspace.reading.usage import read_usage, usage

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from levier.workspace.reading.sheet import Sheet

PRACTICE_TABLES: Mapping[str, PracticeTable] = {
    "opportunities": PracticeTable(read_opportunities, opportunities),
    "usage": PracticeTable(read_usage, usage),
    "invoices": PracticeTable(read_invoices, invoices),
    "bills": PracticeTable(read_bills, bills),
    "focus": PracticeTable(read_focus, focus),
    "disputes": PracticeTable(read_disputes, disputes),
    "interviews": PracticeTable(read_interviews, interviews),
    "paid_tests": PracticeTable(read_paid_tests, paid_tests),
    "tasks": PracticeTable(read_tasks, tasks),
    "activations": PracticeTable(read_activations, activations),
    "reviews": PracticeTable(read_reviews, reviews),
    "past_contracts": PracticeTable(read_past_contracts, past_contracts),
    "past_forecasts": PracticeTable(read_past_forecasts, past_forecasts),
    "past_projects": PracticeTable(read_past_projects, past_projects),
    "phases": PracticeTable(read_phases, phases),
    "sessions": PracticeTable(read_sessions, sessions),
}


def read_practice_tables(sheets: Mapping[str, Sheet], known: Known) -> dict[str, pl.DataFrame]:
    """Read and check those of the files that are there."""
    return {
        stem: table.read(sheets[stem], known)
        for stem, table in PRACTICE_TABLES.items()
        if stem in sheets
    }


def practice_rows(frames: Mapping[str, pl.DataFrame]) -> dict[str, tuple[Any, ...]]:
    """Build the rows of each, by field of ``Workspace``."""
    return {
        stem: table.build(frames[stem]) for stem, table in PRACTICE_TABLES.items() if stem in frames
    }
