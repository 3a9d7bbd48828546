"""Slide 6: what is to be decided, by whom, on which forecast; and what may fund what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.language import numbers
from levier_web.decisions.models import AgendaItem, Decision
from levier_web.decisions.queries.committee import agenda
from levier_web.decisions.queries.rights import all_rights, rights_of
from levier_web.decisions.queries.visible import visible
from levier_web.decisions.services.committee import overall
from levier_web.ledger.models import Told
from levier_web.practices.committee_pack.services.asked import shortened
from levier_web.practices.committee_pack.services.slide import Sentences, Slide, Table
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier_web.decisions.models import Expectation
    from levier_web.practices.committee_pack.services.asked import Asked
    from levier_web.practices.committee_pack.services.slide import Block

MOST = 7
FUNDING = 3
COLUMNS = ("decision", "asked", "forecast", "cost", "decides")


def slide(asked: Asked) -> Slide:
    """Show the agenda, or what waits for one."""
    lines = [_line(asked, one) for one in planned(asked)]
    rate, _ = overall()
    rated = ""
    if rate.share is not None:
        rated = say(
            "committee_pack.table.rate",
            share=asked.share(rate.share),
            count=rate.count,
            of=rate.out_of,
        )
    funding = [one for one in _funding(asked) if one][:FUNDING]
    if not lines:
        nothing = Sentences([say("committee_pack.table.nothing"), *funding])
        return Slide(
            "table", say("committee_pack.table.none"), asked.footnote((), rated), blocks=[nothing]
        )
    blocks: list[Block] = [
        Table(
            tuple(say(f"committee_pack.column.{name}") for name in COLUMNS),
            lines[:MOST],
            (0.30, 0.13, 0.27, 0.13, 0.17),
            figures=(3,),
            caption=say("committee_pack.table.caption"),
        )
    ]
    if funding:
        blocks.append(Sentences(funding, say("committee_pack.table.funding")))
    title = say_many("committee_pack.table.title", len(lines))
    left = len(lines) - MOST
    more = say_many("committee_pack.table.more", left) if left > 0 else ""
    return Slide("table", title, asked.footnote((), more, rated), blocks=blocks)


@dataclass(frozen=True, slots=True)
class Planned:
    """One decision that waits for an answer."""

    title: str
    purpose: str
    forecast: str
    cost: float | None
    decides: str


def planned(asked: Asked) -> list[Planned]:
    """Give the agenda of the session, or without one what is proposed."""
    rights = all_rights()
    if asked.session is not None:
        pairs: Iterable[tuple[Decision, str]] = [
            (one.decision, one.purpose) for one in agenda(asked.session)
        ]
    else:
        rows = visible(asked.person).filter(state=Decision.State.PROPOSED)
        rows = rows.prefetch_related("expectations__metric").order_by("awaiting_since", "pk")
        pairs = [(one, AgendaItem.Purpose.DECIDE) for one in rows]
    then = say("committee_pack.table.then")
    return [
        Planned(
            decision.title,
            say(f"decisions.purpose.{purpose}"),
            then.join(_forecast(asked, one) for one in decision.expectations.all()[:2]),
            None if decision.planned_cost is None else float(decision.planned_cost),
            ", ".join(rights_of(decision, rights).decides) or say("committee_pack.table.nobody"),
        )
        for decision, purpose in pairs
    ]


def _line(asked: Asked, one: Planned) -> tuple[str, ...]:
    cost = numbers.NONE if one.cost is None else asked.money(one.cost)
    return one.title, one.purpose, one.forecast, cost, one.decides


def _forecast(asked: Asked, one: Expectation) -> str:
    title = shortened(one.metric.title, 28)
    if one.low is None or one.high is None:
        return title
    if one.scale == "absolute":
        span = numbers.quantity_span(one.low, one.high, one.metric.unit, asked.language)
    else:
        low = numbers.percent(one.low, asked.language, signed=True)
        high = numbers.percent(one.high, asked.language, signed=True)
        span = numbers.span(low, high, asked.language)
    return f"{title} {span}"


def _funding(asked: Asked) -> list[str]:
    told = Told.objects.filter(
        measurement=asked.home.measurement, name="accounts", language=asked.language
    ).first()
    return told.sentences if told else []
