"""Slide 4: what is not proven, and what would settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.practices.committee_pack.services.asked import amount_of, whole_sentences
from levier_web.practices.committee_pack.services.slide import Sentences, Slide, Table
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from levier_web.impact.models import Effect
    from levier_web.practices.committee_pack.services.asked import Asked

LONGEST = 150
MOST = 5
COLUMNS = ("decision", "metric", "range", "grade", "settle")


def slide(asked: Asked) -> Slide:
    """List them, the largest first."""
    count, rows = asked.home.counts["not_proven"], asked.home.not_proven[:MOST]
    if not rows:
        counts = asked.home.counts
        all_of_them = counts["gain"] or counts["loss"]
        sentence = say(f"ledger.home.{'all_proven' if all_of_them else 'none_measured'}")
        title = say("committee_pack.not_proven.none")
        return Slide("not_proven", title, asked.footnote(), blocks=[Sentences([sentence])])
    table = Table(
        tuple(say(f"committee_pack.column.{name}") for name in COLUMNS),
        [_row(asked, one) for one in rows],
        (0.25, 0.16, 0.17, 0.07, 0.35),
        caption=say("ledger.home.not_proven"),
    )
    title = say_many("committee_pack.not_proven.title", count)
    more = (
        say_many("committee_pack.not_proven.more", count - len(rows)) if count > len(rows) else ""
    )
    footnote = asked.footnote((one.grade for one in rows), more)
    return Slide("not_proven", title, footnote, blocks=[table])


def _row(asked: Asked, one: Effect) -> tuple[str, ...]:
    settling = (one.detail.get("settling") or {}).get("sentence") or {}
    return (
        one.decision.title,
        one.metric.title,
        amount_of(asked, one),
        one.grade,
        whole_sentences(settling.get(asked.language, ""), LONGEST),
    )
