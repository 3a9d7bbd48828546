"""Files made to do harm, small where they are sent and large where they are opened."""

from __future__ import annotations

import gzip
import io
import zipfile

from tests.web.exchange.test_archives import HARMFUL

SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]><worksheet>&b;&c;</worksheet>"""


def workbook(sheet: bytes) -> bytes:
    """Make what a spreadsheet program would open."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", b"<Types/>")
        file.writestr(SHEET, sheet)
    return buffer.getvalue()


def harmful(name: str) -> bytes:
    """Give the content of an archive that does harm."""
    content = HARMFUL[name][0]()
    content.seek(0)
    return content.read()


WORKBOOKS = {
    "a bomb": workbook(b"0" * 30_000_000),
    "a sparse sheet": workbook(b'<c r="A1"/><c r="XFD1048576"><v>1</v></c>'),
    "entities": workbook(ENTITIES),
}
TABLES = {
    "many columns": (b"a," * 200_000 + b"\n", "too_many_columns"),
    "packed columns": (gzip.compress(b"a," * 200_000 + b"\n", mtime=0), "too_many_columns"),
    "packed without end": (gzip.compress(bytes(12_000_000), mtime=0), "bomb"),
    "entities": (ENTITIES, "no_table"),
    "a program": (b"MZ\x00\x01" + bytes(100), "no_table"),
}
