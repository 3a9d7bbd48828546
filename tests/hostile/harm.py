"""Files made to do harm, small where they are sent and large where they are opened."""

from __future__ import annotations

import gzip
import io
import warnings
import zipfile
from typing import TYPE_CHECKING

from tests.web.exchange.test_archives import HARMFUL
from tests.web.ui.books import SHEET, book, sheet, with_parts

from levier_web.ui.workbooks.package import MOST_PARTS

if TYPE_CHECKING:
    from collections.abc import Callable

ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]><worksheet>&b;&c;</worksheet>"""


def harmful(name: str) -> bytes:
    """Give the content of an archive that does harm."""
    content = HARMFUL[name][0]()
    content.seek(0)
    return content.read()


def _many_parts() -> bytes:
    return with_parts({f"xl/media/{number}.png": b"" for number in range(MOST_PARTS)})


def _twice() -> bytes:
    buffer = io.BytesIO(book())
    with zipfile.ZipFile(buffer, "a") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.writestr(SHEET.upper(), b"<worksheet/>")
    return buffer.getvalue()


LONG = "<si><t>" + "x" * 30_000 + "</t></si>"
CELLS = '<c t="s"><v>0</v></c>' * 400
WORKBOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: sheet(f"<!--{'x' * 50_000}-->" * 600), "bomb"),
    "one long text for every cell": (
        lambda: with_parts(
            {"xl/sharedStrings.xml": f"<sst>{LONG}</sst>".encode()},
            of=sheet("".join(f'<row r="{row}">{CELLS}</row>' for row in range(1, 20))),
        ),
        "bomb",
    ),
    "a sparse sheet": (
        lambda: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "too_many_columns",
    ),
    "a row without end": (lambda: sheet('<row r="99999999999"><c><v>1</v></c></row>'), "places"),
    "cells twice": (lambda: sheet('<row r="1"><c r="B1"/><c r="A1"/></row>'), "places"),
    "entities": (lambda: with_parts({SHEET: ENTITIES}), "entities"),
    "entities of another encoding": (
        lambda: with_parts({SHEET: ENTITIES.decode().encode("utf-16")}),
        "entities",
    ),
    "a tag without end": (lambda: sheet("<row " + "a" * 5_000_000), "nested"),
    "nested without end": (lambda: sheet("<row>" * 100_000), "nested"),
    "a cell without end": (
        lambda: sheet(f'<row><c t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>'),
        "long_cell",
    ),
    "parts without end": (_many_parts, "too_many_parts"),
    "a part twice": (_twice, "not_plain"),
    "a way out": (lambda: with_parts({"../../etc/passwd": b"x"}), "not_plain"),
    "macros": (lambda: with_parts({"xl/vbaProject.bin": b"x"}), "macros"),
}
TABLES = {
    "many columns": (b"a," * 200_000 + b"\n", "too_many_columns"),
    "packed columns": (gzip.compress(b"a," * 200_000 + b"\n", mtime=0), "too_many_columns"),
    "packed without end": (gzip.compress(bytes(12_000_000), mtime=0), "bomb"),
    "entities": (ENTITIES, "no_table"),
    "a program": (b"MZ\x00\x01" + bytes(100), "no_table"),
}
QUERIES = {
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
"""Queries that would do more than read, and why they are refused."""
