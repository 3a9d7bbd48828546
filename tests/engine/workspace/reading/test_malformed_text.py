"""Tables that are not well cut into lines and cells, and headers that do not fit."""

from __future__ import annotations

from pathlib import Path

from tests.engine.workspace.reading.folder_fixture import (
    FILES,
    Case,
    cases,
    check_case,
    edit,
    put,
    refused,
    write_folder,
)

D = "decisions.csv"

MALFORMED = cases(
    Case(
        "unclosed quote",
        edit(D, "New prices", '"New prices'),
        (D, 3, "", "unclosed_quote"),
        '""',
    ),
    Case(
        "unclosed quote in the header",
        edit("costs.csv", "date", '"date'),
        ("costs.csv", 1, "", "unclosed_quote"),
        '""',
    ),
    Case(
        "text after a quote",
        edit(D, "New prices", '"New" prices'),
        (D, 3, "", "bad_quote"),
        '""',
    ),
    Case(
        "decimal comma between commas",
        edit("metrics.csv", "5000.5", "5000,5"),
        ("metrics.csv", 8, "", "too_many_fields"),
        "5000,5",
    ),
    Case(
        "too few cells",
        edit("metrics.csv", "margin,5200,,", "margin,5200"),
        ("metrics.csv", 9, "", "too_few_fields"),
        "5200",
    ),
    Case(
        "line numbers after a cell of several lines",
        edit(D, "One-page checkout,2025-01-14", '"One-page\n\ncheckout",2025-13-14'),
        (D, 2, "starts_on", "impossible_date"),
        "2025-13-14",
    ),
    Case(
        "fault below a cell of several lines",
        (
            put(
                D,
                FILES[D]
                .replace("One-page checkout", '"One-page\n\ncheckout"')
                .replace("2025-02-01", "soon"),
            ),
        ),
        (D, 5, "starts_on", "not_a_date"),
        "soon",
    ),
    Case(
        "fault below blank lines",
        edit("metrics.csv", "2025-02-28,margin,5200", "\n\n,,,,\n2025-02-28,margin,many"),
        ("metrics.csv", 12, "value", "not_a_number"),
        "many",
    ),
    Case(
        "too many columns",
        put("exposures.csv", "a," * 2000 + "\n"),
        ("exposures.csv", 1, "", "too_many_columns"),
        "2001",
    ),
    Case(
        "column twice",
        edit("exposures.csv", "ends_on,share", "unit,share"),
        ("exposures.csv", 1, "unit", "duplicate_column"),
        "unit",
    ),
    Case(
        "column missing",
        edit("exposures.csv", "decision,unit,starts_on", "decision,unit,when"),
        ("exposures.csv", 1, "starts_on", "missing_column"),
        "when",
    ),
    Case(
        "column misspelt",
        edit("exposures.csv", "decision,unit,starts_on", "decision,unit,start_on"),
        ("exposures.csv", 1, "starts_on", "misspelt_column"),
        "start_on",
    ),
)


@MALFORMED
def test_a_table_badly_written_is_mended_at_the_right_line(case: Case, tmp_path: Path) -> None:
    check_case(case, tmp_path)


def test_a_tabular_file_of_one_word_is_told_its_missing_columns(tmp_path: Path) -> None:
    write_folder(tmp_path, exposures="hello\nworld\n")
    assert [fault.code for fault in refused(tmp_path)] == ["missing_column"] * 3
