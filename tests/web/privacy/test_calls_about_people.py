"""Programs and a person's own: their data, their erasure, their messages, their calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.calls import program_of

from levier_web.organisation.models import AuditLine
from levier_web.practices.privacy.models import Erasure

if TYPE_CHECKING:
    from django.test import Client

    from levier_web.organisation.models import Person


def test_a_person_takes_their_data_and_an_owner_those_of_who_left(
    ana: Person, olga: Person
) -> None:
    held = program_of(ana, ["privacy:write"]).post("/privacy/mine/export")
    assert held["person"]["email"] == ana.email
    assert "digest" not in str(held)
    owner = program_of(olga, ["privacy:write"])
    assert owner.post(f"/privacy/people/{ana.pk}/export")["person"]["email"] == ana.email
    refused = program_of(ana, ["privacy:write"]).call("POST", f"/privacy/people/{olga.pk}/export")
    assert refused.status_code == 403
    assert AuditLine.objects.filter(action="person.exported", object_id=str(ana.pk)).count() == 2


def test_an_erasure_is_asked_refused_asked_again_planned_and_called_off(
    ana: Person, olga: Person
) -> None:
    scopes = ["privacy:read", "privacy:write"]
    mine, owner = program_of(ana, scopes), program_of(olga, scopes)
    asked = mine.post("/privacy/mine/erasure", status=201)
    assert mine.post("/privacy/mine/erasure", status=422)["code"] == "privacy.refused.requested"
    (waiting,) = owner.get("/privacy/requests")
    assert (waiting["id"], waiting["person"]) == (asked["id"], ana.pk)
    owner.post(f"/privacy/requests/{asked['id']}/refuse", {"reason": "A claim is open"})
    assert mine.get("/privacy/mine/erasure")["request"]["reason"] == "A claim is open"
    mine.post("/privacy/mine/erasure", status=201)
    people = f"/privacy/people/{ana.pk}/erasure"
    assert owner.post(people, {"email": "x"}, 422)["code"] == "privacy.refused.typed"
    planned = owner.post(people, {"email": ana.email}, 201)
    assert mine.get("/privacy/mine/erasure")["planned"]["id"] == planned["id"]
    owner.post(f"/privacy/erasures/{planned['id']}/call-off")
    assert Erasure.objects.get().called_off_at is not None
    mine.delete("/privacy/mine/erasure")
    assert owner.get("/privacy/requests") == []


def test_a_person_chooses_their_messages_and_renews_their_calendar(
    ana: Person, client: Client
) -> None:
    program = program_of(ana, ["messages:read", "messages:write"])
    assert program.get("/messages/mine")["digest"] == "never"
    changed = program.patch("/messages/mine", {"digest": "weekly", "quiet_from": 20})
    assert (changed["digest"], changed["quiet_from"], changed["quiet_until"]) == ("weekly", 20, 8)
    assert changed["next_on"]
    assert program.patch("/messages/mine", {"reminders": True})["digest"] == "weekly"
    first = program.post("/messages/mine/calendar", status=201)["address"]
    second = program.post("/messages/mine/calendar", status=201)["address"]
    assert program.get("/messages/mine")["calendar"] is True
    paths = ["/" + one.split("/", 3)[3] for one in (first, second)]
    assert [client.get(path).status_code for path in paths] == [404, 200]
    program.delete("/messages/mine/calendar")
    assert client.get(paths[1]).status_code == 404
