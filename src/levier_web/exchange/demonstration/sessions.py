"""The fourth chapter: sessions of the committee, two held and one to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier_web.decisions.models import AgendaItem
from levier_web.decisions.services import committee
from levier_web.exchange.demonstration.clock import thursday
from levier_web.exchange.demonstration.story import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier_web.exchange.demonstration.story import Story

CHAIR = "claire"
AHEAD = 5
"""Days before a session by which its agenda is written."""
LAST_WEEK = 6
"""Days ago that the agenda of the session to come was written."""


def events(story: Story) -> Iterator[Event]:
    """Give each session: its agenda, then its answers."""
    for told in story.chapter("committee")["sessions"]:
        ago = (story.today - thursday(story.today, told["days"])).days
        convened = ago + AHEAD if "answers" in told else LAST_WEEK
        yield Event(
            story.at(convened),
            lambda t=told: _convene(story, t),  # type: ignore[misc]
        )
        if "answers" in told:
            yield Event(
                story.at(ago, 2),
                lambda t=told: _hold(story, t),  # type: ignore[misc]
            )


def _convene(story: Story, told: dict[str, Any]) -> None:
    chair = story.people[CHAIR]
    session = committee.convene(chair, told["title"], thursday(story.today, told["days"]))
    for key in told["agenda"]:
        committee.put(chair, session, [story.decision(key).pk])
    story.made[f"session {told['key']}"] = session


def _hold(story: Story, told: dict[str, Any]) -> None:
    session = story.made[f"session {told['key']}"]
    for said in told["answers"]:
        item = AgendaItem.objects.select_related("session", "decision").get(
            session=session, decision=story.decision(said["decision"])
        )
        answer = committee.Answer(said["outcome"], said["reason"], said["owner"])
        committee.answer(story.people[said.get("by", CHAIR)], item, answer)
    committee.close(story.people[CHAIR], session)
