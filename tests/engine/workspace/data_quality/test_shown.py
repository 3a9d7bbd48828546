"""Every finding is shown everywhere: in the JSON, on the page, in the table and in the ledger."""

from __future__ import annotations

import dataclasses
import io
import math
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from rich.console import Console
from tests.engine.workspace.results_fixture import empty_results

from levier.language import LANGUAGES, Language, translate
from levier.workspace.data_finding import DataFinding, FindingKind, Handling
from levier.workspace.report.page import render_report
from levier.workspace.results import Results
from levier.workspace.writing.json import to_json
from levier.workspace.writing.schema import load_schema
from levier.workspace.writing.xlsx import write_xlsx
from levier_cli.table import print_results

DAY = date(2025, 3, 3)
BLOCK = '[[periods]]\nname = "Panne <à confirmer>"\nkind = "outage"'
HANDLINGS = list(Handling)


def with_findings() -> Results:
    """Give the answers one finding of each kind, the last without a figure."""
    findings = tuple(
        DataFinding(
            "orders",
            kind,
            DAY,
            date(2025, 3, 9),
            math.nan if kind is FindingKind.REVISIONS else -0.25,
            HANDLINGS[rank % len(HANDLINGS)],
            {language: f"{kind.value} {language} & co" for language in LANGUAGES},
            dict.fromkeys(LANGUAGES, BLOCK) if rank == 0 else None,
        )
        for rank, kind in enumerate(FindingKind)
    )
    return dataclasses.replace(empty_results(), data=findings)


def test_the_json_holds_them_as_the_schema_says() -> None:
    document = to_json(with_findings())
    Draft202012Validator(load_schema()).validate(document)
    first, *_, last = document["data"]
    assert (first["from"], first["figure"], last["figure"]) == ("2025-03-03", -0.25, None)
    assert to_json(with_findings(), "fr")["data"][0]["suggestion"] == {"fr": BLOCK}


def test_the_schema_describes_exactly_the_fields_of_a_finding() -> None:
    described = load_schema()["$defs"]["data_finding"]
    names = [field.name.rstrip("_") for field in dataclasses.fields(DataFinding)]
    assert list(described["properties"]) == names == described["required"]
    assert described["properties"]["kind"]["enum"] == list(FindingKind)
    assert described["properties"]["handling"]["enum"] == list(Handling)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_a_row_for_each_and_the_block_to_paste(language: Language) -> None:
    html = render_report(with_findings(), language)
    section = html.split('<section id="data"')[1].split("</section>")[0]
    for kind in FindingKind:
        assert f"{kind.value} {language} &amp; co" in section
        assert translate(f"data_quality.kind.{kind.value}", language) in section
    assert "Panne &lt;à confirmer&gt;" in section
    assert '<a href="#data">' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_in_words_that_there_is_nothing(language: Language) -> None:
    assert translate("data_quality.empty", language) in render_report(empty_results(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_the_terminal_ends_with_them(language: Language) -> None:
    file = io.StringIO()
    print_results(with_findings(), language, Console(file=file, width=80))
    assert f"Commandes · {translate('data_quality.kind.outage', language)}" in file.getvalue()
    assert f"  outage {language} & co\n" in file.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ledger_has_a_row_for_each(language: Language, tmp_path: Path) -> None:
    write_xlsx(with_findings(), tmp_path / "ledger.xlsx", language)
    book = load_workbook(tmp_path / "ledger.xlsx")
    _, *rows = book[translate("ledger.sheet.data", language)].iter_rows(values_only=True)
    assert [row[1] for row in rows] == [
        translate(f"data_quality.kind.{kind.value}", language) for kind in FindingKind
    ]
    assert (rows[0][4], rows[-1][4]) == (-0.25, None)
