"""Slide 1: what the decisions brought, against what they cost, by grade of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.ledger.queries.home import groups
from levier_web.practices.committee_pack.services.slide import (
    RangeRow,
    Ranges,
    Sentences,
    Slide,
    Tile,
)
from levier_web.ui.templatetags.words import t_choice
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.practices.committee_pack.services.asked import Asked

SAID = 3
"""Sentences after the first that stand beside the drawing."""


def slide(asked: Asked) -> Slide:
    """Put the answer first."""
    home = asked.home
    grades = home.grades
    first, *others = home.sentences or [say("committee_pack.answer.plain")]
    blocks: list[Ranges | Sentences] = []
    if grades:
        rows = [
            RangeRow(
                f"{say('ui.grade.word')} {one.name}", one.low, one.mid, one.high, grade=one.name
            )
            for one in grades
        ]
        blocks.append(
            Ranges(
                say("committee_pack.answer.alt"),
                range_heads(),
                rows,
                axis=asked.axis(max(abs(row.high) for row in rows)),
            )
        )
    blocks.append(Sentences([*others[:SAID], *_origin(asked)]))
    return Slide("answer", first, asked.footnote(one.name for one in grades), _tiles(asked), blocks)


def range_heads() -> tuple[str, str, str, str, str]:
    """Name the columns of a range."""
    low, mid, high = (say(f"committee_pack.column.{one}") for one in ("low", "mid", "high"))
    return say("committee_pack.column.what"), low, mid, high, say("ui.grade.word")


def _tiles(asked: Asked) -> list[Tile]:
    portfolio = asked.home.portfolio
    found = []
    for name in ("value", "proven", "net"):
        one = portfolio[name]
        found.append(
            Tile(
                say(f"ledger.home.{name}"),
                asked.money(one["p50"]),
                asked.money_span(one["p10"], one["p90"]),
            )
        )
    cost = Tile(say("ledger.home.cost"), asked.money(portfolio["cost"]))
    return [*found[:2], cost, found[2]]


def _origin(asked: Asked) -> list[str]:
    """Say what came from where, the largest first."""
    found = groups(asked.home.measurement, "origin")
    return [
        say(
            "committee_pack.answer.origin",
            origin=t_choice("decisions.origin", one.name),
            span=asked.money_span(one.low, one.high),
            effects=one.effects,
        )
        for one in found[:1]
    ]
