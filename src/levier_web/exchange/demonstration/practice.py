"""The fifth chapter: decision rights, losses, lessons, reviews, a stance, a design, a source."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from levier_web.exchange.demonstration.story import Event
from levier_web.impact.services.pinning import pin
from levier_web.learning.services.lessons import hold_review, write_lesson
from levier_web.ledger.services.losses import write_loss, write_reuse
from levier_web.ledger.services.position import take_stance
from levier_web.metrics.models import Metric, Source
from levier_web.metrics.services.sources import SourceWish, declare
from levier_web.organisation.services.rights import write_right

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from levier_web.exchange.demonstration.story import Story

    Teller = Callable[[Story, dict[str, Any]], None]

RIGHTS_WRITTEN = 118
"""Days ago."""


def events(story: Story) -> Iterator[Event]:
    """Give everything that happened before the first measurement."""
    told = story.chapter("practice")
    kinds: list[tuple[str, Teller]] = [
        ("rights", _right),
        ("losses", _loss),
        ("reuses", _reuse),
        ("lessons", _lesson),
        ("reviews", _review),
    ]
    for name, tell in kinds:
        for place, one in enumerate(told[name]):
            if not one.get("after"):
                yield _event(story, tell, one, place)
    for name, tell in (("stance", _stance), ("pin", _pin), ("source", _source)):
        yield _event(story, tell, told[name], 0)


def afterwards(story: Story) -> None:
    """Write what counts no more: a reuse put down once the gain is known."""
    for one in story.chapter("practice")["reuses"]:
        if one.get("after"):
            _reuse(story, one)


def _event(story: Story, tell: Teller, one: dict[str, Any], place: int) -> Event:
    return Event(story.at(one.get("days", RIGHTS_WRITTEN), place), lambda: tell(story, one))


def _right(story: Story, told: dict[str, Any]) -> None:
    for part in told["parts"]:
        write_right(
            story.people["claire"],
            kind=told["kind"],
            threshold=Decimal(told["from"]),
            function=part["function"],
            part=part["part"],
            escalates_to=part.get("escalates", ""),
            answer_days=part.get("days"),
        )


def _loss(story: Story, told: dict[str, Any]) -> None:
    story.made[f"loss {told['key']}"] = write_loss(
        story.people[told["by"]],
        title=told["title"],
        amount=Decimal(told["amount"]),
        found_on=story.today - timedelta(days=told["days"]),
        cause=told["cause"],
        lesson=told["lesson"],
        decision=story.decision(told["decision"]),
    )


def _reuse(story: Story, told: dict[str, Any]) -> None:
    loss, decision = story.made[f"loss {told['loss']}"], story.decision(told["decision"])
    write_reuse(story.people["claire"], loss, decision, told["what"], Decimal(told["share"]))


def _lesson(story: Story, told: dict[str, Any]) -> None:
    taught = [story.decision(key) for key in told["decisions"]]
    write_lesson(story.people[told["by"]], told["title"], told["text"], taught)


def _review(story: Story, told: dict[str, Any]) -> None:
    hold_review(
        story.people[told["by"]],
        story.decision(told["decision"]),
        outcome=told["outcome"],
        seen=told["seen"],
        next_on=story.today - timedelta(days=told["next"]) if "next" in told else None,
        lesson=told.get("lesson", ""),
    )


def _stance(story: Story, told: dict[str, Any]) -> None:
    take_stance(story.people[told["by"]], told["level"], told["fact"])


def _pin(story: Story, told: dict[str, Any]) -> None:
    metric = Metric.objects.get(slug=told["metric"])
    decision = story.decision(told["decision"])
    pin(story.people[told["by"]], decision, metric, told["design"], told["reason"])


def _source(story: Story, told: dict[str, Any]) -> None:
    wish = SourceWish(told["name"], Source.Kind.PUSH, story.people[told["team"]].team)
    declare(story.people[told["by"]], wish)
