"""The part of the page on a client that may be left: result and cash, month by month."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from levier.language.numbers import money, money_span, number
from levier.workspace.report.charts.course import course
from levier.workspace.report.charts.drawing import draw
from levier.workspace.report.figure import Figure, figures_html
from levier.workspace.report.part import Part
from levier.workspace.report.sections_html import sections_html
from levier.workspace.simulating.results import ExitChoice
from levier.workspace.simulating.told import exit_sections, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from levier.language import Language
    from levier.workspace.accounts.results import Span
    from levier.workspace.simulating.results import ClientExit


def part(found: ClientExit, language: Language) -> Part:
    """Show the choices, the answer first."""
    (answer,) = exit_sections(found, language)
    figures = tuple(_figures(found, language))
    html = sections_html([replace(answer, heading="")], language) + figures_html(figures, language)
    return Part("client-exit", answer.heading, html)


def _figures(found: ClientExit, language: Language) -> Iterator[Figure]:
    for one in found.choices:
        if one.choice is ExitChoice.KEEP:
            continue
        choice = say(f"exit.choice.{one.choice.value}", language)
        for kind, spans in (("result", one.result), ("cash", one.cash)):
            title = say(f"exit.chart_{kind}", language, choice=choice)
            yield _figure(title, spans, found.currency, language)


def _figure(title: str, spans: Sequence[Span], currency: str, language: Language) -> Figure:
    first, last = (money(spans[place].p50, currency, language) for place in (0, -1))
    name = say("exit.chart_alt", language, what=title, first=first, last=last)
    axis = say("exit.month", language)
    return Figure(
        title=title,
        caption=say("exit.chart_caption", language),
        picture=draw(partial(course, spans, axis), name, language),
        heads=tuple(say(f"exit.{head}", language) for head in ("month", "middle", "range")),
        rows=tuple(
            (
                number(rank, language),
                money(span.p50, currency, language),
                money_span(span.p10, span.p90, currency, language),
            )
            for rank, span in enumerate(spans, start=1)
        ),
    )
