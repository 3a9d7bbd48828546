"""How long things are kept, and the files that say what is in force."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from levier_web.config.api import schema
from levier_web.decisions.models import Decision
from levier_web.identity.models import FailureCount, ScimToken
from levier_web.integrations.models import AccessToken, Call, Delivery, Preview, Webhook
from levier_web.metrics.models import PushToken, Source
from levier_web.organisation.floors.settling import found_anew, settle
from levier_web.organisation.models import AuditLine, Company, PeopleImport, Person, Role
from levier_web.organisation.roles import GRANTED
from levier_web.practices.messages.models import Channel, Letter, MailFile, Notice
from levier_web.practices.privacy import due
from levier_web.practices.privacy.models import MadeFile, Retention, Sweep
from levier_web.practices.privacy.services import files, retention, wording
from levier_web.practices.privacy.services.configuration import (
    READING,
    changes,
    configuration,
    fingerprint,
    matrix,
)
from levier_web.practices.privacy.services.kinds import KINDS
from levier_web.signals.models import Group, Signal
from levier_web.ui.refusals import NotAllowed, Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.language import Language

    Browser = Callable[[Person], Client]

LANGUAGES = ("en", "fr")
BOTH: tuple[Language, ...] = ("en", "fr")
BY_NAME = {kind.name: kind for kind in KINDS}


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def old(olga: Person) -> None:
    """One of several kinds that is too old, and one that is not."""
    group = Group.objects.create(title="G")
    for days in (1, 100):
        signal = Signal.objects.create(
            text=f"Said {days}", detail="More", author=olga, group=group, token=str(days),
            created_at=timezone.now(), withdrawn_at=days_ago(days), function="owner",
        )  # fmt: skip
        assert signal.pk
        draft = Decision.objects.create(slug=f"d{days}", title="D", state="draft")
        Decision.objects.filter(pk=draft.pk).update(changed_at=days_ago(10 * days))
        brought = PeopleImport.objects.create(content="a@b.c")
        PeopleImport.objects.filter(pk=brought.pk).update(at=days_ago(days))


def test_what_is_too_old_is_shown_first_and_goes_once_a_day(old: None, olga: Person) -> None:
    told = {line.kind.name: line.count for line in retention.preview()}
    assert {name: count for name, count in told.items() if count} == {
        "people_files": 1,
        "withdrawn_signals": 1,
        "drafts": 1,
    }
    assert retention.sweep() == {"people_files": 1, "withdrawn_signals": 1, "drafts": 1}
    assert retention.sweep() == {}
    assert sorted(Signal.objects.values_list("text", "author")) == [
        ("Said 1", olga.pk),
        ("—", None),
    ]
    assert Decision.objects.get().slug == "d1"
    assert PeopleImport.objects.count() == 1
    assert Sweep.objects.get().removed["drafts"] == 1
    assert AuditLine.objects.filter(action="retention.swept").count() == 1
    assert all(line.count == 0 for line in retention.preview())


ENDED: dict[str, Callable[[Person, datetime], Any]] = {
    "access_tokens": lambda person, at: AccessToken.objects.create(
        person=person, name="T", digest=str(at), expires_at=at
    ),
    "access_tokens revoked": lambda person, at: AccessToken.objects.create(
        person=person, name="T", digest=str(at), expires_at=days_ago(-9), revoked_at=at
    ),
    "source_tokens": lambda _, at: PushToken.objects.create(
        source=Source.objects.get_or_create(name="Till", kind="push")[0],
        name="T",
        digest=str(at),
        expires_at=at,
    ),
    "directory_keys": lambda _, at: ScimToken.objects.create(
        name="K", digest=str(at), expires_at=at
    ),
    "previews": lambda person, at: Preview.objects.create(
        person=person, tool="post_signal", created_at=at, expires_at=at
    ),
    "answers_to_calls": lambda person, at: Call.objects.create(
        token=AccessToken.objects.create(
            person=person, name="T", digest=str(at), expires_at=days_ago(-9)
        ),
        key="k",
    ),
    "webhook_deliveries": lambda _, at: Delivery.objects.create(
        webhook=hook(), message="m", kind="k", payload={}, state="sent", due_at=at, created_at=at
    ),
    "letters_sent": lambda person, at: Letter.objects.create(
        person=person, kind="digest", day=at.date(), since=at, until=at, state="sent", due_at=at
    ),
    "room_messages_sent": lambda _, at: Notice.objects.create(
        channel=Channel.objects.get_or_create(name="R", kind="slack")[0],
        kind="k", state="sent", due_at=at, created_at=at,
    ),
    "mail_files": lambda person, at: MailFile.objects.create(
        brought_by=person, digest=str(at)[:64], line="Not answered", brought_at=at
    ),
    "failures": lambda _, at: FailureCount.objects.create(
        kind="account", digest=str(at)[:64], last_at=at
    ),
}  # fmt: skip
"""How one thing of each kind is made that ended at a moment."""


def hook() -> Webhook:
    return Webhook.objects.get_or_create(name="H", address="https://example.org/")[0]


@pytest.mark.parametrize("made", ENDED)
def test_what_ended_goes_by_its_age_with_a_line_and_is_in_the_register(
    made: str, olga: Person
) -> None:
    kind = BY_NAME[made.split()[0]]
    for days in (kind.days - 1, kind.days + 1):
        row = ENDED[made](olga, days_ago(days))
        if isinstance(row, Call):
            Call.objects.filter(pk=row.pk).update(at=days_ago(days))
    kept = type(row)._default_manager
    assert retention.sweep() == {kind.name: 1}
    assert kept.count() == 1
    assert not kept.filter(pk=row.pk).exists()
    assert AuditLine.objects.get(action="retention.swept").detail == {kind.name: 1}
    register = files.make(olga, "register")
    for language in BOTH:
        page = unescape(files.shown(register, language))
        assert say(f"privacy.kind.{kind.name}", language) in page


def test_what_waits_to_be_sent_stays_whatever_its_age(olga: Person) -> None:
    long_ago = days_ago(400)
    waiting = ENDED["webhook_deliveries"](olga, long_ago), ENDED["letters_sent"](olga, long_ago)
    for row in waiting:
        row.state = "waiting"
        row.save()
    assert retention.sweep() == {}


def test_an_owner_keeps_longer_within_bounds(
    olga: Person, ada: Person, browser_of: Browser
) -> None:
    with pytest.raises(NotAllowed):
        retention.settle(ada, {"drafts": 400})
    for days in (179, 3651):
        with pytest.raises(Refusal):
            retention.settle(olga, {"drafts": days})
    browser = browser_of(olga)
    assert browser.post("/privacy/retention/", {"drafts": "x"}).status_code == 422
    assert browser.post("/privacy/retention/", {"drafts": "3"}).status_code == 422
    assert Retention.objects.count() == 0
    assert browser.post("/privacy/retention/", {"drafts": "400"}).status_code == 302
    assert retention.chosen()["drafts"] == 400
    assert AuditLine.objects.get(action="retention.settled").detail == {"drafts": 400}
    assert 'value="400"' in browser.get("/privacy/retention/").content.decode()
    assert "<input id=" not in browser_of(ada).get("/privacy/retention/").content.decode()


def test_the_worker_asks_for_the_sweep_of_the_day(old: None) -> None:
    night = timezone.localtime().replace(hour=2, minute=0)
    due.tidy(night)
    assert not Sweep.objects.exists()
    due.tidy(timezone.localtime().replace(hour=4, minute=0))
    assert Sweep.objects.get().removed["drafts"] == 1


def test_a_file_keeps_the_configuration_and_says_what_changed(olga: Person, obi: Person) -> None:
    first = files.make(obi, "consultation")
    assert files.context(first, "en")["earlier"] is None
    assert first.fingerprint == fingerprint(configuration())
    same = files.make(olga, "consultation")
    assert files.context(same, "en")["changes"] == []
    Company.objects.update(floor=8, functions_shown=True)
    settle(at_once=True)
    found_anew(olga, "The company was reorganised")
    third = files.make(olga, "consultation")
    told = files.context(third, "fr")
    assert ("Plus petit groupe dont une chose soit dite", "5", "8") in told["changes"]
    shown = ("Fonctions montrées à côté de ce que les personnes écrivent", "non", "oui")
    assert shown in told["changes"]
    assert [one.reason for one in told["foundings"]] == ["The company was reorganised"]
    assert files.context(same, "en")["changes"] == []
    with pytest.raises(NotAllowed):
        files.make(Person.objects.create_user("x@example.org", name="X"), "register")
    assert changes({"a": {"b": 1}}, {"a": {"b": 2}, "c": []}) == [
        ("a.b", "1", "2"), ("c", "—", "—"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", MadeFile.Kind.values)
@pytest.mark.parametrize("language", BOTH)
def test_each_file_tells_what_is_in_force_in_both_languages(
    olga: Person, browser_of: Browser, kind: str, language: Language
) -> None:
    made = files.make(olga, kind)
    page = browser_of(olga).get(f"/privacy/files/{made.pk}/{language}/html/").content.decode()
    assert made.fingerprint in page
    assert "Compas &amp; Filoche" in page
    if kind == "consultation":
        assert {"en": "fewer than 5 people", "fr": "moins de 5 personnes"}[language] in page
        doors = [say(f"privacy.door.{door}", language) for door in GRANTED]
        assert [door for door in doors if door not in unescape(page)] == []
        assert not [door for door in GRANTED if door in page]
    if kind != "consultation":
        assert {"en": "To be filled in by the company", "fr": "À remplir"}[language] in page


@pytest.mark.usefixtures("pango")
def test_the_consultation_file_is_a_tagged_pdf(olga: Person, browser_of: Browser) -> None:
    made = files.make(olga, "consultation")
    answer = browser_of(olga).get(f"/privacy/files/{made.pk}/fr/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    document = PdfReader(io.BytesIO(answer.content))
    assert document.trailer["/Root"]["/Lang"] == "fr"
    text = "".join(page.extract_text() for page in document.pages)
    assert "Dossier de consultation du CSE" in text
    assert made.fingerprint[:20] in text.replace("\n", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_floors_files_and_the_log(
    olga: Person, obi: Person, paul: Person, bob: Person, browser_of: Browser, language: str
) -> None:
    settle(at_once=True)
    Person.objects.update(language=language)
    files.make(olga, "register")
    page = browser_of(Person.objects.get(pk=obi.pk)).get("/privacy/").content.decode()
    assert "Checkout + Search" in page
    assert AuditLine.objects.latest("pk").digest in page
    assert {"en": "Works council mode", "fr": "Mode CSE"}[language] in page
    assert 'name="reason"' not in page
    assert browser_of(paul).get("/privacy/").status_code == 403


def test_the_works_council_mode_is_left_by_a_logged_act(
    olga: Person, obi: Person, browser_of: Browser
) -> None:
    assert browser_of(obi).post("/privacy/functions/", {"shown": "1"}).status_code == 403
    browser = browser_of(olga)
    for shown in ("1", "1", "0"):
        browser.post("/privacy/functions/", {"shown": shown})
        assert Company.objects.get().functions_shown is (shown == "1")
    actions = AuditLine.objects.filter(action__startswith="functions.").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == ["functions.shown", "functions.hidden"]


def test_groups_are_founded_anew_on_the_page(olga: Person, browser_of: Browser) -> None:
    browser = browser_of(olga)
    assert browser.post("/privacy/groups/", {"reason": "short"}).status_code == 422
    done = browser.post("/privacy/groups/", {"reason": "Reorganised in spring"}, follow=True)
    assert "Reorganised in spring" in done.content.decode()


def test_what_is_not_a_file_is_not_there(olga: Person, browser_of: Browser) -> None:
    made = files.make(olga, "register")
    browser = browser_of(olga)
    for address in (f"{made.pk}/de/pdf", f"{made.pk}/fr/exe", "999/fr/pdf"):
        assert browser.get(f"/privacy/files/{address}/").status_code == 404
    assert browser.post("/privacy/files/nothing/").status_code == 404
    assert Role.OBSERVER in GRANTED["privacy.read"]


def test_who_only_reads_is_not_said_to_write(company: Company) -> None:
    """Generated from the interface: a door that no writing operation asks for only shows."""
    written = {
        one["x-permission"]
        for methods in schema()["paths"].values()
        for method, one in methods.items()
        if method != "get"
    }
    assert not READING & written
    table = dict(matrix(configuration()))
    does = {room: dict(zip(Role, line, strict=True)) for room, line in table.items()}
    for role in (Role.OBSERVER, Role.AUDITOR):
        for room in ("organisation", "ledger", "decisions", "metrics", "signals", "privacy"):
            assert does[room][role] == "reads", (room, role)
    assert does["organisation"][Role.OWNER] == "writes"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_levier_has_its_name_in_the_files(
    language: Language, company: Company
) -> None:
    for room, _ in matrix(configuration()):
        assert say(f"privacy.room.{room}", language)[0].isupper(), room


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_is_said_in_words_whatever_it_is(language: Language, olga: Person) -> None:
    """Every value of the configuration, were it to change; none is called as programs call it."""
    found = configuration()
    other: dict[str, Any] = {}
    for name, value in found.items():
        if isinstance(value, dict):
            other[name] = {key: [] if isinstance(one, list) else 77 for key, one in value.items()}
        else:
            other[name] = not value if isinstance(value, bool) else ["owner"]
    told = wording.changed(found, other, language)
    assert len(told) == len(changes(found, other)) > 80
    names = [name for name, *_ in told]
    assert len(set(names)) == len(names)
    assert not [words for line in told for words in line if re.search(r"_|True|False|owner", words)]


def test_the_register_says_what_leaves_the_machine(olga: Person) -> None:
    before = files.shown(files.make(olga, "register"), "en")
    assert "No address is told" in before
    hook()
    Channel.objects.create(name="R", kind="slack")
    after = files.shown(files.make(olga, "register"), "en")
    assert "1 address of another tool" in after
    assert "1 room of Slack or Teams" in after
    assert "No address is told" not in after
    assert "outside the Union" not in before + after
