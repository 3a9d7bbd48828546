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
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from levier.language import Language
    from levier_web.organisation.models import Person

    Browser = Callable[[Person], Client]
    Lines = Callable[[Person | None], list[str]]

NEW = "/metrics/sources/new/query/"
NOT_READING = {
    "a WITH that writes": ("WITH x AS (INSERT INTO t VALUES (1) RETURNING *) SELECT 1", "writes"),
    "COPY": ("COPY t TO PROGRAM 'id'", "not_select"),
    "two statements": ("SELECT 1; SELECT 2", "several"),
    "PRAGMA": ("PRAGMA writable_schema = 1", "not_select"),
    "ATTACH": ("ATTACH '/etc/passwd' AS x", "not_select"),
    "SELECT INTO": ("SELECT 1 INTO t", "writes"),
    "a lock": ("SELECT * FROM t FOR UPDATE", "writes"),
    "waiting": ("SELECT pg_sleep(3600)", "reaches"),
    "waiting, in quotes": ('SELECT "pg_sleep"(3600)', "reaches"),
    "waiting, in escapes": ('SELECT U&"pg\\005fsleep"(3600)', "reaches"),
    "a setting": ("SELECT set_config('statement_timeout', '0', false)", "reaches"),
    "a query in a text": ("SELECT query_to_xml('DELETE FROM t', true, true, '')", "reaches"),
    "a query in a text, counted": ("SELECT * FROM ts_stat('SELECT pg_' || 'sleep(9)')", "reaches"),
    "a query in a text, turned": ("SELECT * FROM crosstab('SELECT 1') AS t(x int)", "reaches"),
    "a file": ("SELECT pg_read_file('/etc/passwd')", "reaches"),
    "a large object": ("SELECT lo_import('/etc/passwd')", "reaches"),
    "another server": ("SELECT * FROM dblink('host=10.0.0.1', 'SELECT 1') AS t(x int)", "reaches"),
    "another's session": ("SELECT pg_terminate_backend(1)", "reaches"),
    "a sequence": ("SELECT nextval('s')", "reaches"),
    "a place in memory": ("SELECT fts3_tokenizer('simple')", "reaches"),
    "a library": ("SELECT load_extension('x')", "reaches"),
    "a comment between": ("SELECT pg_sleep/**/(3600)", "reaches"),
    "signs of a comment in texts": ("SELECT '/*', pg_sleep(9), '*/'", "reaches"),
    "signs of a line in a text": ("SELECT '--', pg_sleep(9)", "reaches"),
    "between texts of dollars": ("SELECT $$'$$, pg_sleep(9), $a$'$a$", "ambiguous"),
    "behind an escaped quote": ("SELECT E'\\'', pg_sleep(9), ''", "ambiguous"),
    "behind a comment in a comment": ("SELECT /* /* */ ' */ pg_sleep(9) /* ' */", "ambiguous"),
    "behind another end of a line": ("SELECT 1 -- \r , pg_sleep(9)", "reaches"),
    "writing between texts": ("SELECT '--'; DELETE FROM t", "several"),
    "forgetting statistics": ("SELECT pg_stat_reset()", "reaches"),
    "a page of the network": ("SELECT http_get('http://10.0.0.1/')", "reaches"),
    "another process": ("SELECT pg_background_launch('DELETE FROM t')", "reaches"),
    "a bucket": ("SELECT aws_s3.query_export_to_s3('SELECT 1', 'b', 'k')", "reaches"),
    "a number of the log of writing": ("SELECT txid_current()", "reaches"),
    "passwords": ("SELECT rolpassword FROM pg_authid", "reaches"),
    "a large object, as a table": ("SELECT data FROM pg_largeobject", "reaches"),
    "who may come in": ("SELECT * FROM pg_hba_file_rules", "reaches"),
    "trying it out": ("EXPLAIN ANALYZE DELETE FROM t", "not_select"),
    "a block of code": ("DO $$ BEGIN PERFORM 1; END $$", "not_select"),
    "a file of values": ("COPY t FROM '/etc/passwd'", "not_select"),
}


@pytest.fixture(autouse=True)
def sales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "sales.sqlite3"
    with sqlite3.connect(place) as database:
        database.execute("CREATE TABLE t (x)")
    database.close()
    monkeypatch.setenv("LEVIER_SOURCE_SALES", f"sqlite:///{place}")
    return place


@pytest.mark.parametrize("name", NOT_READING)
def test_what_does_more_than_read_is_refused_where_it_is_written(
    fatou: Person, browser_of: Browser, refused_lines: Lines, name: str
) -> None:
    statement, key = NOT_READING[name]
    form = {"name": "Sales", "connection": "SALES", "query": statement}
    answer = browser_of(fatou).post(NEW, form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode() or "error" in answer.content.decode()
    assert refused_lines(fatou) == [f"metrics.source.{key}"]
    assert not Source.objects.exists()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "connection_name",
    [
        "sqlite:///etc/passwd",
        "postgresql://u@10.0.0.1/x",
        "host=10.0.0.1 options='-c default_transaction_read_only=off'",
        "../SALES",
        "SALES\nX",
    ],
)
def test_no_page_can_name_the_address_of_a_database(
    fatou: Person,
    browser_of: Browser,
    refused_lines: Lines,
    connection_name: str,
    language: Language,
) -> None:
    fatou.language = language
    fatou.save()
    form = {"name": "Sales", "connection": connection_name, "query": "SELECT 1"}
    answer = browser_of(fatou).post(NEW, form)
    assert answer.status_code == 422
    assert say("metrics.source.bad_connection", language) in text_of(answer)
    assert refused_lines(fatou) == ["metrics.source.bad_connection"]
    assert not Source.objects.exists()


def test_a_variable_that_holds_no_address_of_a_source_is_not_read(
    fatou: Person, browser_of: Browser
) -> None:
    form = {"name": "Sales", "connection": "PATH", "query": "SELECT 1"}
    answer = browser_of(fatou).post(NEW, form)
    assert answer.status_code == 422
    assert "LEVIER_SOURCE_PATH" in text_of(answer)
    assert not Source.objects.exists()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_said_in_the_readers_language(
    fatou: Person, browser_of: Browser, language: str
) -> None:
    fatou.language = language
    fatou.save()
    form = {"name": "Sales", "connection": "SALES", "query": "SELECT pg_sleep(9)"}
    told = text_of(browser_of(fatou).post(NEW, form))
    assert {"fr": "qui sort des tables", "en": "reaches beyond tables"}[language] in told


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
        "SELECT writefile('/tmp/x', 'x')",
        "SELECT readfile('/etc/passwd')",
        "SELECT * FROM read_csv('http://10.0.0.1/x')",
        "VACUUM INTO '/tmp/x'",
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
