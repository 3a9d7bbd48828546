"""The chapter of the demonstration about budgets: three lines, and what people saw on them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from levier_web.exchange.demonstration.chapters import chapter
from levier_web.exchange.demonstration.story import Event
from levier_web.practices.budget_alerts import queries
from levier_web.practices.budget_alerts.services import alerts, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier_web.exchange.demonstration.story import Story

SET = 117
"""Days ago that the lines were set."""
FINANCE = "hugo"


@chapter
def events(story: Story) -> Iterator[Event]:
    """Give the lines, the alerts, and the answers that some of them got."""
    told = story.chapter("budgets")
    for place, one in enumerate(told["lines"]):
        yield Event(story.at(SET, place), lambda t=one: _line(story, t))  # type: ignore[misc]
    for place, one in enumerate(told["alerts"]):
        yield Event(
            story.at(one["days"], place),
            lambda t=one, n=place: _alert(story, t, n),  # type: ignore[misc]
        )
        if "answer" in one:
            yield Event(
                story.at(one["answer"]["days"], place),
                lambda t=one["answer"], n=place: _answer(story, t, n),  # type: ignore[misc]
            )


def _line(story: Story, told: dict[str, Any]) -> None:
    year = (queries.last_cost() or story.today).year
    story.made[f"budget {told['key']}"] = lines.keep(
        story.people[FINANCE],
        None,
        title=f"{told['title']} {year}",
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        amount=Decimal(told["amount"]),
        category=told["category"],
        owner=told["owner"],
    )


def _alert(story: Story, told: dict[str, Any], place: int) -> None:
    amount = Decimal(told["amount"]) if "amount" in told else None
    line = story.made[f"budget {told['line']}"]
    story.made[f"alert {place}"] = alerts.send(
        story.people[told["by"]], line, told["kind"], told["text"], amount
    )


def _answer(story: Story, told: dict[str, Any], place: int) -> None:
    alerts.answer(
        story.people[told["by"]], story.made[f"alert {place}"], told["said"], told["text"]
    )
