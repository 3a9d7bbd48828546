"""The part of the page on choosing among bets: the answer, two pictures, then the rest."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from levier.language.numbers import money, percent
from levier.workspace.choosing.answer import Answering
from levier.workspace.choosing.told import sections
from levier.workspace.choosing.told_around import point_name
from levier.workspace.choosing.words import say
from levier.workspace.report.charts.drawing import draw
from levier.workspace.report.charts.efficient_choices import (
    Axes,
    EfficientPoint,
    efficient_choices,
)
from levier.workspace.report.charts.rank_stability import rank_stability
from levier.workspace.report.figure import Figure, figures_html
from levier.workspace.report.part import Part
from levier.workspace.report.sections_html import sections_html

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.choosing.results import Choice

_FEWEST = 2
"""A picture of one point or one bar shows nothing."""


def part(choice: Choice, language: Language) -> Part:
    """Show what to do now, what to test first, and what lies around the choice."""
    answer, *others = sections(choice, language)
    figures = [
        *([_frontier(choice, language)] if len(choice.frontier) >= _FEWEST else []),
        *([_stability(choice, language)] if len(choice.ranking) >= _FEWEST else []),
    ]
    html = (
        sections_html([replace(answer, heading="")], language)
        + figures_html(figures, language)
        + sections_html(others, language)
    )
    return Part("choose", say("report.now", language), html)


def _frontier(choice: Choice, language: Language) -> Figure:
    points = [
        EfficientPoint(
            name=point_name(choice, one, language),
            worst=one.worst,
            value=one.value.mean,
            made=set(one.solutions) == set(choice.chosen.solutions),
        )
        for one in choice.frontier
    ]
    worst, value = (say(f"report.axis_{name}", language) for name in ("worst", "value"))
    axes = Axes(worst, value, choice.currency, language)
    alt = say("report.frontier_alt", language)
    return Figure(
        title=say("report.frontier", language),
        caption=say("report.frontier_caption", language),
        picture=draw(partial(efficient_choices, points, axes), alt, language),
        heads=(say("columns.choice", language), worst, value),
        rows=tuple(
            (one.name, *(money(end, choice.currency, language) for end in (one.worst, one.value)))
            for one in points
        ),
    )


def _stability(choice: Choice, language: Language) -> Figure:
    title = Answering(choice.workspace).title
    rows = [
        (title(one.solution), percent(one.first, language), one.ranks) for one in choice.ranking
    ]
    alt = say("report.stability_alt", language)
    heads = ("columns.solution", "columns.first", "report.second_third", "report.lower")
    return Figure(
        title=say("report.stability", language),
        caption=say("report.stability_caption", language),
        picture=draw(partial(rank_stability, rows), alt, language),
        heads=tuple(say(key, language) for key in heads),
        rows=tuple(
            (
                name,
                *(
                    percent(share, language)
                    for share in (ranks[0], sum(ranks[1:3]), sum(ranks[3:]))
                ),
            )
            for name, _, ranks in rows
        ),
    )
