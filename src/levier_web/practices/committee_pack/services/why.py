"""Slide 3: why the main metric moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language import numbers
from levier_web.impact.services import reconciled
from levier_web.practices.committee_pack.services.asked import shortened
from levier_web.practices.committee_pack.services.slide import (
    Sentences,
    Sign,
    Slide,
    StepRow,
    Steps,
)
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.impact.services.reconciled import Reconciled
    from levier_web.practices.committee_pack.services.asked import Asked

MOST = 9
"""Parts that a slide can hold; the smallest ones are put together."""


def slide(asked: Asked) -> Slide:
    """Take the change of the metric with the most at stake apart."""
    shown = main(asked)
    if shown is None:
        nothing = Sentences([say("committee_pack.why.none")])
        return Slide(
            "why", say("committee_pack.why.none_title"), asked.footnote(), blocks=[nothing]
        )
    before, after = shown.item["before"]["mean"], shown.item["after"]["mean"]
    title = say(
        "committee_pack.why.title",
        metric=shown.metric.title,
        before=numbers.number(before, asked.language),
        after=numbers.quantity(after, shown.metric.unit, asked.language),
    )
    heads = say("committee_pack.column.what"), say("committee_pack.column.amount")
    alt = say("committee_pack.why.alt", metric=shown.metric.title)
    drawn = Steps(alt, heads, _rows(asked, shown, before, after))
    note = say("committee_pack.why.note")
    return Slide("why", title, asked.footnote((), note), blocks=[drawn])


def main(asked: Asked) -> Reconciled | None:
    """Give the reconciliation of the first metric with a value in money, else of the first."""
    found = reconciled.metrics(asked.home.measurement)
    valued = [one for one in found if one.value_mid is not None] or found
    if not valued:
        return None
    return reconciled.shown(asked.home.measurement, valued[0].slug, asked.language)


def _rows(asked: Asked, shown: Reconciled, before: float, after: float) -> list[StepRow]:
    parts = [part for part in shown.parts if part.amount]
    kept = sorted(parts, key=lambda part: -abs(part.amount))[:MOST]
    rest = sum(part.amount for part in parts if part not in kept)
    rows = [_level(asked, "before", before)]
    for part in parts:
        if part in kept:
            sign: Sign = "model"
            if part.kind == "decision":
                sign = "gain" if part.amount > 0 else "loss"
            rows.append(_step(asked, shortened(part.name, 34), part.amount, sign))
    if rest:
        rows.append(_step(asked, say("committee_pack.why.others"), rest, "open"))
    return [*rows, _level(asked, "after", after)]


def _level(asked: Asked, which: str, mean: float) -> StepRow:
    figure = numbers.number(mean, asked.language)
    return StepRow(say(f"impact.part.{which}"), mean, "level", figure)


def _step(asked: Asked, name: str, amount: float, sign: Sign) -> StepRow:
    return StepRow(name, amount, sign, numbers.number(amount, asked.language))
