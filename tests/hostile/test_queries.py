"""Queries on the company's databases that would do more than read."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from tests.web.reading import text_of

from levier_web.metrics.models import Source
from levier_web.metrics.services import refreshing, sources
from levier_web.metrics.services.sources import SourceWish
from levier_web.metrics.sources import query
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from levier_web.organisation.models import Person

    Browser = Callable[[Person], Client]
    Lines = Callable[[Person | None], list[str]]

NEW = "/metrics/sources/new/query/"


@pytest.fixture(autouse=True)
def sales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "sales.sqlite3"
    with sqlite3.connect(place) as database:
        database.execute("CREATE TABLE t (x)")
    database.close()
    monkeypatch.setenv("LEVIER_SOURCE_SALES", f"sqlite:///{place}")
    return place


def test_a_variable_that_holds_no_address_of_a_source_is_not_read(
    fatou: Person, browser_of: Browser
) -> None:
    form = {"name": "Sales", "connection": "PATH", "query": "SELECT 1"}
    answer = browser_of(fatou).post(NEW, form)
    assert answer.status_code == 422
    assert "LEVIER_SOURCE_PATH" in text_of(answer)
    assert not Source.objects.exists()


def test_what_only_the_database_refuses_is_kept_though_the_worker_asks(
    fatou: Person, refused_lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "checked", lambda statement: statement)
    wish = SourceWish("Sales", Source.Kind.QUERY, connection="SALES", query="DELETE FROM t")
    source = sources.declare(fatou, wish)
    from django.utils import timezone

    refreshing.refresh(source, timezone.now())
    assert refused_lines(fatou) == ["metrics.source.refused"]
    source.refresh_from_db()
    assert source.failure["key"] == "metrics.source.refused"


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH '/etc/passwd' AS x",
        "PRAGMA query_only = OFF",
        "SELECT load_extension('x')",
        "SELECT writefile('/var/x', 'x')",
        "SELECT readfile('/etc/passwd')",
        "SELECT * FROM read_csv('http://10.0.0.1/x')",
        "VACUUM INTO '/var/x'",
        "CREATE TEMP TABLE x (y)",
        "DELETE FROM t",
    ],
)
def test_sqlite_refuses_what_the_words_would_let_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr(query, "checked", lambda text: text)
    with pytest.raises(Refusal) as refused:
        query.fetch("SALES", statement, tmp_path / "out.csv")
    assert refused.value.key == "metrics.source.refused"


@pytest.mark.parametrize("scheme", ["duckdb", "mysql", "http", "file"])
def test_a_database_of_another_kind_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("LEVIER_SOURCE_OTHER", f"{scheme}:///{tmp_path}/x")
    with pytest.raises(Refusal) as refused:
        query.fetch("OTHER", "SELECT 1", tmp_path / "out.csv")
    assert refused.value.key == "metrics.source.unknown_database"


def test_texts_and_comments_of_an_honest_query_are_left_alone() -> None:
    asked = """SELECT day AS date, 'it''s -- "net"; /* really */' AS metric, "set" AS value
        FROM sales -- what was sold; delete nothing
        WHERE kind <> 'insert' /* neither; drop */"""
    assert query.checked(asked) == asked


def test_one_cell_cannot_fill_the_memory(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as told:
        query.fetch("SALES", "SELECT zeroblob(2000000000)", tmp_path / "out.csv")
    assert told.value.key == "metrics.source.refused"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL itself")
@pytest.mark.parametrize(
    "statement",
    [
        "WITH x AS (DELETE FROM organisation_tribe RETURNING *) SELECT * FROM x",
        "SELECT E'\\''; CREATE TABLE stolen (x int); --'",
        "SELECT set_config('transaction_read_only', 'off', false)",
        "SELECT nextval('organisation_tribe_id_seq')",
        "SELECT * FROM organisation_tribe FOR SHARE",
        "SELECT * FROM dblink('host=10.0.0.1', 'SELECT 1') AS t(x int)",
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "DO $$ BEGIN DELETE FROM organisation_tribe; END $$",
    ],
)
@pytest.mark.django_db(transaction=True)
def test_postgresql_refuses_what_the_words_would_let_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, settings: Any
) -> None:
    told = connection.get_connection_params()
    host, name = told["host"].replace("/", "%2F"), told["dbname"]
    monkeypatch.setenv("LEVIER_SOURCE_PG", f"postgresql://{told['user']}@{host}/{name}")
    monkeypatch.setattr(query, "checked", lambda text: text)
    with pytest.raises(Refusal) as refused:
        query.fetch("PG", statement, tmp_path / "out.csv")
    assert refused.value.key == "metrics.source.refused"
