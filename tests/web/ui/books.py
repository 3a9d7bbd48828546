"""Workbooks of tests: written by openpyxl, and by hand where no program writes them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

VALUES = [["date", "metric", "value"], ["2025-01-01", "orders", 10]]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(rows: Sequence[Any] = VALUES, then: Callable[[Worksheet], None] = lambda _: None) -> bytes:
    """Write one sheet, and change it further."""
    made = Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    then(sheet)
    return saved(made)


def saved(made: Workbook) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def with_parts(parts: Mapping[str, bytes | None], of: bytes | None = None) -> bytes:
    """Put parts into a workbook, or take them out of it."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(of or book())) as whole,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        for name in whole.namelist():
            if name not in parts:
                file.writestr(name, whole.read(name))
        for name, content in parts.items():
            if content is not None:
                file.writestr(name, content)
    return buffer.getvalue()


def part(of: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(of)) as whole:
        return whole.read(name)


def sheet(rows: str, head: str = "") -> bytes:
    """Write the first sheet by hand."""
    text = f'<?xml version="1.0"?>{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>'
    return with_parts({SHEET: f"{text}</worksheet>".encode()})


def texts(content: str) -> bytes:
    """Write the texts that cells share by hand, with as many cells as there are."""
    return with_parts({"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{content}</sst>'.encode()})
