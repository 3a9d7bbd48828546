"""Programs set rooms, walls and mails as people do, and are told no address that they gave."""

from __future__ import annotations

import json
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.web.calls import ROOT, Program, program_of
from tests.web.integrations.receiver import Receiver, receiving

from levier_web.organisation.models import AuditLine
from levier_web.practices.messages.models import Channel, MailFile, Notice
from levier_web.practices.messages.services import capture, channels
from levier_web.signals.models import Signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier_web.organisation.models import Person, Team

SCOPES = ["messages:read", "messages:write", "signals:write"]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.OUTGOING_HOSTS = frozenset({"localhost"})
    settings.SITE = "https://levier.example"
    with receiving() as told:
        yield told


def a_room(address: str, **more: object) -> dict[str, object]:
    said = {"name": "Team room", "kind": "slack", "address": address, "language": "en"}
    return {**said, "kinds": ["decision.decided"], **more}


def test_a_rooms_address_is_given_and_never_read_back(
    olga: Person, checkout: Team, receiver: Receiver
) -> None:
    program = program_of(olga, SCOPES)
    body = a_room(receiver.address, team="checkout")
    key = {"Idempotency-Key": "the room"}
    made = program.post("/messages/channels", body, 201, **key)
    assert program.post("/messages/channels", body, 201, **key) == made
    assert (made["team"], made["kinds"]) == ("Checkout", ["decision.decided"])
    one = f"/messages/channels/{made['id']}"
    channels.ask_trial(olga, Channel.objects.get())
    for path in ("/messages/channels", one, f"{one}/notices", "/messages/channels?q=localhost"):
        answer = program.call("GET", path)
        assert answer.status_code == 200
        assert b"localhost" not in answer.content
    assert program.get("/messages/channels?q=localhost")["count"] == 0
    assert b"localhost" not in json.dumps(made).encode()


def test_a_trial_is_sent_by_the_worker_to_a_paused_room_too(
    olga: Person, receiver: Receiver
) -> None:
    program = program_of(olga, SCOPES)
    made = program.post("/messages/channels", a_room(receiver.address), 201)
    one = f"/messages/channels/{made['id']}"
    assert program.post(f"{one}/pause", {"paused": True})["paused_at"] is not None
    asked = program.post(f"{one}/try", None, 201)
    assert (asked["state"], receiver.came) == ("waiting", [])
    receiver.answers = [404]
    assert channels.send_due(timezone.now()) == 1
    [told] = program.get(f"{one}/notices?state=failed")["items"]
    assert (told["id"], told["fault"]) == (asked["id"], "404")
    assert program.get(f"{one}/notices?state=sent")["count"] == 0
    assert program.post(f"{one}/pause", {"paused": False})["paused_at"] is None
    program.delete(one)
    assert program.get("/messages/channels")["count"] == 0
    program.told(program.call("GET", one), 404)
    assert not Notice.objects.filter(state="waiting").exists()


@pytest.mark.parametrize(
    ("wrong", "noted"),
    [
        ({"address": "https://169.254.169.254/latest"}, 1),
        ({"kinds": ["person.added"]}, 0),
        ({"team": "Nobody"}, 0),
        ({"kind": "irc"}, 0),
    ],
)
def test_a_room_is_refused_in_words(olga: Person, wrong: dict[str, object], noted: int) -> None:
    answer = program_of(olga, SCOPES).call(
        "POST", "/messages/channels", a_room("https://hooks.example/x") | wrong,
        **{"Idempotency-Key": "inside"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert not Channel.objects.exists()
    assert AuditLine.objects.filter(action="channel.address_refused").count() == noted


def test_a_wall_is_opened_its_address_given_once_and_closed(olga: Person, settings: Any) -> None:
    settings.SITE = "https://levier.example"
    program = program_of(olga, SCOPES)
    made = program.post("/messages/links", {"name": "Canteen"}, 201)
    address = made.pop("address")
    assert address.startswith("https://levier.example/messages/say/")
    secret = address.rstrip("/").rpartition("/")[2]
    assert capture.found(secret) is not None
    assert program.get(f"/messages/links/{made['id']}") == made
    assert program.get("/messages/links")["items"] == [made]
    program.delete(f"/messages/links/{made['id']}")
    assert capture.found(secret) is None
    assert program.get("/messages/links")["count"] == 0


def brought(program: Program, content: bytes) -> Any:
    return program.client.post(
        f"{ROOT}/messages/mails",
        {"file": SimpleUploadedFile("one.eml", content)},
        headers={"Authorization": f"Bearer {program.secret}"},
    )


def a_mail(sender: str) -> bytes:
    made = EmailMessage()
    made["Subject"], made["From"] = "The basket", f"Somebody <{sender}>"
    made.set_content("It empties itself")
    return made.as_bytes()


def test_a_mail_waits_and_becomes_a_signal_in_settled_words(ana: Person, bob: Person) -> None:
    program, other = program_of(ana, SCOPES), program_of(bob, SCOPES)
    made = Program.told(brought(program, a_mail(bob.email)), 201)
    assert (made["line"], made["detail"]) == ("The basket", "It empties itself")
    assert (made["sender_known"], made["from_folder"]) == (True, False)
    assert (Signal.objects.count(), other.get("/messages/mails")["count"]) == (0, 0)
    one = f"/messages/mails/{made['id']}"
    other.told(other.call("GET", one), 404)
    other.told(other.call("POST", f"{one}/signal", {"text": "Mine"}), 404)
    other.told(other.call("DELETE", one), 404)
    assert program.get(one) == program.get("/messages/mails")["items"][0] == made
    only_messages = program_of(ana, ["messages:read", "messages:write"])
    refused = only_messages.post(f"{one}/signal", {"text": "Mine"}, 403)
    assert (refused["code"], "signals:write" in refused["title"]) == ("ui.api.scope", True)
    assert not Signal.objects.exists()
    program.post(f"{one}/signal", {"text": ""}, 422)
    posted = program.post(f"{one}/signal", {"text": "The basket empties"}, 201)
    signal = Signal.objects.get(pk=posted["signal"])
    assert (signal.text, signal.author) == ("The basket empties", bob)
    program.post(f"{one}/signal", {"text": "Again"}, 404)


def test_a_mail_is_forgotten_and_a_strange_one_refused_and_noted(ana: Person) -> None:
    program = program_of(ana, SCOPES)
    made = Program.told(brought(program, a_mail("x@elsewhere.example")), 201)
    program.delete(f"/messages/mails/{made['id']}")
    kept = MailFile.objects.get()
    assert (kept.state, kept.line, kept.detail) == ("discarded", "", "")
    assert brought(program, b"\x89PNG\r\n").status_code == 422
    assert AuditLine.objects.filter(action="mail_file.refused", actor=ana).count() == 1
