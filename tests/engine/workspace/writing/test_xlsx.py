from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.engine.workspace.designs_fixture import results_across_units
from tests.engine.workspace.results_fixture import bare_results, empty_results, full_results

from levier.language import Language
from levier.workspace.results import Results
from levier.workspace.writing.xlsx import write_xlsx

SHEETS = ["Ledger", "Totals", "Reconciliation", "Costs", "Not measured", "Data", "Provenance"]


def read(folder: Path, results: Results, language: Language = "en", *, values: bool = True) -> Any:
    path = folder / "ledger.xlsx"
    write_xlsx(results, path, language)
    return load_workbook(path, data_only=values)


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_the_sheets_are_named_in_the_reader_s_language(tmp_path: Path) -> None:
    assert read(tmp_path, full_results()).sheetnames == SHEETS
    assert read(tmp_path, full_results(), "fr").sheetnames[:2] == ["Registre", "Totaux"]


def test_one_row_per_effect_with_its_figures(tmp_path: Path) -> None:
    head, *lines = rows(read(tmp_path, full_results())["Ledger"])
    assert len(lines) == len(full_results().effects)
    for line, effect in zip(lines, full_results().effects, strict=True):
        cells = dict(zip(head, line, strict=True))
        assert cells["Decision"] == effect.decision
        assert cells["Effect P50"] == pytest.approx(effect.effect.p50)
        assert cells["Money P10"] == pytest.approx(effect.money.p10 if effect.money else None)
        assert cells["Effect on"] == "the whole metric"
        assert cells["In total"] == ("yes" if effect.in_total else "no")


def test_the_ledger_says_on_what_each_effect_is(tmp_path: Path) -> None:
    head, *lines = rows(read(tmp_path, results_across_units(), "fr")["Registre"])
    place = head.index("Effet sur")
    marked = [line[place] == "les unités touchées" for line in lines]
    assert marked == [one.reached is not None for one in results_across_units().effects]
    assert sum(marked) == 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", '=HYPERLINK("http://x","y")'])
def test_text_is_never_a_formula(tmp_path: Path, start: str) -> None:
    results = full_results()
    decision = dataclasses.replace(
        results.workspace.decisions["loyalty"], title=f"{start}1+1", team=f"{start}2"
    )
    decisions = {**results.workspace.decisions, "loyalty": decision}
    workspace = dataclasses.replace(results.workspace, decisions=decisions)
    book = read(tmp_path, dataclasses.replace(results, workspace=workspace), values=False)
    cells = [cell for row in book["Ledger"].iter_rows() for cell in row]
    assert any(cell.value == f"{start}1+1" for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def test_the_reconciliation_is_checked_by_formulas_that_give_zero(tmp_path: Path) -> None:
    values = rows(read(tmp_path, full_results())["Reconciliation"])
    assert [line[-1] for line in values[1:3]] == [0, 0]
    formulas = rows(read(tmp_path, full_results(), values=False)["Reconciliation"])
    assert formulas[1][-1] == "=ROUND(H2-SUM(I2:M2),6)"
    assert formulas[1][11] == "=SUM(C7:C8)"
    assert formulas[2][11] == "=SUM(C9:C9)"
    assert [line[1] for line in formulas[6:9]] == [
        "Paiement en une page",
        "Hausse des prix de 3\u202f%",
        "Centre d’aide illustré",
    ]


def test_a_part_that_is_missing_shows_in_the_check(tmp_path: Path) -> None:
    results = full_results()
    first, *others = results.reconciliation
    parts = dataclasses.replace(first.parts, trend=first.parts.trend + 1)
    wrong = (dataclasses.replace(first, parts=parts), *others)
    sheet = read(tmp_path, dataclasses.replace(results, reconciliation=wrong))["Reconciliation"]
    assert rows(sheet)[1][-1] == pytest.approx(-1)


def test_totals_are_those_of_the_portfolio(tmp_path: Path) -> None:
    lines = {line[0]: line[1:] for line in rows(read(tmp_path, full_results())["Totals"])}
    portfolio = full_results().portfolio
    assert lines["Value, all effects"][1] == pytest.approx(portfolio.value.p50)
    assert lines["Cost"][1] == pytest.approx(portfolio.cost)
    assert lines["Team: Achat"][1] == pytest.approx(portfolio.by_team["Achat"].value.p50)
    assert lines["Origin: board"][5] == portfolio.by_origin["board"].effects


def test_costs_are_at_the_rate_of_their_day_and_add_up(tmp_path: Path) -> None:
    results = full_results()
    bare = tuple(dataclasses.replace(cost, rate=None) for cost in results.workspace.costs)
    workspace = dataclasses.replace(results.workspace, costs=bare)
    sheet = rows(read(tmp_path, dataclasses.replace(results, workspace=workspace))["Costs"])
    until = [cost for cost in bare if cost.date <= results.as_of]
    assert sheet[1][-1] == 670.0
    assert sheet[len(until) + 1][1] == pytest.approx(sum(cost.amount for cost in until))
    assert sheet[len(until) + 2][1] == 0.0
    assert len(sheet) == len(until) + 3


@pytest.mark.parametrize("results", [bare_results(), empty_results()])
def test_an_empty_answer_still_has_every_sheet(tmp_path: Path, results: Results) -> None:
    assert read(tmp_path, results).sheetnames == SHEETS


def test_sheets_are_ready_to_use_and_to_print(tmp_path: Path) -> None:
    sheet = read(tmp_path, full_results())["Ledger"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:U22"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"


def test_formats_follow_the_language(tmp_path: Path) -> None:
    english = read(tmp_path, full_results())["Ledger"]
    assert english["Q2"].number_format.startswith('"€"#,##0')
    french = read(tmp_path, full_results(), "fr")["Registre"]
    assert french["Q2"].number_format.startswith('#,##0\u202f"€"')
    assert french["J2"].number_format == "dd/mm/yyyy"


def test_the_same_results_are_the_same_bytes_and_nothing_is_left_over(tmp_path: Path) -> None:
    write_xlsx(full_results(), tmp_path / "one.xlsx", "fr")
    write_xlsx(full_results(), tmp_path / "two.xlsx", "fr")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.xlsx", "two.xlsx"]


def test_a_missing_folder_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_xlsx(full_results(), tmp_path / "nowhere" / "ledger.xlsx")
