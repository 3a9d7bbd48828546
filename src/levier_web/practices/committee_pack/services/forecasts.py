"""Slide 5: forecasts against results, and where technology and product stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.intervals.wilson import score_interval
from levier_web.ledger.services.position import EIGHTY, position
from levier_web.practices.committee_pack.services.answered import range_heads
from levier_web.practices.committee_pack.services.slide import (
    RangeRow,
    Ranges,
    Sentences,
    Slide,
)
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.ledger.services.position import Axis
    from levier_web.practices.committee_pack.services.asked import Asked
    from levier_web.practices.committee_pack.services.slide import Block

PROMISED = 0.8


def slide(asked: Asked) -> Slide:
    """Judge the forecasts; show the axes that can be counted."""
    judged = asked.home.portfolio["forecasts"]
    title = say("ledger.home.forecasts_none")
    blocks: list[Block] = [Sentences([say("committee_pack.forecasts.begin")])]
    if judged["scored"]:
        title = say(
            "committee_pack.forecasts.title",
            scored=judged["scored"],
            inside=asked.share(judged["coverage80"]),
        )
        blocks = [_coverage(judged["scored"], judged["coverage80"])]
    axes = [axis for axis in position() if axis.share is not None]
    if axes:
        rows = [_axis(axis) for axis in axes]
        alt = say("ledger.position.title")
        blocks.append(Ranges(alt, range_heads(), rows, percent=True))
    note = say("committee_pack.forecasts.note")
    return Slide("forecasts", title, asked.footnote((), note), blocks=blocks)


def _coverage(scored: int, inside: float) -> Ranges:
    low, high = score_interval(inside, scored, EIGHTY)
    rows = [
        RangeRow(say("committee_pack.forecasts.promised"), PROMISED, PROMISED, PROMISED, "level"),
        RangeRow(say("committee_pack.forecasts.seen"), low, inside, high, "open"),
    ]
    return Ranges(say("committee_pack.forecasts.alt"), range_heads(), rows, percent=True)


def _axis(axis: Axis) -> RangeRow:
    assert axis.share is not None  # noqa: S101 - only those are drawn
    low = axis.share if axis.low is None else axis.low
    high = axis.share if axis.high is None else axis.high
    counted = f"{say(f'ledger.axis.{axis.name}')} ({axis.counted}/{axis.of})"
    return RangeRow(counted, low, axis.share, high, "open")
