"""What is held of people: every table is told, taken away by the person, and erased by name."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.web.furnished import furnish, measured

from levier_web.decisions.models import Decision
from levier_web.decisions.services import versions
from levier_web.learning.services.lessons import write_lesson
from levier_web.ledger.models import Entry
from levier_web.ledger.services import entries
from levier_web.organisation import audit
from levier_web.organisation.models import AuditLine, Membership, PeopleImport, Person
from levier_web.practices.privacy.holdings import HOLDINGS, known_holdings
from levier_web.practices.privacy.models import Erasure
from levier_web.practices.privacy.services import erasing, exporting
from levier_web.signals.models import Signal
from levier_web.signals.services.posting import Draft, post
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    Browser = Callable[[Person], Client]

PASSED = timedelta(days=8)


def test_every_column_that_points_at_a_person_is_told() -> None:
    told = {(one.table.lower(), one.field) for one in HOLDINGS}
    found = {
        (model._meta.label_lower, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model is Person
    }
    ours = {pair for pair in found if not pair[0].startswith("organisation.person_")}
    assert ours - told == set()
    assert len(known_holdings()) == len(ours)


def test_a_person_takes_everything_held_of_them(
    ana: Person, olga: Person, paul: Person, browser_of: Browser
) -> None:
    furnish(olga, paul)
    decision = Decision.objects.create(slug="one", title="One", state="decided")
    write_lesson(ana, "=Test first", "One region, then all.", [decision])
    answer = browser_of(ana).post("/privacy/mine/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        held = json.loads(file.read("levier/person.json"))
        names = file.namelist()
        page = file.read("levier/person.html").decode()
        lessons = file.read("levier/tables/learning.Lesson.author.csv").decode()
    assert held["person"]["email"] == "ana@example.org"
    assert held["person"]["team"] == "Checkout"
    (lesson,) = held["rows"]["learning.Lesson.author"]
    assert lesson["text"] == "One region, then all."
    assert "'=Test first" in lessons
    assert "One region, then all." in page
    assert "levier/tables/organisation.Membership.person.csv" in names
    assert "password" not in json.dumps(held)
    assert "digest" not in json.dumps(held)
    assert "paul@" not in json.dumps(held)
    assert AuditLine.objects.filter(action="person.exported", object_id=str(ana.pk)).exists()


def test_another_persons_data_are_an_owners_to_hand_over(
    ana: Person, bob: Person, olga: Person
) -> None:
    with pytest.raises(NotAllowed):
        exporting.archive(bob, ana, "en")
    assert exporting.archive(olga, ana, "fr").startswith(b"PK")


@pytest.mark.parametrize(
    ("who", "typed", "key"),
    [
        ("ana", "ana", "typed"),
        ("ana", "", "typed"),
        ("olga", "olga@example.org", "oneself"),
    ],
)
def test_an_erasure_is_confirmed_by_its_address(
    ana: Person, olga: Person, who: str, typed: str, key: str
) -> None:
    person = {"ana": ana, "olga": olga}[who]
    with pytest.raises(Refusal) as refused:
        erasing.ask(olga, person, typed)
    assert refused.value.key == f"privacy.refused.{key}"
    with pytest.raises(NotAllowed):
        erasing.ask(ana, olga, olga.email)


def test_an_erasure_waits_and_can_be_called_off(ana: Person, olga: Person) -> None:
    made = erasing.ask(olga, ana, " ANA@example.org ")
    with pytest.raises(Refusal):
        erasing.ask(olga, ana, ana.email)
    assert erasing.erase_due(timezone.now() + timedelta(days=6)) == 0
    erasing.call_off(olga, made)
    assert erasing.erase_due(timezone.now() + PASSED) == 0
    with pytest.raises(Refusal):
        erasing.call_off(olga, made)
    ana.refresh_from_db()
    assert ana.email == "ana@example.org"


def test_the_name_goes_and_the_ledger_stays_true(
    olga: Person, paul: Person, browser_of: Browser
) -> None:
    furnish(olga, paul)
    measured()
    figures = list(Entry.objects.order_by("pk").values_list("p10", "p50", "p90", "digest"))
    assert figures
    lines = AuditLine.objects.count()
    PeopleImport.objects.create(
        before=[{"person": paul.pk, "was": {"name": "Paul"}}, {"person": olga.pk, "was": None}]
    )
    browser = browser_of(paul)
    assert browser.get("/signals/").status_code == 200
    signals = Signal.objects.filter(author=paul).count()
    erasing.ask(olga, paul, paul.email)
    assert erasing.erase_due(timezone.now() + PASSED) == 1
    assert erasing.erase_due(timezone.now() + PASSED) == 0
    paul.refresh_from_db()
    assert erasing.erased(paul)
    assert "aul" not in paul.name
    assert (paul.function, paul.team, paul.is_active) == ("", None, False)
    assert not paul.has_usable_password()
    assert not Membership.objects.filter(person=paul).exists()
    assert browser.get("/signals/").status_code == 302
    assert not any(
        one.get_decoded().get("_auth_user_id") == str(paul.pk) for one in Session.objects.all()
    )
    assert PeopleImport.objects.get().before == [{"person": olga.pk, "was": None}]
    assert Signal.objects.filter(author=paul).count() == signals
    now = list(Entry.objects.order_by("pk").values_list("p10", "p50", "p90", "digest"))
    assert now == figures
    broken = (audit.first_broken(), versions.first_broken(), entries.first_broken())
    assert broken == (None, None, None)
    assert AuditLine.objects.count() == lines + 2
    with pytest.raises(Refusal):
        erasing.ask(olga, paul, paul.email)


def test_nothing_that_a_person_did_is_counted_or_read_without_a_logged_act(
    ana: Person, olga: Person, browser_of: Browser
) -> None:
    """A page that counted one's signals would tell of a group of one, and leave no trace."""
    post(ana, Draft("Seen by Ana", "token-of-it"))
    write_lesson(ana, "Test first", "So", [Decision.objects.create(slug="one", title="One")])
    page = browser_of(olga).get(f"/privacy/people/{ana.pk}/").content.decode()
    assert "Test first" not in page
    assert "signals.Signal" not in page
    assert "rows" not in page.partition("<main")[2]


def test_what_they_wrote_alone_is_listed_before_the_name_goes(
    ana: Person, olga: Person, browser_of: Browser
) -> None:
    decision = Decision.objects.create(slug="one", title="One", state="decided")
    lesson = write_lesson(ana, "Test first", "Bob said no.", [decision])
    browser = browser_of(olga)
    wrong = browser.post(f"/privacy/people/{ana.pk}/", {"typed": "no"})
    assert wrong.status_code == 422
    assert "type the address ana@example.org" in wrong.content.decode()
    done = browser.post(f"/privacy/people/{ana.pk}/", {"typed": ana.email}, follow=True)
    assert "Call it off" in done.content.decode()
    assert "Test first · Bob said no." in done.content.decode()
    one = Erasure.objects.get()
    assert one.texts == [["learning.Lesson", lesson.pk]]
    browser.post(f"/privacy/erasures/{one.pk}/call-off/")
    assert erasing.waiting(ana) is None
