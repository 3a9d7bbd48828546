"""The lives of products and the agendas of committees: what is read, and each of their faults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from levier.errors import InvalidWorkspace
from levier.workspace.inputs.phases import ProductPhase
from levier.workspace.inputs.sessions import AgendaLine, AgendaOutcome, AgendaPurpose
from levier.workspace.model import Workspace
from levier.workspace.reading import read

SETTINGS = '[company]\nname = "Acme"\ncurrency = "EUR"\n'
DECISIONS = "id,title,starts_on\nprice,New prices,2026-01-05\n"
PHASES = "product,phase,starts_on,ends_on,comment\n"
SESSIONS = "date,decision,title,purpose,outcome,reason,next_owner,next_on\n"


def understood(tmp_path: Path, **tables: str) -> Workspace:
    (tmp_path / "levier.toml").write_text(SETTINGS, encoding="utf-8")
    for stem, text in {"decisions": DECISIONS, **tables}.items():
        (tmp_path / f"{stem}.csv").write_text(text, encoding="utf-8")
    return read(tmp_path, needed=())


def faults(tmp_path: Path, **tables: str) -> list[tuple[int, str, str]]:
    with pytest.raises(InvalidWorkspace) as caught:
        understood(tmp_path, **tables)
    assert all(fault.sentence("fr") != fault.sentence("en") for fault in caught.value.faults)
    return [(fault.line, fault.column, fault.code) for fault in caught.value.faults]


def test_phases_are_read_as_written(tmp_path: Path) -> None:
    rows = 'Shop,Discovery,2025-01-06,2025-03-31,"Two, then three"\nShop,Build,2025-04-01,,\n'
    assert understood(tmp_path, phases=PHASES + rows).phases == (
        ProductPhase("Shop", "Discovery", date(2025, 1, 6), date(2025, 3, 31), "Two, then three"),
        ProductPhase("Shop", "Build", date(2025, 4, 1)),
    )


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (",Build,2025-04-01,,\n", "product", "missing_value"),
        ("a@b.org,Build,2025-04-01,,\n", "product", "person_named"),
        ("Shop,,2025-04-01,,\n", "phase", "missing_value"),
        ("Shop,Build,,,\n", "starts_on", "missing_value"),
        ("Shop,Build,spring,,\n", "starts_on", "not_a_date"),
        ("Shop,Build,2025-04-02,2025-04-01,\n", "ends_on", "end_before_start"),
    ],
)
def test_each_fault_of_a_phase(tmp_path: Path, row: str, column: str, code: str) -> None:
    assert faults(tmp_path, phases=PHASES + row) == [(2, column, code)]


def test_a_product_enters_a_phase_once_on_a_day(tmp_path: Path) -> None:
    rows = "Shop,Build,2025-04-01,,\n" * 2
    assert faults(tmp_path, phases=PHASES + rows) == [(3, "product", "duplicate_row")]


def test_agendas_are_read_as_written(tmp_path: Path) -> None:
    rows = (
        "2026-02-02,price,February,review,Continued,As hoped,Finance,2026-03-01\n"
        "2026-03-02,price,,,,,,\n"
    )
    assert understood(tmp_path, sessions=SESSIONS + rows).sessions == (
        AgendaLine(
            date(2026, 2, 2),
            "price",
            "February",
            AgendaPurpose.REVIEW,
            AgendaOutcome.CONTINUED,
            "As hoped",
            "Finance",
            date(2026, 3, 1),
        ),
        AgendaLine(date(2026, 3, 2), "price"),
    )


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (",price,,,,,,\n", "date", "missing_value"),
        ("2026-02-02,,,,,,,\n", "decision", "missing_value"),
        ("2026-02-02,prices,,,,,,\n", "decision", "unknown_decision"),
        ("2026-02-02,price,,reveiw,continued,,,\n", "purpose", "unknown_choice"),
        ("2026-02-02,price,,review,done,,,\n", "outcome", "unknown_choice"),
        ("2026-02-02,price,,review,decided,,,\n", "outcome", "outcome_of_other_purpose"),
        ("2026-02-02,price,,,stopped,,,\n", "outcome", "outcome_of_other_purpose"),
        ("2026-02-02,price,,,decided,,a@b.org,\n", "next_owner", "person_named"),
        ("2026-02-02,price,,,decided,,,soon\n", "next_on", "not_a_date"),
    ],
)
def test_each_fault_of_an_agenda(tmp_path: Path, row: str, column: str, code: str) -> None:
    assert faults(tmp_path, sessions=SESSIONS + row) == [(2, column, code)]


def test_a_decision_comes_once_to_a_session(tmp_path: Path) -> None:
    rows = "2026-02-02,price,,,decided,,,\n" * 2
    assert faults(tmp_path, sessions=SESSIONS + rows) == [(3, "date", "duplicate_row")]


def test_two_sessions_of_one_day_are_told_apart_by_their_titles(tmp_path: Path) -> None:
    rows = "2026-02-02,price,Morning,,postponed,,,\n2026-02-02,price,Evening,,decided,,,\n"
    assert len(understood(tmp_path, sessions=SESSIONS + rows).sessions) == 2
