"""Every accepted way of writing the same table reads the same."""

from __future__ import annotations

import codecs
import gzip
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.engine.workspace.reading.folder_fixture import (
    FILES,
    edit,
    put,
    refused,
    remove,
    write_folder,
)

from levier.workspace.model import Workspace
from levier.workspace.reading import read

PLAIN = FILES["metrics.csv"]


def with_metrics(folder: Path, content: str | bytes, name: str = "metrics.csv") -> Workspace:
    write_folder(folder)
    remove("metrics.csv")(folder)
    put(name, content)(folder)
    return read(folder)


def margins(workspace: Workspace) -> list[float]:
    values: list[float] = workspace.observations["margin"].values.tolist()
    return values


FORMS = {
    "semicolons and decimal commas": PLAIN.replace(",", ";").replace("5000.5", "5000,5"),
    "tabs": PLAIN.replace(",", "\t"),
    "thousands with spaces": PLAIN.replace("5000.5", "5 000.5"),
    "thousands with no-break spaces": PLAIN.replace("5000.5", "5\u00a0000.5"),
    "thousands with narrow spaces": PLAIN.replace("5000.5", '"5\u202f000,5"'),
    "exponent": PLAIN.replace("5000.5", "5.0005e3"),
    "plus sign": PLAIN.replace("5000.5", "+5000.50"),
    "byte order mark": "\ufeff" + PLAIN,
    "header in capitals": PLAIN.replace("date,metric,value", " Date ,METRIC, Value"),
    "blanks around cells": PLAIN.replace(",margin,", " , margin ,  "),
    "blank lines": PLAIN.replace("\n", "\n\n,,,,\n"),
    "blank first line": "\n" + PLAIN,
    "quotes": PLAIN.replace("margin", '"margin"'),
    "line ends of Windows": PLAIN.replace("\n", "\r\n"),
    "line ends of old": PLAIN.replace("\n", "\r"),
    "no last line end": PLAIN.rstrip("\n"),
    "French dates": PLAIN.replace("2025-01-31", "31/01/2025").replace("2025-02-28", "28.02.2025"),
    "dates at midnight": PLAIN.replace("2025-01-31", "2025-01-31T00:00:00Z"),
    "dates at midnight in French": PLAIN.replace("2025-01-31", "31/01/2025 00:00"),
    "dates without zeros": PLAIN.replace("2025-01-31", "2025-1-31"),
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_form_is_forgiven(text: str, tmp_path: Path) -> None:
    workspace = with_metrics(tmp_path, text)
    assert margins(workspace) == [5000.5, 5200]
    assert workspace.observations["margin"].dates[0] == np.datetime64("2025-01-31")
    assert workspace.warnings == ()


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_wide_characters_with_their_mark_are_read(mark: bytes, tmp_path: Path) -> None:
    order = "le" if mark == codecs.BOM_UTF16_LE else "be"
    assert margins(with_metrics(tmp_path, mark + PLAIN.encode(f"utf-16-{order}"))) == [5000.5, 5200]


def test_gzip_in_several_pieces_is_read(tmp_path: Path) -> None:
    packed = gzip.compress(PLAIN[:50].encode()) + gzip.compress(PLAIN[50:].encode())
    assert margins(with_metrics(tmp_path, packed, "metrics.csv.gz")) == [5000.5, 5200]


def test_typed_columns_of_parquet_are_read(tmp_path: Path) -> None:
    write_folder(tmp_path)
    remove("metrics.csv")(tmp_path)
    frame = pl.read_csv(PLAIN.encode(), try_parse_dates=True).rename({"value": " Value "})
    frame.with_columns(pl.col("metric").cast(pl.Categorical)).write_parquet(
        tmp_path / "metrics.parquet"
    )
    workspace = read(tmp_path)
    assert margins(workspace) == [5000.5, 5200]
    assert workspace.observations["nps"].weights is not None


def test_a_settled_column_reads_its_other_dates_day_first(tmp_path: Path) -> None:
    write_folder(tmp_path)
    edit("decisions.csv", "2025-01-14,,", "14/01/2025,03/02/2025,")(tmp_path)
    edited = (tmp_path / "decisions.csv").read_text().replace("2025-02-01", "01/02/2025")
    put("decisions.csv", edited)(tmp_path)
    assert [fault.code for fault in refused(tmp_path)] == ["ambiguous_date"]
    put("decisions.csv", edited.replace("03/02/2025", ""))(tmp_path)
    assert read(tmp_path).decisions["price"].starts_on == date(2025, 2, 1)


def test_decimal_commas_settle_what_could_be_thousands(tmp_path: Path) -> None:
    text = PLAIN.replace(",", ";").replace("5000.5", "5,125").replace("7.5", "7,5")
    assert margins(with_metrics(tmp_path, text.replace("7.8", "7,8")))[0] == 5.125


def test_a_cell_of_several_lines_keeps_them(tmp_path: Path) -> None:
    title = '"One-page\ncheckout, ""quick"""'
    write_folder(tmp_path, decisions=FILES["decisions.csv"].replace("One-page checkout", title))
    assert read(tmp_path).decisions["checkout"].title == 'One-page\ncheckout, "quick"'


def test_a_quotation_mark_inside_a_plain_cell_is_kept(tmp_path: Path) -> None:
    changed = FILES["decisions.csv"].replace("New prices", '27" screens')
    write_folder(tmp_path, decisions=changed)
    assert read(tmp_path).decisions["price"].title == '27" screens'
