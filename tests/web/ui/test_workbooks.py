"""Workbooks as tables: what programs write, what is chosen, what is refused and how."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from tests.web.ui.books import VALUES, book, part, saved, sheet, with_parts

from levier_web.ui.refusals import Refusal, Suspicious
from levier_web.ui.workbooks import package, rows
from levier_web.ui.workbooks.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent / "files"


def suits(header: Sequence[str]) -> bool:
    return "value" in header


def lines(content: bytes) -> list[str]:
    return read_table(io.BytesIO(content), suits).text.splitlines()


def refused(content: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        lines(content)
    return caught.value


def test_what_libreoffice_writes_is_read() -> None:
    read = read_table(io.BytesIO((HERE / "libreoffice.xlsx").read_bytes()), suits)
    assert read.sheet == "Valeurs"
    assert read.text.splitlines() == [
        "date,metric,value,unit",
        "2025-01-01,orders,1234.5,Île-de-France & co",
        "",
        "2025-01-02,orders,2469,x",
        "2025-01-03,churn,0.125,true",
    ]


def test_what_xlsxwriter_writes_is_read() -> None:
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"default_date_format": "dd/mm/yyyy"})
    page = made.add_worksheet("Values")
    page.write_row(0, 0, ["date", "value", "unit"])
    page.write_datetime(1, 0, datetime(2025, 3, 1))
    page.write_formula(1, 1, "=1+1", None, 2)
    page.write_rich_string(1, 2, "Nor", made.add_format({"bold": True}), "d")
    page.write_formula(2, 2, '=UPPER("x")', None, "X")
    made.close()
    assert lines(buffer.getvalue()) == ["date,value,unit", "2025-03-01,2,Nord", ",,X"]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (date(2025, 1, 31), None, "2025-01-31"),
        (datetime(2025, 1, 31, 14, 30), None, "2025-01-31T14:30:00"),
        (time(9, 5), None, "09:05:00"),
        (timedelta(hours=36), None, "36:00:00"),
        (0.125, "0.0%", "0.125"),
        (1234.5, '# ##0.00\\ [$€-40C];[Red]-# ##0.00\\ "days"', "1234.5"),
        (12.0, "General", "12"),
        (45000, '[$-40C]d" "mmm" "yy', "2023-03-15"),
        (45000, "0.00E+00", "45000"),
        (-5, "dd/mm/yyyy", "1899-12-26"),
        (9e9, "dd/mm/yyyy", "#####"),
        (True, None, "true"),
        (False, None, "false"),
        ("=1+1 is text", "@", "=1+1 is text"),
        ("two\nlines", None, "two lines"),
        ("a _x0041_ b _xD800_", None, "a A b _xD800_"),
        ("a,b", None, '"a,b"'),
    ],
)
def test_a_cell_is_written_as_the_reader_expects(value: Any, form: str | None, text: str) -> None:
    def put(page: Worksheet) -> None:
        cell = page.cell(2, 1, value)
        if isinstance(value, str):
            cell.data_type = "s"
        if form:
            cell.number_format = form

    assert lines(book([["value"]], put)) == ["value", text]


def test_days_counted_from_1904_are_the_same_days() -> None:
    made = Workbook()
    made.epoch = datetime(1904, 1, 1)
    made.worksheets[0].append(["value"])
    made.worksheets[0].append([date(2025, 1, 31)])
    assert lines(saved(made)) == ["value", "2025-01-31"]


def test_a_line_of_the_table_is_the_row_of_the_sheet() -> None:
    def put(page: Worksheet) -> None:
        page.cell(5, 1, "2025-01-01")
        page.cell(5, 3, 7)

    read = lines(book([[], [], ["date", "metric", "value"]], put))
    assert read == ["", "", "date,metric,value", "", "2025-01-01,,7"]


def several(**hidden: str) -> bytes:
    made = Workbook()
    made.worksheets[0].append(["read me"])
    made.worksheets[0].append(["=1/0"])
    for name in ("January", "February"):
        page = made.create_sheet(name)
        page.sheet_state = hidden.get(name, "visible")
        for row in VALUES:
            page.append(row)
    made.create_sheet("Empty")
    made.defined_names["Area"] = DefinedName("Area", attr_text="January!$A$1")
    return saved(made)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_the_one_visible_sheet_that_suits_is_read(state: str) -> None:
    assert read_table(io.BytesIO(several(January=state)), suits).sheet == "February"


def test_which_sheet_is_asked_for_when_several_suit_or_none_does() -> None:
    refusal = refused(several())
    assert (refusal.key, refusal.fields) == (
        "ui.workbook.several",
        {"names": "January, February"},
    )
    neither = refused(several(January="hidden", February="hidden"))
    assert neither.key == "ui.workbook.formula"
    with pytest.raises(Refusal) as caught:
        read_table(io.BytesIO(several()), lambda _header: False)
    assert caught.value.key == "ui.workbook.none_suits"
    assert caught.value.fields == {"names": "Sheet, January, February"}


def test_a_workbook_with_hidden_sheets_only_holds_nothing_to_read() -> None:
    made = Workbook()
    made.create_sheet("Cover")
    made.worksheets[0].append(["value"])
    made.worksheets[0].sheet_state = "hidden"
    made.active = 1
    assert refused(saved(made)).key == "ui.workbook.empty"


def put(place: str, value: Any) -> bytes:
    return book(VALUES, lambda page: page.__setitem__(place, value))


def error(value: str) -> bytes:
    return sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>value</t></is></c></row>'
        f'<row r="2"><c r="A2" t="e"><f>1/0</f><v>{value}</v></c></row>'
    )


@pytest.mark.parametrize(
    ("content", "key", "fields"),
    [
        (put("C3", "=SUM(C2:C2)"), "formula", {"cell": "C3"}),
        (error("#DIV/0!"), "error", {"cell": "A2", "value": "#DIV/0!"}),
        (book(VALUES, lambda page: page.merge_cells("A2:A4")), "merged", {"cells": "A2:A4"}),
        (with_parts({"xl/externalLinks/externalLink1.xml": b"<x/>"}), "links", {}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old", {}),
        (book()[:-30], "damaged", {}),
        (b"PK\x03\x04 and nothing more", "damaged", {}),
        (with_parts({"xl/workbook.xml": b"<workbook"}), "damaged", {}),
        (with_parts({"xl/workbook.xml": None, "word/document.xml": b"<w/>"}), "other", {}),
        (with_parts({"[Content_Types].xml": None}), "other", {}),
        (sheet('<row r="1"><c r="A1" t="s"><v>9</v></c></row>'), "damaged", {}),
        (sheet('<row r="1"><c r="A1"><v>twelve</v></c></row>'), "damaged", {}),
    ],
)
def test_what_no_table_says_is_refused_with_its_cure(
    content: bytes, key: str, fields: dict[str, object]
) -> None:
    refusal = refused(content)
    assert not isinstance(refusal, Suspicious)
    assert (refusal.key, refusal.fields) == (f"ui.workbook.{key}", fields)


def test_bounds_hold_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [["value"], *[[number] for number in range(1, 5)]]
    monkeypatch.setattr(rows, "MOST_ROWS", 5)
    assert len(lines(book(many))) == 5
    monkeypatch.setattr(rows, "MOST_ROWS", 4)
    assert refused(book(many)).key == "ui.workbook.too_many_rows"
    monkeypatch.setattr(rows, "MOST_ROWS", 5)
    monkeypatch.setattr(rows, "MOST_CELLS", 4)
    assert refused(book(many)).key == "ui.workbook.too_many_cells"
    assert lines(book([["value", *["x"] * 3]])) == ["value,x,x,x"]
    monkeypatch.setattr(rows, "MOST_COLUMNS", 3)
    assert refused(book([["value", *["x"] * 3]])).key == "ui.workbook.too_many_columns"
    monkeypatch.setattr(package, "LARGEST", 1000)
    assert refused(book()).key == "ui.workbook.too_large"


def test_the_declared_type_is_believed_only_with_the_part_that_it_declares() -> None:
    types = part(book(), "[Content_Types].xml")
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    other = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert refused(with_parts({"[Content_Types].xml": types.replace(main, other)})).key == (
        "ui.workbook.other"
    )
    refusal = refused(with_parts({"[Content_Types].xml": types.replace(main, macros)}))
    assert (refusal.key, type(refusal)) == ("ui.workbook.macros", Suspicious)
