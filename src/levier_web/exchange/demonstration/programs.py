"""The sixth chapter: a program that reads for finance, and an address that is told of decisions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from levier_web.exchange.demonstration.story import Event
from levier_web.integrations.services import tokens, webhooks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier_web.exchange.demonstration.story import Story


def events(story: Story) -> Iterator[Event]:
    """Give one access token, whose secret nobody kept, and one webhook, paused at once."""
    told = story.chapter("programs")
    token, webhook = told["token"], told["webhook"]
    yield Event(story.at(token["days"]), lambda: _token(story, token))
    yield Event(story.at(webhook["days"], 1), lambda: _webhook(story, webhook))


def _token(story: Story, told: dict[str, Any]) -> None:
    until = story.today + timedelta(days=told["left"])
    tokens.create(story.people[told["by"]], told["name"], told["scopes"], until)


def _webhook(story: Story, told: dict[str, Any]) -> None:
    """Paused: the address is invented, and a demonstration writes to nobody."""
    owner = story.people[told["by"]]
    made, _ = webhooks.register(owner, told["name"], told["address"], told["kinds"])
    webhooks.pause(owner, made, on=True)
