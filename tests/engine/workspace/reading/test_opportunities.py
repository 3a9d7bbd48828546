"""``opportunities``: ranges, requirements and the tree, with every fault in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.engine.workspace.choosing.bets_folder import ROWS, SETTINGS, bets_workspace, write_bets

from levier.errors import InvalidWorkspace
from levier.workspace.inputs.opportunities import Learnt, Level, Span
from levier.workspace.reading import read

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = ("a,A,,,,,{requires},,,,,,,,10,20,30,1,2,3,,,,,,,", "b,B,,,,,{other},,,,,,,,,9,,,5,,,,,,,,")
HEADER = "id,title,level,parent,effort_mid,value_mid"


def codes(folder: Path) -> set[tuple[str, str]]:
    with pytest.raises(InvalidWorkspace) as refused:
        read(folder, ())
    return {(fault.column, fault.code) for fault in refused.value.faults}


def test_rows_become_typed(tmp_path: Path) -> None:
    rows = {row.id: row for row in bets_workspace(tmp_path).opportunities}
    tour, probe = rows["tour"], rows["probe"]
    assert (tour.level, tour.reach, tour.excludes) == (Level.SOLUTION, Span(1000, 1000, 1000), ())
    assert (tour.impact, tour.confidence) == (Span(0.05, 0.2, 0.5), 0.8)
    assert (rows["calls"].excludes, rows["more-voice"].requires) == (("tour",), ("voice",))
    assert (rows["law"].must, tour.must) == (True, False)
    assert (probe.level, probe.parent, probe.test_of) == (Level.TEST, "voice", Learnt.SUCCESS)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("x,X,,,,,,,,,,,,,10,20,15,1,2,3,,,,,,,", ("effort_high", "range_order")),
        ("x,X,,,,,,,,,,,,,10,20,,1,2,3,,,,,,,", ("effort_mid", "range_incomplete")),
        ("x,X,,,,,,,,,,,,,,-2,,1,2,3,,,,,,,", ("effort_mid", "negative")),
        ("x,X,,,,,,,,,,,,,,0,,1,2,3,,,,,,,", ("effort_mid", "not_positive")),
        ("x,X,,,,,,,,,,,,,,,,1,2,3,,,,,,,", ("effort_mid", "no_effort")),
        ("x,X,,,,,,,,5,,,,,,20,,,,,,,,,,,", ("value_mid", "nothing_to_value")),
        ("x,X,,,,,,,,,,,,-0.2,,20,,,3,,,,,,,,", ("confidence", "outside_share")),
        ("x,X,,,,,nowhere,,,,,,,,,20,,,3,,,,,,,,", ("requires", "unknown_solution")),
        ("x,X,,nowhere,,,,,,,,,,,,20,,,3,,,,,,,,", ("parent", "unknown_opportunity")),
        ("x,X,outcome,voice,,,,,,,,,,,,,,,,,,,,,,,", ("parent", "parent_below")),
        ("x,X,test,,,,,,,,,,,,,,,,,,,,success,,,0.8,", ("parent", "test_without_solution")),
        ("x,X,test,voice,,,,,,,,,,,,,,,,,,,,,,,", ("test_of", "test_of_nothing")),
        (
            "x,X,test,voice,,,,,,,,,,,,,,,,,,,success,,,0.5,",
            ("test_reliability", "test_unreliable"),
        ),
        ("x,X,test,tour,,,,,,,,,,,,,,,,,,,impact,50,,,", ("test_size", "test_without_size")),
    ],
)
def test_each_fault_has_its_code(tmp_path: Path, row: str, fault: tuple[str, str]) -> None:
    assert fault in codes(write_bets(tmp_path, (*ROWS, row)))


def test_requirements_in_a_circle_are_named(tmp_path: Path) -> None:
    rows = (PLAIN[0].format(requires="b"), PLAIN[1].format(other="a"))
    with pytest.raises(InvalidWorkspace, match="a → b → a"):
        read(write_bets(tmp_path, rows), ())


def test_loose_ends_are_remarked(tmp_path: Path) -> None:
    rows = ("g,Goal,outcome,,,", "o,Need,opportunity,g,,", "s,Do,solution,,5,9")
    (tmp_path / "levier.toml").write_text(SETTINGS, encoding="utf-8")
    text = "\n".join((HEADER, *rows)) + "\n"
    (tmp_path / "opportunities.csv").write_text(text, encoding="utf-8")
    assert {(one.code, one.line) for one in read(tmp_path, ()).warnings} == {
        ("orphan", 4),
        ("barren", 3),
    }


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("discount_rate = -0.1", ("portfolio.discount_rate", "negative")),
        ("period_months = 0", ("portfolio.period_months", "not_positive")),
        ("risk_aversion = 2", ("portfolio.risk_aversion", "outside_zero_one")),
        ('worst_case = "low"', ("portfolio.worst_case", "not_number_in_toml")),
    ],
)
def test_means_are_checked(tmp_path: Path, line: str, fault: tuple[str, str]) -> None:
    assert fault in codes(write_bets(tmp_path, more=line + "\n"))


def test_capacity_may_be_by_team(tmp_path: Path) -> None:
    assert bets_workspace(tmp_path / "one").portfolio.capacity == {"": 60.0}
    by_team = SETTINGS.replace("capacity = 60", 'capacity = { "Shop" = 60, "Lab" = 5.5 }')
    found = read(write_bets(tmp_path / "two", settings=by_team), ())
    assert found.portfolio.capacity == {"Shop": 60.0, "Lab": 5.5}
