"""The part of the page on forecasts: whether ranges hold, in a picture, then the board."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from levier.workspace.forecast_board.said import say
from levier.workspace.forecast_board.told import WIDE, sections
from levier.workspace.report.charts.calibration import calibration
from levier.workspace.report.charts.drawing import draw
from levier.workspace.report.figure import Figure, figures_html
from levier.workspace.report.part import Part
from levier.workspace.report.sections_html import sections_html

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.forecast_board.results import Board
    from levier.workspace.told import Section, ToldTable


def part(board: Board, language: Language) -> Part:
    """Show how forecasts did; the calibration curve takes the place of its table."""
    answer, *others = sections(board, language, WIDE)
    heading = say("curve", language)
    curve = [one for one in others if one.heading == heading]
    figures = [_figure(board, one, one.tables[0], language) for one in curve]
    html = (
        sections_html([replace(answer, heading="", tables=(), afterwards=())], language)
        + figures_html(figures, language)
        + sections_html([one for one in others if one.heading != heading], language)
        + sections_html(_shown_last(answer, language), language)
    )
    return Part("forecasts", answer.heading, html)


def _shown_last(answer: Section, language: Language) -> list[Section]:
    """Put the forecasts one by one at the end: a long table, looked up rather than read."""
    if not answer.tables:
        return []
    return [replace(answer, heading=say("one_by_one", language), sentences=(), notes=())]


def _figure(board: Board, curve: Section, table: ToldTable, language: Language) -> Figure:
    stated, under = (say(f"head.{name}", language) for name in ("stated", "under"))
    return Figure(
        title=curve.heading,
        caption=curve.sentences[0],
        picture=draw(
            partial(calibration, board.calibration, stated, under),
            say("curve_alt", language, forecasts=str(len(board.rows))),
            language,
        ),
        heads=table.columns,
        rows=table.rows,
    )
