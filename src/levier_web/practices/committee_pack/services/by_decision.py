"""Slide 2: every decision with a value, as a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.practices.committee_pack.services.answered import range_heads
from levier_web.practices.committee_pack.services.asked import shortened
from levier_web.practices.committee_pack.services.slide import (
    RangeRow,
    Ranges,
    Sentences,
    Sign,
    Slide,
)
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from levier_web.impact.models import Effect
    from levier_web.practices.committee_pack.services.asked import Asked

SIGNS: dict[str, Sign] = {"gain": "gain", "loss": "loss"}


def slide(asked: Asked) -> Slide:
    """Draw the forest of decisions."""
    home = asked.home
    title = say(
        "committee_pack.decisions.title",
        gain=say_many("committee_pack.decisions.gain", home.counts["gain"]),
        loss=say_many("committee_pack.decisions.loss", home.counts["loss"]),
        not_proven=say_many("committee_pack.decisions.not_proven", home.counts["not_proven"]),
    )
    rows = [_row(one) for one in home.forest if one.money_p50 is not None]
    grades = [row.grade for row in rows]
    more = say("committee_pack.decisions.how")
    if not rows:
        empty = Sentences([say("ledger.home.no_money")])
        return Slide("decisions", title, asked.footnote(grades), blocks=[empty])
    drawn = Ranges(
        say("committee_pack.decisions.alt"),
        range_heads(),
        rows,
        axis=asked.axis(max(abs(row.high) for row in rows)),
    )
    every = sum(home.counts[one] for one in ("gain", "loss", "not_proven"))
    part = say("committee_pack.decisions.part", drawn=len(rows), every=every)
    said = [part, more] if len(rows) < every else [more]
    return Slide("decisions", title, asked.footnote(grades, *said), blocks=[drawn])


def _row(one: Effect) -> RangeRow:
    return RangeRow(
        f"{shortened(one.decision.title, 36)} · {shortened(one.metric.title, 24)} · {one.grade}",
        one.money_p10 or 0.0,
        one.money_p50 or 0.0,
        one.money_p90 or 0.0,
        SIGNS.get(one.verdict, "open"),
        one.grade,
    )
