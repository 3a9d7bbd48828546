"""``levier allocate`` as it is typed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.command_line import levier

SETTINGS = """\
[company]
name = "Shop"
currency = "EUR"

[allocations.cloud]
title = "Cloud"
method = "usage"
"""
BILLS = "id,date,pool,amount\nF1,2025-06-30,cloud,100.00\nF2,2025-07-31,cloud,50.01\n"
USAGE = """\
date,pool,consumer,quantity
2025-06-30,cloud,=Shop,2
2025-06-30,cloud,Stock,1
2025-07-31,cloud,Stock,1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a folder of two bills, and nothing to measure."""
    for name, text in (("levier.toml", SETTINGS), ("bills.csv", BILLS), ("usage.csv", USAGE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_it_prints_statements_that_add_up(folder: Path) -> None:
    result = levier("allocate", folder)
    assert result.exit_code == 0
    assert "€150.01 was billed and €150.01 is charged, to the cent." in result.output
    assert "€83.34" in result.output


def test_it_speaks_french(folder: Path) -> None:
    result = levier("allocate", folder, "--language", "fr", "--month", "2025-06")
    assert "100,00\u202f€ ont été facturés" in result.output


def test_json_csv_and_page(folder: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.json", "a.csv", "a.html")]
    result = levier("allocate", folder, "--json", files[0], "--csv", files[1], "--report", files[2])
    assert result.exit_code == 0
    assert json.loads(files[0].read_text())["schema"] == "levier.allocation/1"
    rows = list(csv.DictReader(io.StringIO(files[1].read_text())))
    assert sum(round(100 * float(row["amount"])) for row in rows) == 15_001
    assert rows[0]["consumer"] == "'=Shop"
    page = files[2].read_text()
    assert "=Shop" in page
    assert "http://" not in page
    assert "https://" not in page


def test_faults_are_all_said_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    (folder / "bills.csv").write_text(BILLS + "F2,2025-13-01,clod,x\n", encoding="utf-8")
    result = levier("allocate", folder, "--json", tmp_path / "a.json")
    assert result.exit_code == 2
    for said in ("bills.csv:4", "clod", "2025-13-01", "“x”"):
        assert said in result.stderr
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize("month", ["2025", "2025-15", "June"])
def test_a_month_is_written_as_a_month(folder: Path, month: str) -> None:
    assert levier("allocate", folder, "--month", month).exit_code == 2


def test_an_empty_folder_says_what_to_add(tmp_path: Path) -> None:
    (tmp_path / "levier.toml").write_text(SETTINGS, encoding="utf-8")
    result = levier("allocate", tmp_path)
    assert result.exit_code == 2
    assert "bills.csv (id, date, pool, amount)" in result.stderr


def test_a_name_commands_no_terminal(folder: Path) -> None:
    hostile = USAGE.replace("Stock", "\x1b[31mStock\u202e")
    (folder / "usage.csv").write_text(hostile, encoding="utf-8")
    page = folder / "a.html"
    result = levier("allocate", folder, "--report", page)
    assert result.exit_code == 0
    for shown in (result.output, page.read_text(encoding="utf-8")):
        assert "\\x1b[31mStock\\u202e" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    (folder / "levier.toml").write_text(
        SETTINGS.replace(
            "[allocations.cloud]", '[clients."\\u001b[2J"]\nmargin = 0.5\n[allocations.cloud]'
        ),
        encoding="utf-8",
    )
    refused = levier("simulate", "client-exit", folder, "--client", "other")
    assert refused.exit_code == 2
    assert "\\x1b[2J" in refused.output


def test_what_nobody_bears_is_listed_as_far_as_somebody_reads(folder: Path) -> None:
    rows = "".join(f"B{rank:02},2025-08-31,cloud,1\n" for rank in range(30))
    (folder / "bills.csv").write_text("id,date,pool,amount\n" + rows, encoding="utf-8")
    result = levier("allocate", folder)
    assert result.output.count("No use is known for that month") == 20
    assert "… and 10 more" in result.output
