"""The second chapter: the tree of opportunities, tied to metrics, signals and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier_web.decisions.models import RICE_INPUTS
from levier_web.decisions.services import tree
from levier_web.exchange.demonstration.story import Event
from levier_web.metrics.models import Metric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from levier_web.exchange.demonstration.story import Story

PLAIN = ("note", "target", "threshold")
GROWN, LINKED = 88, 38
"""Days ago: when the tree was written, and when signals were linked to it."""


def events(story: Story) -> Iterator[Event]:
    """Give the tree, then what speaks for it."""
    nodes = story.chapter("tree")["nodes"]
    yield Event(story.at(GROWN), lambda: _each(_add, story, nodes))
    yield Event(story.at(LINKED), lambda: _each(_link, story, nodes))


def _each(
    write: Callable[[Story, dict[str, Any]], None], story: Story, nodes: list[dict[str, Any]]
) -> None:
    for told in nodes:
        write(story, told)


def _add(story: Story, told: dict[str, Any]) -> None:
    author = story.people["malik"]
    above = story.made[f"node {told['under']}"] if "under" in told else None
    node = tree.add(author, told["level"], told["title"], above)
    values: dict[str, Any] = {name: told[name] for name in PLAIN if name in told}
    if "metric" in told:
        values["metric"] = Metric.objects.get(slug=told["metric"])
    for name in RICE_INPUTS:
        for end, value in zip(
            ("low", "mid", "high"), told.get("ranges", {}).get(name, ()), strict=False
        ):
            values[f"{name}_{end}"] = value
    tree.write(author, node, values)
    if "decision" in told:
        node.decision = story.decision(told["decision"])
        node.save(update_fields=["decision"])
    story.made[f"node {told['key']}"] = node


def _link(story: Story, told: dict[str, Any]) -> None:
    for key in told.get("groups", ()):
        node = story.made[f"node {told['key']}"]
        tree.link(story.people["malik"], node, story.made[f"group {key}"])
