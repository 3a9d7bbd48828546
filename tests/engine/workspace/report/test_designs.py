"""Designs side by side: what is drawn, what is said of the units, where a figure is marked."""

from __future__ import annotations

import re

import pytest
from tests.engine.workspace.designs_fixture import WILD, results_across_units
from tests.engine.workspace.effects_fixture import relative
from tests.engine.workspace.results_fixture import full_results

from levier.workspace.report.charts.designs import DesignMark, designs_chart
from levier.workspace.report.charts.theme import NARROW, WIDE
from levier.workspace.report.designs import designs_picture, since_title
from levier.workspace.report.notebook import results_html
from levier.workspace.report.overview import forest_in_percent
from levier.workspace.report.page import render_report
from levier.workspace.report.wording import Wording

MARKS = [
    DesignMark("synthetic control", "reported", "+5%", "B", relative(0.05, 0.01)),
    DesignMark("time series", "", "+400%", "C", WILD),
]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_range_that_says_nothing_does_not_squeeze_the_others(width: int) -> None:
    spec = designs_chart(MARKS, None, width)
    rows = spec["datasets"]["rows"]
    (first,) = [one for one in spec["layer"] if one["encoding"]["x"].get("scale")]
    low, high = first["encoding"]["x"]["scale"]["domain"]
    assert low <= 0 < rows[0]["high95"] < high < 0.3
    assert [row["past_high95"] for row in rows] == [False, True]
    assert [row["inside"] for row in rows] == [True, False]
    assert rows[1]["high95"] == high


def test_the_reported_design_is_drawn_first_and_named() -> None:
    effect = results_across_units().effects[0]
    picture = designs_picture(Wording(results_across_units(), "fr"), effect)
    assert picture is not None
    written = re.findall(r">([^<>]+)</text>", picture.narrow)
    assert "retenue · par groupes d’unités" in written
    assert written.count("déploiement") == 2
    assert designs_picture(Wording(full_results(), "fr"), full_results().effects[0]) is None


def test_the_path_says_what_it_counts() -> None:
    results = results_across_units()
    wording = Wording(results, "en")
    assert since_title(wording, results.effects[0]).startswith("Groups of periods")
    assert since_title(wording, results.effects[11]).startswith("Weeks since")


@pytest.mark.parametrize("show", [render_report, results_html])
def test_figures_of_units_are_marked_and_the_mark_explained(show: type) -> None:
    html = show(results_across_units(), "en")
    wording = Wording(results_across_units(), "en")
    marked = [one for one in results_across_units().effects if one.reached is not None]
    assert len(marked) == 2
    assert all(wording.measured(effect) + "<small>" in html for effect in marked)
    assert wording.on_units() in html
    assert "†" not in show(full_results(), "en")


def test_the_forest_marks_relative_figures_only() -> None:
    forest = forest_in_percent(Wording(results_across_units(), "en"))
    assert forest is not None
    assert forest.picture.wide.count("†") == 1
