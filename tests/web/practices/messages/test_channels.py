"""Rooms of Slack and Teams, told over a real connection in the shape of each."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from tests.web.integrations.receiver import Receiver, receiving

from levier_web.decisions.models import Decision
from levier_web.organisation import audit
from levier_web.organisation.floors.settling import settle
from levier_web.organisation.models import AuditLine, Person
from levier_web.practices.messages.models import Channel, Notice
from levier_web.practices.messages.services import channels
from levier_web.ui.refusals import NotAllowed, Refusal
from levier_web.ui.registry import awaiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from levier_web.organisation.models import Team


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.OUTGOING_HOSTS = frozenset({"localhost"})
    settings.SITE = "https://levier.example"
    with receiving() as told:
        yield told


def room(olga: Person, receiver: Receiver, kind: str = "slack", **more: Any) -> Channel:
    given = {"language": "en", "kinds": ["decision.decided"], **more}
    return channels.register(olga, "Team room", kind, receiver.address, **given)


def decide(team: Team | None = None, actor: Person | None = None) -> None:
    decision = Decision.objects.create(slug=f"bet-{Decision.objects.count()}", title="S", team=team)
    audit.record(actor, "decision.decided", decision)


def test_slack_is_told_in_blocks(olga: Person, receiver: Receiver) -> None:
    room(olga, receiver)
    decide()
    assert channels.send_due(timezone.now()) == 1
    told = json.loads(receiver.came[0][1])
    assert told["text"] == "Levier · A decision is taken"
    assert told["blocks"][0]["type"] == "section"
    assert "<https://levier.example/decisions/|Open in Levier>" in told["blocks"][0]["text"]["text"]
    assert Notice.objects.get().state == "sent"


def test_teams_is_told_by_a_card_in_the_rooms_language(olga: Person, receiver: Receiver) -> None:
    room(olga, receiver, "teams", language="fr")
    decide()
    channels.send_due(timezone.now())
    told = json.loads(receiver.came[0][1])
    (card,) = told["attachments"]
    assert told["type"] == "message"
    assert card["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert card["content"]["type"] == "AdaptiveCard"
    assert card["content"]["body"][0]["text"].endswith("ne décision est prise")
    assert card["content"]["actions"][0]["url"] == "https://levier.example/decisions/"


def test_a_teams_room_is_told_only_what_is_about_it(
    olga: Person, receiver: Receiver, checkout: Team, search_team: Team
) -> None:
    room(olga, receiver, team=checkout)
    decide(search_team)
    decide()
    audit.record(olga, "decision.amended")
    assert not Notice.objects.exists()
    decide(checkout)
    assert Notice.objects.count() == 1


def test_a_room_of_few_people_is_told_of_its_whole_group(
    olga: Person, receiver: Receiver, checkout: Team, search_team: Team
) -> None:
    """Counting the messages of a room tells no less than a group."""
    for team, people in ((checkout, 3), (search_team, 4)):
        for number in range(people):
            Person.objects.create(email=f"{team}{number}@example.org", name="P", team=team)
    room(olga, receiver, team=checkout)
    decide(checkout)
    assert not Notice.objects.exists()  # the two wait to be grouped
    settle(at_once=True)
    decide(search_team)
    decide(checkout)
    assert Notice.objects.count() == 2


def test_failures_are_tried_again_then_the_owner_is_told(olga: Person, receiver: Receiver) -> None:
    kept = room(olga, receiver)
    decide()
    now = timezone.now()
    receiver.answers = [500] * (len(channels.WAITS) + 1)
    for _ in range(len(channels.WAITS) + 1):
        channels.send_due(now)
        now += timedelta(days=1, minutes=1)
    assert Notice.objects.get().fault == "500"
    kept.refresh_from_db()
    assert kept.stopped_at is not None
    assert any("Team room" in item.sentence for item in awaiting(olga))
    decide()
    assert Notice.objects.count() == 1
    channels.pause(olga, kept, on=False)
    decide()
    assert channels.send_due(now) == 1


def taken_by_a_sleeper() -> Notice:
    """Give a notice as a worker took it that then fell asleep until its lease was over."""
    over = timezone.now() - timedelta(seconds=1)
    Notice.objects.update(due_at=over)
    return Notice.objects.select_related("channel").get()


def test_a_worker_that_wakes_up_late_tells_a_room_nothing_again(
    olga: Person, receiver: Receiver
) -> None:
    room(olga, receiver)
    decide()
    slept = taken_by_a_sleeper()
    assert channels.send_due(timezone.now()) == 1
    channels._attempt(slept, timezone.now())
    assert len(receiver.came) == 1
    kept = Notice.objects.get()
    assert (kept.state, kept.tries) == ("sent", 1)


def test_a_worker_whose_lease_ended_leaves_a_notice_to_the_next(
    olga: Person, receiver: Receiver
) -> None:
    room(olga, receiver)
    decide()
    channels._attempt(taken_by_a_sleeper(), timezone.now())
    assert receiver.came == []
    assert channels.send_due(timezone.now()) == 1
    assert len(receiver.came) == 1


@pytest.mark.parametrize("fault", ["500", ""])
def test_an_answer_that_comes_late_undoes_nothing(
    olga: Person, receiver: Receiver, fault: str
) -> None:
    """It waited for the room's answer while another worker told the room."""
    kept = room(olga, receiver)
    decide()
    slept = taken_by_a_sleeper()
    slept.tries = len(channels.WAITS)
    channels.send_due(timezone.now())
    channels._settled(slept, fault, timezone.now())
    told = Notice.objects.get()
    assert (told.state, told.tries, told.fault) == ("sent", 1, "")
    kept.refresh_from_db()
    assert kept.stopped_at is None


def test_a_trial_says_at_once_what_came_of_it(
    olga: Person, receiver: Receiver, browser_of: Callable[[Person], Client]
) -> None:
    kept, browser = room(olga, receiver), browser_of(olga)
    receiver.answers = [404, 404]
    assert channels.try_out(olga, kept).state == "failed"
    tried = browser.post(f"/messages/channels/{kept.pk}/try/", follow=True).content.decode()
    assert tried.count("404: there is nothing at this address") == 3  # told at once, and listed
    assert channels.try_out(olga, kept).state == "sent"
    page = browser.get(f"/messages/channels/{kept.pk}/").content.decode()
    assert receiver.address not in page
    assert browser.get("/messages/channels/").status_code == 200


@pytest.mark.parametrize(
    "address", ["https://127.0.0.1/x", "http://hooks.example/x", "https://169.254.169.254/", "x"]
)
def test_an_address_inside_is_refused_and_noted(olga: Person, address: str) -> None:
    with pytest.raises(Refusal):
        channels.register(olga, "Room", "slack", address, "en", ["decision.decided"])
    assert AuditLine.objects.filter(action="channel.address_refused").exists()


def test_who_may_not_and_what_is_unknown_are_refused(
    olga: Person, ana: Person, receiver: Receiver
) -> None:
    with pytest.raises(NotAllowed):
        room(ana, receiver)
    refused: tuple[dict[str, Any], ...] = (
        {"kinds": ["person.added"]},
        {"kinds": []},
        {"language": "de"},
    )
    for wrong in refused:
        with pytest.raises(Refusal):
            room(olga, receiver, **wrong)
    with pytest.raises(Refusal):
        room(olga, receiver, "irc")


def test_a_removed_room_forgets_its_address(olga: Person, receiver: Receiver) -> None:
    kept = room(olga, receiver)
    decide()
    channels.remove(olga, kept)
    assert channels.send_due(timezone.now()) == 0
    kept.refresh_from_db()
    assert (kept.address, receiver.came) == ("", [])
    with pytest.raises(Refusal):
        channels.try_out(olga, kept)


def test_the_form_says_what_is_wrong(olga: Person, browser_of: Callable[[Person], Client]) -> None:
    browser = browser_of(olga)
    said = {"name": "R", "kind": "slack", "language": "en", "kinds": ["decision.decided"]}
    inside = browser.post("/messages/channels/new/", {**said, "address": "https://127.0.0.1/x"})
    assert inside.status_code == 422
    unknown = {**said, "address": "https://hooks.example/x", "team": "Nobody"}
    assert b"Nobody" in browser.post("/messages/channels/new/", unknown).content
    right = {**said, "address": "https://hooks.example/x"}
    assert browser.post("/messages/channels/new/", right).status_code == 302
    assert Channel.objects.get().name == "R"
