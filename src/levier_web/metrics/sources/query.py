"""A query on a database of the company: it can read, within a time and a number of rows."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from levier_web.metrics.sources.tables import write_csv
from levier_web.ui.refusals import Refusal, Suspicious

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_ROWS = 500_000
MOST_SECONDS = 60
CONNECT_SECONDS = 10
STEPS = 10_000
"""Instructions of SQLite between two looks at the clock."""
NAME = re.compile(r"^[A-Z][A-Z0-9_]{0,40}$")
REACHING = re.compile(
    r"""u&"|\b(set_config|pg_sleep\w*|pg_read_\w+|pg_ls_\w+|pg_stat_file|pg_file_\w+|lo_\w+|loread"""
    r"""|lowrite|dblink\w*|pg_terminate_backend|pg_cancel_backend|pg_reload_conf|pg_rotate_\w+"""
    r"""|pg_(try_)?advisory_\w+|pg_notify|nextval|setval|\w+_to_xml\w*|pg_export_snapshot"""
    r"""|ts_stat|ts_rewrite|crosstab\w*|connectby|xpath_table"""
    r"""|pg_(switch|create|drop|logical|replication|backup|promote|start|stop|log|background)_?\w*"""
    r"""|pg_\w*reset\w*|pg_wal_replay_\w+|pg_prewarm|pg_current_xact_id|txid_current"""
    r"""|http_(get|post|put|patch|delete|head)\w*|query_export_to_s3|table_import_from_s3"""
    r"""|pg_authid|pg_shadow|pg_user_mapping\w*|pg_largeobject|pg_hba_\w+|pg_import_\w+|pg_nextoid"""
    r"""|pg_show_\w*file\w*|brin_\w+|gin_clean_\w+|fts3_tokenizer|load_extension)\b"""
)
"""What leaves the tables: files, other queries and hosts, settings, locks, waiting, passwords."""
MOST_BYTES = 10 * 1024 * 1024
"""Of one cell of an embedded database."""
_PIECES = re.compile(r"""--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|"(?:[^"]|"")*\"""", re.DOTALL)
"""Comments, texts and quoted names, found from the left as a database finds them: what looks like a
comment within a text is text."""
_AMBIGUOUS = re.compile(r"\$\w*\$|\\'|/\*(?:(?!\*/).)*?/\*", re.DOTALL)
"""Where databases do not agree on where a text or a comment ends: a call could hide behind it."""
READING = ("select", "with")
WRITING = re.compile(
    r"\b(insert|update|delete|merge|drop|alter|create|truncate|grant|revoke|copy|call|do|attach"
    r"|detach|pragma|vacuum|reindex|into|lock|set)\b"
)


def checked(query: str) -> str:
    """Give a query that only reads, without the semicolon at its end.

    The database is asked to refuse writing too; this says it before, in words.

    Raises
    ------
    Refusal
        When it is no SELECT or WITH, has several statements, a word that writes, or a function
        that reaches beyond tables (also under quotes, where its name is a name still).
    """
    bare = query.replace("\r", "\n").strip().removesuffix(";").strip()
    words = _without(bare, names=True)
    if not words.startswith(READING):
        raise Suspicious("metrics.source.not_select")
    if ";" in words:
        raise Suspicious("metrics.source.several")
    if found := WRITING.search(words):
        raise Suspicious("metrics.source.writes", word=found.group(1).upper())
    if found := _AMBIGUOUS.search(bare):
        raise Suspicious("metrics.source.ambiguous", word=found.group()[:2])
    if found := REACHING.search(_without(bare, names=False)):
        raise Suspicious("metrics.source.reaches", word=found.group(1) or 'U&"')
    return bare


def _without(query: str, *, names: bool) -> str:
    """Give the words of a query without its comments and texts, and without quoted names."""

    def left(found: re.Match[str]) -> str:
        piece = found.group()
        if piece.startswith(("--", "/*")):
            return " "
        return piece if piece.startswith('"') and not names else "''"

    return _PIECES.sub(left, query).strip().lower()


def address(name: str) -> str:
    """Give the address that the environment holds under ``LEVIER_SOURCE_NAME``.

    Raises
    ------
    Refusal
        When the name is none, or nothing is set.
    """
    if not NAME.match(name):
        raise Suspicious("metrics.source.bad_connection")
    found = os.environ.get(f"LEVIER_SOURCE_{name}", "")
    if not found:
        raise Refusal("metrics.source.no_connection", name=f"LEVIER_SOURCE_{name}")
    return found


def fetch(name: str, query: str, path: Path) -> int:
    """Write what a query gives as CSV and tell how many rows it gave.

    Raises
    ------
    Refusal
        When the database cannot be reached, refuses, takes too long or gives too much. No
        sentence holds the address, which may hold a password.
    """
    statement = checked(query)
    where = address(name)
    scheme = urlsplit(where).scheme
    if scheme == "sqlite":
        return write_csv(_from_sqlite(where, statement), path, MOST_ROWS)
    if scheme in {"postgres", "postgresql"}:
        return write_csv(_from_postgresql(where, statement), path, MOST_ROWS)
    raise Refusal("metrics.source.unknown_database")


def _from_sqlite(where: str, statement: str) -> Iterator[tuple[Any, ...]]:
    """Give the header, then the rows, of a file that is opened for reading only."""
    place = where.removeprefix("sqlite:///")
    ends = time.monotonic() + MOST_SECONDS
    try:
        with closing(
            sqlite3.connect(f"file:{quote(place)}?mode=ro", uri=True, timeout=CONNECT_SECONDS)
        ) as opened:
            opened.execute("PRAGMA query_only = ON")
            opened.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
            opened.set_authorizer(_only_reading)
            opened.set_progress_handler(lambda: int(time.monotonic() > ends), STEPS)
            cursor = opened.execute(statement)
            yield tuple(column[0] for column in cursor.description)
            yield from cursor
    except sqlite3.Error as error:
        if "interrupted" in str(error):
            raise Suspicious("metrics.source.too_slow", seconds=MOST_SECONDS) from error
        raise Suspicious("metrics.source.refused", cause=str(error)[:200]) from error


_READS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}
_READS.add(sqlite3.SQLITE_RECURSIVE)


def _only_reading(action: int, *_about: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY


def _from_postgresql(where: str, statement: str) -> Iterator[tuple[Any, ...]]:
    """Give the header, then the rows, through a cursor of a transaction that cannot write.

    It is never committed: closing undoes the little that such a transaction still lets pass
    (large objects, before PostgreSQL 16).
    """
    import psycopg

    options = (
        f"-c default_transaction_read_only=on -c statement_timeout={MOST_SECONDS * 1000}"
        f" -c lock_timeout=5000 -c idle_in_transaction_session_timeout={MOST_SECONDS * 1000}"
    )
    ends = time.monotonic() + MOST_SECONDS
    try:
        opened = psycopg.connect(where, options=options, connect_timeout=CONNECT_SECONDS)
    except psycopg.Error as error:
        raise Refusal("metrics.source.unreachable") from error
    try:
        with opened.cursor(name="levier") as cursor:
            cursor.itersize = 5_000
            cursor.execute(statement)
            yield tuple(column.name for column in cursor.description or ())
            for row in cursor:
                if time.monotonic() > ends:
                    raise Suspicious("metrics.source.too_slow", seconds=MOST_SECONDS)
                yield row
    except psycopg.errors.QueryCanceled as error:
        raise Suspicious("metrics.source.too_slow", seconds=MOST_SECONDS) from error
    except psycopg.Error as error:
        cause = error.diag.message_primary or type(error).__name__
        raise Suspicious("metrics.source.refused", cause=cause[:200]) from error
    finally:
        opened.close()
