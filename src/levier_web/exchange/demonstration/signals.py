"""The first chapter: what people said, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from levier_web.exchange.demonstration.story import Event
from levier_web.metrics.models import Metric
from levier_web.organisation.models import Client
from levier_web.signals.models import Group
from levier_web.signals.services import Draft, post, rename, set_fate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier_web.exchange.demonstration.story import Story


def events(story: Story) -> Iterator[Event]:
    """Give every signal and every answer."""
    for group in story.chapter("signals")["groups"]:
        for place, told in enumerate(group["signals"]):
            yield Event(
                story.at(told["days"], place),
                lambda g=group, t=told, n=place: _post(story, g, t, n),  # type: ignore[misc]
            )
        if "fate" in group:
            yield Event(
                story.at(group["fate"]["days"], 9),
                lambda g=group: _answer(story, g),  # type: ignore[misc]
            )


def _post(story: Story, group: dict[str, Any], told: dict[str, Any], place: int) -> None:
    author = story.people[told["by"]]
    known: Group | None = story.made.get(_key(group))
    draft = Draft(
        text=told["text"],
        token=f"demonstration-{group['key']}-{place}",
        kind=told["kind"],
        client=Client.objects.first() if group.get("client") else None,
        product=story.product(group.get("product", "")),
        metric=Metric.objects.get(slug=group["metric"]) if "metric" in group else None,
        screen=told.get("screen", ""),
        step=told.get("step", ""),
        effect=told.get("effect", ""),
        group=known,
    )
    signal = post(author, draft)
    if known is None:
        story.made[_key(group)] = signal.group
        rename(story.people["malik"], signal.group, group["title"])


def _answer(story: Story, group: dict[str, Any]) -> None:
    fate = group["fate"]
    set_fate(
        story.people[fate["by"]],
        story.made[_key(group)],
        fate["fate"],
        fate["sentence"],
        _address(story, fate),
    )


def _address(story: Story, fate: dict[str, Any]) -> str:
    if "node" in fate:
        return reverse("decisions:node", args=[story.made[f"node {fate['node']}"].pk])
    if "decision" in fate:
        return reverse("decisions:sheet", args=[story.decision(fate["decision"]).slug])
    return ""


def _key(group: dict[str, Any]) -> str:
    return f"group {group['key']}"
