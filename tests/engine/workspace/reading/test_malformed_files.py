"""Files that are missing, doubled, damaged, too big or not what their name says."""

from __future__ import annotations

import gzip
import io
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from tests.engine.workspace.reading.folder_fixture import (
    FILES,
    Case,
    Spoil,
    cases,
    check_case,
    edit,
    place,
    put,
    refused,
    remove,
    write_folder,
)

from levier.language import LANGUAGES, Language
from levier.workspace.faults import Fault
from levier.workspace.reading import columnar, content, read
from levier.workspace.reading.nearest import by_likeness

METRICS = FILES["metrics.csv"]
PACKED = gzip.compress(METRICS.encode(), mtime=0)


def parquet(**columns: list[object]) -> bytes:
    file = io.BytesIO()
    pl.DataFrame(columns).write_parquet(file)
    return file.getvalue()


def instead(name: str, content: bytes) -> tuple[Spoil, Spoil]:
    return (remove("metrics.csv"), put(name, content))


def whole(name: str, code: str) -> tuple[str, int, str, str]:
    return (name, 0, "", code)


MALFORMED = cases(
    Case("no settings", remove("levier.toml"), whole("levier.toml", "missing_file"), "levier.toml"),
    Case("no decisions", remove("decisions.csv"), whole("decisions.csv", "missing_file"), "init"),
    Case(
        "misspelt file",
        lambda folder: (folder / "decisions.csv").rename(folder / "decision.csv"),
        whole("decisions.csv", "misspelt_file"),
        "decision.csv",
    ),
    Case(
        "two forms",
        put("metrics.csv.gz", PACKED),
        whole("metrics.csv.gz", "two_forms"),
        "metrics.csv",
    ),
    Case(
        "link out of the folder",
        (
            remove("costs.csv"),
            lambda folder: (folder / "costs.csv").symlink_to("/etc/hostname"),
        ),
        whole("costs.csv", "outside_folder"),
        "costs.csv",
    ),
    Case(
        "links that lead to one another",
        (remove("costs.csv"), lambda folder: (folder / "costs.csv").symlink_to("costs.csv")),
        whole("costs.csv", "unreadable"),
        "costs.csv",
    ),
    Case(
        "odd number of bytes in wide characters",
        put("costs.csv", "date,amount,team\n2025-01-10,5,Web\n".encode("utf-16") + b"\n"),
        (("costs.csv", 3, "", "not_utf8"), ("costs.csv", 3, "", "too_few_fields")),
        "UTF-8",
    ),
    Case(
        "folder instead of file",
        (remove("costs.csv"), lambda folder: (folder / "costs.csv").mkdir()),
        whole("costs.csv", "not_a_file"),
        "costs.csv",
    ),
    Case(
        "gzip that is not",
        instead("metrics.csv.gz", METRICS.encode()),
        whole("metrics.csv.gz", "not_gzip"),
        "metrics.csv.gz",
    ),
    Case(
        "truncated gzip",
        instead("metrics.csv.gz", PACKED[:-20]),
        whole("metrics.csv.gz", "truncated_gzip"),
        "metrics.csv.gz",
    ),
    Case(
        "damaged gzip",
        instead("metrics.csv.gz", PACKED[:40] + b"\0\0\0\0" + PACKED[44:]),
        whole("metrics.csv.gz", "not_gzip"),
        "metrics.csv.gz",
    ),
    Case(
        "parquet that is not",
        instead("metrics.parquet", b"PAR1 and nothing of the sort"),
        whole("metrics.parquet", "not_parquet"),
        "metrics.parquet",
    ),
    Case(
        "parquet with a list",
        instead("metrics.parquet", parquet(date=[["a"]], metric=["orders"], value=[1.0])),
        whole("metrics.parquet", "not_parquet"),
        "CSV",
    ),
    Case("gzip named csv", put("metrics.csv", PACKED), whole("metrics.csv", "not_text"), "gzip"),
    Case(
        "spreadsheet named csv",
        put("metrics.csv", b"PK\x03\x04 a workbook"),
        whole("metrics.csv", "not_text"),
        "Excel",
    ),
    Case(
        "parquet of other columns",
        instead("metrics.parquet", parquet(a=[1], b=[2])),
        (
            ("metrics.parquet", 0, "date", "missing_column"),
            ("metrics.parquet", 0, "metric", "missing_column"),
            ("metrics.parquet", 0, "value", "missing_column"),
        ),
        "a, b",
    ),
    Case("empty file", put("costs.csv", b""), whole("costs.csv", "empty_file"), "."),
    Case("blank file", put("costs.csv", b" \n\n"), whole("costs.csv", "empty_file"), "."),
    Case(
        "header only",
        put("costs.csv", "date,amount,team\n"),
        whole("costs.csv", "header_only"),
        "costs.csv",
    ),
    Case(
        "windows encoding",
        put("decisions.csv", FILES["decisions.csv"].replace("New", "Prix été").encode("cp1252")),
        ("decisions.csv", 3, "", "not_utf8"),
        "été",
    ),
    Case(
        "wide characters without their mark",
        put("costs.csv", b"date,amount,team\n2025-01-10,5\0,Web\n"),
        ("costs.csv", 2, "", "nul_byte"),
        "UTF-8",
    ),
)


@MALFORMED
def test_a_file_that_cannot_be_used_is_named_with_its_cure(case: Case, tmp_path: Path) -> None:
    check_case(case, tmp_path)


def test_a_path_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    faults = refused(tmp_path / "nowhere")
    assert [fault.code for fault in faults] == ["no_folder"]
    assert "nowhere" in faults[0].sentence("fr")


def test_the_other_faults_of_a_windows_file_are_found_in_the_same_go(tmp_path: Path) -> None:
    text = FILES["decisions.csv"].replace("New", "Prix été").replace("2025-02-01", "soon")
    write_folder(tmp_path)
    (tmp_path / "decisions.csv").write_bytes(text.encode("cp1252"))
    assert [fault.code for fault in refused(tmp_path)] == ["not_utf8", "not_a_date"]


def test_the_faults_of_several_files_come_together(tmp_path: Path) -> None:
    write_folder(tmp_path)
    edit("levier.toml", '"EUR"', '"EURO"')(tmp_path)
    edit("metrics.csv", "5000.5", "lots")(tmp_path)
    edit("costs.csv", "5000", "")(tmp_path)
    remove("decisions.csv")(tmp_path)
    assert [place(fault) for fault in refused(tmp_path)] == [
        ("costs.csv", 2, "amount", "no_amount"),
        ("decisions.csv", 0, "", "missing_file"),
        ("levier.toml", 3, "company.currency", "unknown_currency"),
        ("metrics.csv", 8, "value", "not_a_number"),
    ]


def test_twenty_faults_of_a_kind_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    rows = "".join(f"2025-01-{day:02},visits,x{day},,\n" for day in range(1, 32))
    write_folder(tmp_path, metrics="date,metric,value,unit,weight\n" + rows)
    faults = [fault for fault in refused(tmp_path) if fault.code == "not_a_number"]
    assert len(faults) == 20
    assert [fault.count for fault in faults] == [0] * 19 + [11]


@pytest.mark.parametrize("packed", [False, True])
def test_an_endless_line_is_refused_quickly_and_in_little_memory(
    packed: bool, tmp_path: Path
) -> None:
    read(write_folder(tmp_path))  # what is imported on first use is not measured
    name = "costs.csv.gz" if packed else "costs.csv"
    remove("costs.csv")(tmp_path)
    line = b"date,amount,product\n" + b"7" * 100_000_000
    put(name, gzip.compress(line, 1) if packed else line)(tmp_path)
    start = time.process_time()
    faults = refused(tmp_path)
    assert time.process_time() - start < 2
    assert [place(fault) for fault in faults] == [(name, 2, "", "line_too_long")]
    assert peak_memory(lambda: refused(tmp_path)) < 40_000_000


def peak_memory(call: Callable[[], object]) -> int:
    """Give the most bytes that a call held at once."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    write_folder(tmp_path)
    remove("costs.csv")(tmp_path)
    line = b"2025-01-10,5,checkout,,,,\n"
    put("costs.csv.gz", gzip.compress(line * 4_200_000, 6))(tmp_path)
    faults = refused(tmp_path)
    assert [place(fault) for fault in faults] == [("costs.csv.gz", 0, "", "compression_bomb")]
    assert "200" in faults[0].sentence("en")


@pytest.mark.parametrize("name", ["costs.csv", "costs.csv.gz", "metrics.parquet"])
def test_a_file_beyond_the_limit_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "LARGEST_FILE", 200)
    text = FILES["costs.csv"] * 10
    write_folder(tmp_path)
    remove(f"{name.split('.')[0]}.csv")(tmp_path)
    put(name, gzip.compress(text.encode()) if name.endswith("gz") else text)(tmp_path)
    monkeypatch.setattr(content, "MEGABYTE", 100)
    fault = next(fault for fault in refused(tmp_path) if fault.file == name)
    assert fault.code == "file_too_large"
    assert "2 MB" in fault.sentence("en")


def test_a_parquet_file_with_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columnar, "MOST_ROWS", 2)
    write_folder(tmp_path)
    remove("metrics.csv")(tmp_path)
    put("metrics.parquet", parquet(date=["2025-01-01"] * 3))(tmp_path)
    (fault,) = refused(tmp_path)
    assert place(fault) == ("metrics.parquet", 0, "", "too_many_rows")
    assert "2 rows" in fault.sentence("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_names_that_is_cut_ends_the_sentence(language: Language) -> None:
    known = by_likeness("sale", ["sales", "orders", "visits", "churn", "signups", "returns"])
    fault = Fault("f.csv", 2, "metric", "sale", "unknown_metric", {"known": known})
    assert fault.sentence(language).endswith(", …")
