"""A query on PostgreSQL, tried when the suite runs on it (``make test`` does, where it is)."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

import pytest

from levier_web.metrics.sources import query
from levier_web.ui.refusals import Refusal

from .given import Refused

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = os.environ.get("DATABASE_URL", "")
pytestmark = pytest.mark.skipif(
    not ADDRESS.startswith("postgres"), reason="runs on PostgreSQL: scripts/on_postgresql.py"
)


@pytest.fixture(autouse=True)
def connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEVIER_SOURCE_COMPANY", ADDRESS)


def test_a_query_gives_its_header_and_rows(tmp_path: Path) -> None:
    place = tmp_path / "out.csv"
    statement = "SELECT DATE '2025-01-01' AS date, 'orders' AS metric, 1.50::numeric AS value"
    assert query.fetch("COMPANY", statement, place) == 1
    assert place.read_text().splitlines() == ["date,metric,value", "2025-01-01,orders,1.50"]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE other (x int)",
        "WITH made AS (INSERT INTO pg_catalog.pg_class DEFAULT VALUES RETURNING 1) SELECT 1",
        "SELECT 1 INTO other",
        "SELECT nextval('pg_catalog.nothing')",
    ],
)
def test_the_database_refuses_what_the_words_let_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr(query, "checked", lambda text: text)
    with Refused("metrics.source.refused"):
        query.fetch("COMPANY", statement, tmp_path / "out.csv")


def test_what_a_reading_transaction_lets_pass_is_undone(tmp_path: Path) -> None:
    statement = "SELECT set_config('transaction_read_only', 'off', true) AS a, lo_create(4711) AS b"
    place = tmp_path / "out.csv"
    before = _objects(place)
    with contextlib.suppress(Refusal):
        query.fetch("COMPANY", statement, place)
    assert _objects(place) == before


def _objects(place: Path) -> str:
    query.fetch("COMPANY", "SELECT count(*) AS n FROM pg_largeobject_metadata", place)
    return place.read_text()


def test_a_query_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "MOST_SECONDS", 1)
    with Refused("metrics.source.too_slow"):
        query.fetch(
            "COMPANY", "SELECT count(*) FROM generate_series(1, 10000000000)", tmp_path / "out.csv"
        )
