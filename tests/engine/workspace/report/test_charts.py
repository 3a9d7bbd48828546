from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from tests.engine.workspace.effects_fixture import interval
from tests.engine.workspace.results_fixture import full_results

from levier.workspace.report.charts.counterfactual import counterfactual
from levier.workspace.report.charts.drawing import Picture, draw
from levier.workspace.report.charts.forest import ForestRow, money_forest
from levier.workspace.report.charts.theme import COLOURS
from levier.workspace.report.charts.waterfall import Step, waterfall
from levier.workspace.report.overview import forest_in_money, forest_in_percent
from levier.workspace.report.reconciliation import reconciliation_view
from levier.workspace.report.series import Point
from levier.workspace.report.wording import Wording
from levier.workspace.results import Verdict

if TYPE_CHECKING:
    from levier.language import Language


def texts(svg: str) -> list[str]:
    return re.findall(r">([^<>]+)</text>", svg)


def forest(language: Language, name: str = "Forest") -> Picture:
    row = ForestRow("A <b> & co", "Orders", "+3", "C", Verdict.GAIN, interval(30_000.0, 9_000.0))
    return draw(lambda width: money_forest([row], "EUR", language, width), name, language)


def test_axes_speak_the_language() -> None:
    assert "20\u202fk€" in texts(forest("fr").wide)
    assert "€20k" in texts(forest("en").wide)


def test_a_drawing_is_one_image_with_a_name() -> None:
    svg = forest("en", 'The "forest" <of> effects').wide
    assert svg.startswith('<svg role="img" aria-label="The &#34;forest&#34; &lt;of&gt; effects"')
    assert svg.count("role=") == 1


def test_text_of_users_is_escaped() -> None:
    assert "A &lt;b&gt; &amp; co" in forest("en").wide
    assert "<b>" not in forest("en").narrow


def test_a_control_character_in_a_name_does_not_end_the_process() -> None:
    row = ForestRow(
        "A\x1b[31m\x00b", "Or\u202eders", "+3", "C", Verdict.GAIN, interval(30_000.0, 9_000.0)
    )
    for name in ("Forest \x1b", "Forest"):
        drawn = draw(lambda width: money_forest([row], "EUR", "en", width), name, "en").wide
        assert not any(one in drawn for one in "\x1b\x00\u202e")
        assert "\\x1b[31m" in drawn


def test_every_colour_is_one_of_the_theme() -> None:
    wording = Wording(full_results(), "fr")
    views = [forest_in_money(wording), forest_in_percent(wording)]
    svgs = [view.picture.wide for view in views if view is not None]
    svgs.append(reconciliation_view(wording, full_results().reconciliation[0]).picture.wide)
    used = set(re.findall(r'(?:fill|stroke)="(#[^"]+)"', "".join(svgs)))
    assert used <= set(COLOURS.values())
    assert {COLOURS["gain"], COLOURS["loss"], COLOURS["open"], COLOURS["accent"]} <= used


def test_nothing_in_a_drawing_points_outside() -> None:
    svg = forest("en").wide + forest("fr").narrow
    assert set(re.findall(r"https?://[^\"]+", svg)) <= {"http://www.w3.org/2000/svg"}
    assert "href" not in svg


def test_the_forest_has_the_effects_in_the_order_of_money() -> None:
    view = forest_in_money(Wording(full_results(), "en"))
    assert view is not None
    amounts = [effect.money.p50 for effect in view.effects if effect.money]
    assert amounts == sorted(amounts, reverse=True)
    assert len(amounts) == sum(effect.money is not None for effect in full_results().effects)


def test_months_and_years_are_written_under_the_curve() -> None:
    days = [date(2025, month, 1) for month in range(1, 13)]
    points = [Point(day, 10.0 + rank, 9.0, 10.0, 11.0) for rank, day in enumerate(days)]
    picture = draw(
        lambda width: counterfactual(points, days[3], "début", ",~f", width), "Courbe", "fr"
    )
    assert {"2025", "juil.", "début"} <= set(texts(picture.wide))


def test_the_parts_of_a_waterfall_follow_one_another() -> None:
    steps = [
        Step("Before", "10", "level", 10.0, 0.0),
        Step("Trend", "+2", "model", 10.0, 2.0),
        Step("Change", "+3", "decision", 12.0, 3.0, interval(3.0, 1.0)),
        Step("After", "15", "level", 15.0, 0.0),
    ]
    picture = draw(lambda width: waterfall(steps, ",~f", width), "Waterfall", "en")
    written = texts(picture.wide)
    assert [name for name in written if name in {"Before", "Trend", "Change", "After"}] == [
        "Before",
        "Trend",
        "Change",
        "After",
    ]
