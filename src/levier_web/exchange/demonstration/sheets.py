"""The third chapter: sheets written in the application, with forecasts, remarks and a refusal."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from levier_web.decisions.services import deciding, forecasts, letters, remarks, sheets
from levier_web.exchange.demonstration.story import Event
from levier_web.metrics.models import Metric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from levier_web.exchange.demonstration.story import Story


def events(story: Story) -> Iterator[Event]:
    """Give each sheet: written, proposed, discussed, refused."""
    for told in story.chapter("decisions")["sheets"]:
        yield from _of_sheet(story, told)


def _of_sheet(story: Story, told: dict[str, Any]) -> Iterator[Event]:
    def later(do: Callable[..., object], *arguments: object) -> Callable[[], object]:
        return lambda: do(story, told, *arguments)

    yield Event(story.at(told["days"]), later(_write))
    for name in ("proposed", "again"):
        if name in told:
            yield Event(story.at(told[name], 1), later(_propose))
    for remark in told.get("comments", ()):
        yield Event(story.at(remark["days"], 3), later(_comment, remark))
    if "refusal" in told:
        yield Event(story.at(told["refusal"]["days"], 5), later(_refuse))


def _write(story: Story, told: dict[str, Any]) -> None:
    author = story.people[told["by"]]
    starts = story.today - timedelta(days=told["starts"]) if "starts" in told else None
    values = {
        **{name: told[name] for name in ("title", "kind", "origin", "owner", "stage", "context")},
        "product": story.product(told["product"]),
        "planned_cost": Decimal(told["cost"]),
        "starts_on": starts,
        "review_on": story.today - timedelta(days=told["review"]),
    }
    ways = [sheets.Way(way["title"], way["pros"], way["cons"]) for way in told.get("ways", ())]
    solution = story.made[f"node {told['solution']}"] if "solution" in told else None
    decision = sheets.create(author, sheets.Sheet(values, ways), solution)
    for effect in told.get("effects", ()):
        metric = Metric.objects.get(slug=effect["metric"])
        low, mid, high = effect["range"]
        stated = forecasts.Stated(metric, low, mid, high, effect["scale"], effect["author"])
        forecasts.state(author, decision, stated)
    for gate in told.get("gates", ()):
        remarks.note_gate(author, decision, gate["name"], gate["verdict"], gate["figure"])
    story.made[f"decision {told['key']}"] = decision


def _propose(story: Story, told: dict[str, Any]) -> None:
    deciding.propose(story.people[told["by"]], story.decision(told["key"]))


def _comment(story: Story, told: dict[str, Any], remark: dict[str, Any]) -> None:
    remarks.comment(story.people[remark["by"]], story.decision(told["key"]), remark["text"])


def _refuse(story: Story, told: dict[str, Any]) -> None:
    said, decision = told["refusal"], story.decision(told["key"])
    arguments = letters.Arguments(
        said["criteria"], said["reasons"], said["would_change"], about="request"
    )
    letter = letters.compose(decision, arguments)
    letters.refuse_with_letter(story.people[said["by"]], decision, arguments, letter)
