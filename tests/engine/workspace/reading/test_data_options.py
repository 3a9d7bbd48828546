"""``[data]``, publications and rows that come several times: what they read as, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.engine.workspace.reading.folder_fixture import (
    FILES,
    SETTINGS,
    Case,
    cases,
    check_case,
    edit,
    put,
    write_folder,
)

from levier.workspace.model import (
    BreakHandling,
    DataOptions,
    Duplicates,
    Merged,
    OutageHandling,
    VintageChoice,
)
from levier.workspace.reading import read
from levier.workspace.reading.instants import parse_instants

F, M = "levier.toml", "metrics.csv"
HEADER = "date,metric,value,unit,weight"
DATA = SETTINGS + '\n[data]\nincomplete_last = 2\noutages = "mask"\nduplicates = "{}"\n'
TWICE = FILES[M] + "2025-01-14,visits,111,,\n2025-01-13,nps,8,,60\n"


def test_options_are_those_of_data_then_of_the_metric(tmp_path: Path) -> None:
    own = '\n[metrics.nps.data]\noutages = "show"\nvintages = "Mature"\ndefinition_breaks = "model"'
    write_folder(tmp_path, levier=DATA.format("first") + own)
    metrics = read(tmp_path).metrics
    usual = DataOptions(2, Duplicates.FIRST, outages=OutageHandling.MASK)
    assert metrics["orders"].data == usual
    assert metrics["nps"].data == DataOptions(
        2, Duplicates.FIRST, VintageChoice.MATURE, OutageHandling.SHOW, BreakHandling.MODEL
    )


def test_nothing_said_is_the_default(tmp_path: Path) -> None:
    workspace = read(write_folder(tmp_path))
    assert {one.data for one in workspace.metrics.values()} == {DataOptions()}
    assert (workspace.vintages, workspace.merged) == ({}, {})


@pytest.mark.parametrize(("duplicates", "visits"), [("first", 110.0), ("last", 111.0)])
def test_rows_that_come_several_times_are_made_one_as_told(
    duplicates: str, visits: float, tmp_path: Path
) -> None:
    write_folder(tmp_path, levier=DATA.format(duplicates), metrics=TWICE)
    workspace = read(tmp_path)
    assert workspace.observations["visits"].values.tolist() == [100.0, visits]
    assert workspace.merged["visits"] == Merged(1, date(2025, 1, 14), date(2025, 1, 14))
    assert set(workspace.merged) == {"visits", "nps"}


def test_amounts_are_added_up_when_told_so_and_means_never(tmp_path: Path) -> None:
    summed = TWICE.replace("2025-01-13,nps,8,,60\n", "")
    write_folder(tmp_path, levier=DATA.format("sum"), metrics=summed)
    assert read(tmp_path).observations["visits"].values.tolist() == [100.0, 221.0]
    check_case(
        Case(
            "means added up",
            (put(F, DATA.format("sum")), put(M, TWICE)),
            (M, 13, "date", "duplicate_row"),
            "nps",
        ),
        tmp_path / "mean",
    )


def test_every_publication_is_kept_and_the_latest_used(tmp_path: Path) -> None:
    rows = (
        "date,metric,value,unit,published_on\n"
        "2025-01-13,visits,100,,2025-01-14\n"
        "2025-01-13,visits,104,,2025-01-16T08:00:00+02:00\n"
        "2025-01-14,visits,90,,2025-01-16T06:00:00Z\n"
        "2025-01-13,orders,10,north,\n"
        "2025-01-13,margin,5,,\n"
        "2025-01-13,nps,7,,\n"
    )
    workspace = read(write_folder(tmp_path, metrics=rows))
    vintages = workspace.vintages["visits"]
    assert vintages.rows.values.tolist() == [100, 104, 90]
    assert vintages.published.tolist() == [
        np.datetime64(one).item()
        for one in ("2025-01-14T00:00:00", "2025-01-16T06:00:00", "2025-01-16T06:00:00")
    ]
    assert workspace.observations["visits"].values.tolist() == [104, 90]
    assert set(workspace.vintages) == {"visits"}


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2025-06-30", "2025-06-30T00:00:00"),
        ("30/06/2025", "2025-06-30T00:00:00"),
        ("2025-06-30T22:30:00-04:00", "2025-07-01T02:30:00"),
        ("2025-06-30 22:30", "2025-06-30T22:30:00"),
        ("2025-06-30T22:30:05.250Z", "2025-06-30T22:30:05.250"),
    ],
)
def test_instants_are_taken_to_universal_time(written: str, read_as: str) -> None:
    parsed = parse_instants(pl.Series([written, None]))
    assert parsed.values.to_list() == [np.datetime64(read_as).item(), None]
    assert not any(rows.any() for rows in parsed.problems.values())


@pytest.mark.parametrize(
    ("written", "code"),
    [("soon", "not_a_date"), ("2025-06-31T10:00", "date_with_time"),
     ("2300-01-01T10:00", "date_out_of_range")],
)  # fmt: skip
def test_what_is_no_instant_is_said(written: str, code: str) -> None:
    parsed = parse_instants(pl.Series([written]))
    assert parsed.values.to_list() == [None]
    assert [name for name, rows in parsed.problems.items() if rows.any()] == [code]


def published(text: str) -> str:
    """Give visits two rows, published on 20 January and on ``text``."""
    rows = [line + "," for line in FILES[M].splitlines()[1:]]
    rows[4], rows[5] = rows[4] + "2025-01-20", rows[5] + text
    return "\n".join([f"{HEADER},published_on", *rows, ""])


MALFORMED = cases(
    Case(
        "publication on some rows",
        put(M, published("")),
        (M, 7, "published_on", "mixed_publications"),
        "visits",
    ),
    Case(
        "publication that is no date",
        put(M, published("soon")),
        (M, 7, "published_on", "not_a_date"),
        "soon",
    ),
    Case(
        "same publication twice",
        put(M, published("2025-01-20") + "2025-01-13,visits,1,,,2025-01-20\n"),
        (M, 12, "date", "duplicate_row"),
        "2025-01-20",
    ),
    Case(
        "unfinished periods in words",
        edit(F, "seed = 7", 'seed = 7\n\n[data]\nincomplete_last = "some"'),
        (F, 54, "data.incomplete_last", "bad_incomplete_last"),
        "366",
    ),
    Case(
        "unknown handling of one metric",
        edit(F, "[[rates]]", '[metrics.nps.data]\noutages = "hide"\n\n[[rates]]'),
        (F, 46, "metrics.nps.data.outages", "unknown_choice"),
        "hide",
    ),
    Case(
        "data that is no table",
        edit(F, 'unit = "points"', 'unit = "points"\ndata = 3'),
        (F, 34, "metrics.nps.data", "not_table_in_toml"),
        "metrics.nps.data",
    ),
)


@MALFORMED
def test_what_cannot_be_obeyed_is_refused_at_the_right_line(case: Case, tmp_path: Path) -> None:
    check_case(case, tmp_path)
