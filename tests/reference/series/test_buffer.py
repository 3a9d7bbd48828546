"""Open metrics of Buffer: two documented traps in the publications of its weekly active users.

Between 18 and 23 June 2025 all past weeks were revised by about -3.8%, and the week of 22 June
was first published unfinished (94,630, then 125,056).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest
from tests.reference.data import reference_file
from tests.reference.folder import write_files

from levier.workspace.data_finding import DataFinding, FindingKind, Handling
from levier.workspace.data_quality.examine import examine
from levier.workspace.measurement.known_on import known_on
from levier.workspace.measurement.question import last_day
from levier.workspace.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.model import Workspace

FOLDER = "adoption_buffer_open_metrics"
SETTINGS = """[company]
name = "Buffer"
currency = "USD"
country = "US"

[metrics.users]
title = "Weekly active users"
unit = "users"
grain = "week"
direction = "up"
kind = "count"
"""
DECISIONS = "id,title,starts_on\nnone,None,2025-01-01\n"


@pytest.fixture(scope="module")
def buffer(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Read every publication of the weekly active users, as a workspace from the disk."""
    return read(_folder(tmp_path_factory.mktemp("buffer"), "company_weekly_active_users"))


def _folder(folder: Path, table: str) -> Path:
    frame = pl.read_csv(reference_file(f"{FOLDER}/{table}_vintages.csv.gz"))
    rows = frame.select(
        pl.col("week").alias("date"),
        pl.lit("users").alias("metric"),
        pl.col(frame.columns[-1]).alias("value"),
        pl.col("published_at").alias("published_on"),
    )
    files = {"levier.toml": SETTINGS, "decisions.csv": DECISIONS, "metrics.csv": rows.write_csv()}
    return write_files(folder, files)


def _findings(made: Workspace) -> tuple[DataFinding, ...]:
    return examine(made, last_day(made)).findings


def _only(found: tuple[DataFinding, ...], kind: FindingKind) -> DataFinding:
    (one,) = [finding for finding in found if finding.kind is kind]
    return one


def test_the_redefinition_is_found_between_its_two_publications(buffer: Workspace) -> None:
    """About -3.8%: to half a point, as the factor itself goes from -4.1% to -3.4% by week."""
    one = _only(_findings(buffer), FindingKind.REDEFINITION)
    assert (one.from_, one.to) == (date(2025, 6, 18), date(2025, 6, 23))
    assert one.figure == pytest.approx(-0.038, abs=0.005)


def test_weeks_published_only_before_it_still_count_the_old_way(buffer: Workspace) -> None:
    """Every publication holds 51 weeks: the first of the one of 23 June is that of 30 June 2024."""
    one = _only(_findings(buffer), FindingKind.REDEFINITION)
    assert one.suggestion is not None
    assert "starts_on = 2024-06-30" in one.suggestion["en"]


def test_the_unfinished_week_is_found_from_its_two_publications(buffer: Workspace) -> None:
    one = _only(_findings(buffer), FindingKind.UNFINISHED)
    assert one.from_ == date(2025, 6, 22)
    assert one.figure == pytest.approx(94_630 / 125_056 - 1)
    assert "94,630" in one.sentence["en"]
    assert "125\u202f056" in one.sentence["fr"]


@pytest.mark.parametrize("with_publications", [True, False])
def test_the_unfinished_week_is_found_on_its_day_from_the_values_alone(
    buffer: Workspace, *, with_publications: bool
) -> None:
    day = date(2025, 6, 30)
    then = known_on(buffer, day)
    if not with_publications:
        then = replace(then, vintages={})
    found = examine(then, day)
    one = _only(found.findings, FindingKind.INCOMPLETE_LAST)
    assert (one.from_, one.handling) == (date(2025, 6, 22), Handling.LEFT_OUT)
    assert then.observations["users"].values[-1] == 94_630
    assert found.workspace.observations["users"].dates[-1] == then.observations["users"].dates[-2]


def test_no_other_publication_of_the_users_has_an_unfinished_week(buffer: Workspace) -> None:
    days = {one.date() for one in buffer.vintages["users"].published.astype(object)}
    for day in sorted(days - {date(2025, 6, 30)}):
        found = examine(known_on(buffer, day), day).findings
        assert FindingKind.INCOMPLETE_LAST not in {one.kind for one in found}, day


@pytest.mark.parametrize("table", ["company_weekly_signups", "company_weekly_subscriptions"])
def test_metrics_that_were_never_redefined_have_no_redefinition(table: str, tmp_path: Path) -> None:
    made = read(_folder(tmp_path, table))
    assert FindingKind.REDEFINITION not in {one.kind for one in _findings(made)}
