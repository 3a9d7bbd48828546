"""The history that a company brings: what is read of it, and each of its faults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from levier.errors import InvalidWorkspace
from levier.workspace.inputs.past_projects import ProjectStatus
from levier.workspace.model import EffectScale, Workspace
from levier.workspace.reading import read

SETTINGS = '[company]\nname = "Acme"\ncurrency = "EUR"\n'
FORECASTS = (
    "decision,author,low,mid,high,probability,event,outcome,outcome_low,outcome_high,outcome_sd,"
    "stated_on,measured_on,team,kind,scale\n"
)
GOOD = "price,human,0.01,0.03,0.05,,,0.02,0.0,0.04,,2024-01-10,2024-06-30,core,pricing,\n"
PROJECTS = "id,kind,planned_cost,revised_cost,planned_days,revised_days,status,phase,ended_on\n"


def folder(tmp_path: Path, **tables: str) -> Path:
    (tmp_path / "levier.toml").write_text(SETTINGS, encoding="utf-8")
    for stem, text in tables.items():
        (tmp_path / f"{stem}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def understood(tmp_path: Path, **tables: str) -> Workspace:
    return read(folder(tmp_path, **tables), needed=())


def faults(tmp_path: Path, **tables: str) -> list[tuple[int, str, str]]:
    with pytest.raises(InvalidWorkspace) as caught:
        understood(tmp_path, **tables)
    return [(fault.line, fault.column, fault.code) for fault in caught.value.faults]


def test_an_effect_is_read_with_the_error_of_its_measurement(tmp_path: Path) -> None:
    (one,) = understood(tmp_path, past_forecasts=FORECASTS + GOOD).past_forecasts
    assert (one.decision, one.author, one.team, one.kind) == ("price", "human", "core", "pricing")
    assert (one.low, one.mid, one.high, one.outcome) == (0.01, 0.03, 0.05, 0.02)
    assert one.outcome_sd == pytest.approx(0.04 / 3.92, rel=1e-4)
    assert (one.stated_on, one.measured_on) == (date(2024, 1, 10), date(2024, 6, 30))
    assert one.scale is EffectScale.RELATIVE


@pytest.mark.parametrize(("written", "happened"), [("oui", 1), ("No", 0), ("1", 1), ("0", 0)])
def test_an_event_happened_or_not(tmp_path: Path, written: str, happened: int) -> None:
    row = f"hire,ai,,,,0.7,hired by June,{written},,,,2024-01-10,2024-06-30,,,\n"
    (one,) = understood(tmp_path, past_forecasts=FORECASTS + row).past_forecasts
    assert (one.probability, one.event, one.outcome) == (0.7, "hired by June", happened)


def test_french_numbers_are_read(tmp_path: Path) -> None:
    text = (FORECASTS + GOOD).replace(",", ";").replace("0.", "0,")
    (one,) = understood(tmp_path, past_forecasts=text).past_forecasts
    assert (one.mid, one.outcome) == (0.03, 0.02)


def test_a_measurement_without_error_is_pointed_at(tmp_path: Path) -> None:
    exact = GOOD.replace(",0.0,0.04,", ",,,")
    workspace = understood(tmp_path, past_forecasts=FORECASTS + exact)
    assert workspace.past_forecasts[0].outcome_sd == 0
    assert [one.code for one in workspace.warnings] == ["outcome_taken_as_exact"]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (GOOD.replace("0.01,0.03", "0.04,0.03"), "mid", "range_order"),
        (GOOD.replace("0.05,,,0.02", "0.05,,,"), "outcome", "missing_value"),
        (GOOD.replace("0.05,,,0.02", "0.05,,,much"), "outcome", "not_a_number"),
        (GOOD.replace("0.02,0.0,", "0.02,0.03,"), "outcome", "outcome_range_order"),
        (GOOD.replace("0.02,0.0,", "0.02,,"), "outcome_low", "outcome_range_incomplete"),
        (GOOD.replace("2024-06-30", "2023-06-30"), "measured_on", "end_before_start"),
        (GOOD.replace("0.01,0.03,0.05,", ",,,"), "mid", "forecast_of_nothing"),
        (GOOD.replace("0.01,0.03,0.05,", "0.01,,0.05,"), "mid", "forecast_incomplete"),
        (GOOD.replace("human", "ann@acme.example"), "author", "author_is_person"),
        (GOOD.replace("human", "Ann Martin-Dupré"), "author", "author_is_person"),
        ("hire,ai,,,,1.2,,yes,,,,2024-01-10,2024-06-30,,,\n", "probability", "not_a_probability"),
        ("hire,ai,,,,0.2,,maybe,,,,2024-01-10,2024-06-30,,,\n", "outcome", "not_yes_or_no"),
        ("hire,ai,0,1,2,0.2,,yes,,,,2024-01-10,2024-06-30,,,\n", "probability", "forecast_of_both"),
        (GOOD.replace(",,2024-01-10", ",-1,2024-01-10"), "outcome_sd", "negative"),
    ],
)
def test_each_fault_is_noted_where_it_is(tmp_path: Path, row: str, column: str, code: str) -> None:
    found = faults(tmp_path, past_forecasts=FORECASTS + GOOD.replace("price", "first") + row)
    assert (3, column, code) in found


def test_the_same_forecast_twice_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, past_forecasts=FORECASTS + GOOD + GOOD) == [
        (3, "decision", "duplicate_row")
    ]


@pytest.mark.parametrize("author", ["human", "ai", "chef de produit", "Finance", "CTO"])
def test_kinds_and_roles_are_welcome(tmp_path: Path, author: str) -> None:
    row = GOOD.replace("human", author)
    assert understood(tmp_path, past_forecasts=FORECASTS + row).past_forecasts[0].author == author


def test_projects_are_read(tmp_path: Path) -> None:
    rows = "a,web,100,130,30,45,delivered,,2024-03-01\nb,web,,,,,stopped,build,\n"
    first, second = understood(tmp_path, past_projects=PROJECTS + rows).past_projects
    assert (first.planned_cost, first.revised_cost, first.revised_days) == (100, 130, 45)
    assert (first.ended_on, second.phase) == (date(2024, 3, 1), "build")
    assert second.status is ProjectStatus.STOPPED


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("a,web,100,,,,,,\n", "revised_cost", "plan_incomplete"),
        ("a,web,0,10,,,,,\n", "planned_cost", "not_positive"),
        ("a,web,,,,,,,\n", "planned_cost", "project_says_nothing"),
        ("a,web,,,,,ended,,\n", "status", "unknown_choice"),
    ],
)
def test_each_fault_of_a_project_is_noted(tmp_path: Path, row: str, column: str, code: str) -> None:
    assert (2, column, code) in faults(tmp_path, past_projects=PROJECTS + row)
