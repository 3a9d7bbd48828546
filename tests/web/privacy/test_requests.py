"""A person asks that their name be erased: an owner is told, answers within a month, or refuses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation
from tests.web.conftest import person

from levier_web.organisation.models import AuditLine, Person, Role
from levier_web.practices.privacy.models import Erasure, ErasureRequest
from levier_web.practices.privacy.services import erasing, requests
from levier_web.ui.refusals import NotAllowed, Refusal
from levier_web.ui.registry import awaiting

if TYPE_CHECKING:
    from collections.abc import Callable

    Browser = Callable[[Person], Client]

PASSED = timedelta(days=8)


def sentences(who: Person) -> str:
    with translation.override("en"):
        return " | ".join(one.sentence for one in awaiting(who))


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 11, 23), date(2026, 12, 23)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_the_term_is_one_month_of_the_calendar(asked: date, due: date) -> None:
    assert requests.in_a_month(asked) == due


def test_a_person_asks_and_an_owner_does_it(ana: Person, olga: Person, browser_of: Browser) -> None:
    theirs, owners = browser_of(ana), browser_of(olga)
    assert theirs.post("/privacy/mine/erasure/").status_code == 302
    asked = ErasureRequest.objects.get()
    assert asked.due_on == requests.in_a_month(timezone.localdate())
    assert "Take my request back" in theirs.get("/privacy/mine/").content.decode()
    (awaited,) = [one for one in awaiting(olga) if "Ana" in one.sentence]
    assert (awaited.due, awaited.address) == (asked.due_on, f"/privacy/people/{ana.pk}/")
    assert "Ana" not in sentences(ana)
    assert "article 12" in owners.get(awaited.address).content.decode()
    assert "They ask for it themselves" in owners.get("/privacy/").content.decode()
    assert owners.post(awaited.address, {"typed": ana.email}).status_code == 302
    assert Erasure.objects.get().request == asked
    assert "Ana" not in sentences(olga)
    assert "Your name goes on" in sentences(ana)
    assert "take your data" in theirs.get("/privacy/mine/").content.decode().lower()
    assert erasing.erase_due(timezone.now() + PASSED) == 1
    ana.refresh_from_db()
    assert erasing.erased(ana)
    actions = AuditLine.objects.filter(object_id=str(ana.pk)).values_list("action", flat=True)
    assert {"erasure.requested", "erasure.asked", "person.erased"} <= set(actions)


def test_an_owner_refuses_with_a_reason_that_the_person_reads(
    ana: Person, olga: Person, browser_of: Browser
) -> None:
    asked = requests.request(ana)
    owners, address = browser_of(olga), f"/privacy/requests/{asked.pk}/refuse/"
    assert owners.post(address, {"reason": "  "}).status_code == 422
    assert owners.post(address, {"reason": "x" * 1001}).status_code == 422
    reason = "A claim is before the court <b>until May</b>."
    assert owners.post(address, {"reason": reason}).status_code == 302
    assert "was refused" in sentences(ana)
    page = browser_of(ana).get("/privacy/mine/").content.decode()
    assert "CNIL" in page
    for told in (page, owners.get(f"/privacy/people/{ana.pk}/").content.decode()):
        assert "A claim is before the court &lt;b&gt;until May&lt;/b&gt;." in told
    with pytest.raises(Refusal):
        requests.refuse(olga, asked, "Again")
    line = AuditLine.objects.get(action="erasure.request_refused")
    assert (line.object_id, "court" in str(line.detail)) == (str(ana.pk), False)
    assert requests.request(ana).pk != asked.pk


def test_a_request_is_taken_back_even_when_it_is_planned(
    ana: Person, olga: Person, browser_of: Browser
) -> None:
    requests.request(ana)
    erasing.ask(olga, ana, ana.email)
    assert browser_of(ana).post("/privacy/mine/erasure/withdraw/").status_code == 302
    assert erasing.erase_due(timezone.now() + PASSED) == 0
    assert AuditLine.objects.filter(action="erasure.request_withdrawn").exists()
    answer = browser_of(ana).post("/privacy/mine/erasure/withdraw/")
    assert answer.status_code == 422
    assert "already" in answer.content.decode()


def test_an_erasure_that_an_owner_calls_off_leaves_the_request_to_answer(
    ana: Person, olga: Person
) -> None:
    requests.request(ana)
    erasing.call_off(olga, erasing.ask(olga, ana, ana.email))
    assert "Ana" in sentences(olga)


def test_it_is_asked_once_and_answered_by_somebody_else(ana: Person, olga: Person) -> None:
    requests.request(ana)
    with pytest.raises(Refusal) as again:
        requests.request(ana)
    assert again.value.key == "privacy.refused.requested"
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.create(
            person=ana, asked_at=timezone.now(), due_on=timezone.localdate()
        )
    own = requests.request(olga)
    with pytest.raises(Refusal):
        requests.refuse(olga, own, "No")
    second = person("Omar", Role.OWNER, "chief of staff")
    requests.refuse(second, own, "You stay for the audit")


def test_nobody_asks_or_refuses_for_another(ana: Person, bob: Person, browser_of: Browser) -> None:
    asked = requests.request(ana)
    with pytest.raises(NotAllowed):
        requests.refuse(bob, asked, "No")
    assert browser_of(bob).post("/privacy/mine/erasure/withdraw/").status_code == 422
    asked.refresh_from_db()
    assert asked.open
