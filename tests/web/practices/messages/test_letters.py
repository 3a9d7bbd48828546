"""Digests and reminders: chosen, sent once, stopped; through a real mail server."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.practices.messages.mail_server import MailServer, mail_server

from levier_web.decisions.models import Decision
from levier_web.impact.models import Effect, Measurement
from levier_web.metrics.models import Metric
from levier_web.organisation.models import AuditLine
from levier_web.practices.messages import queries
from levier_web.practices.messages.models import Choice, Letter
from levier_web.practices.messages.services import choosing, digests
from levier_web.ui import registry
from levier_web.ui.refusals import Refusal
from levier_web.ui.registry import Awaiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from levier_web.organisation.models import Person

MONDAY = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def post(settings: Any) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    settings.SITE = "https://levier.example"
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        yield server


@pytest.fixture
def owed(monkeypatch: pytest.MonkeyPatch) -> list[Awaiting]:
    items = [Awaiting("Answer the alert <b>", "/budget-alerts/alerts/", MONDAY.date())]
    monkeypatch.setattr(registry, "AWAITED", [lambda _person: items])
    return items


def chosen(person: Person, digest: str = "weekly", *, reminders: bool = False) -> Choice:
    kept = choosing.choose(person, digest, reminders=reminders, quiet_from=19, quiet_until=8)
    since = MONDAY - timedelta(days=7)
    Choice.objects.filter(pk=kept.pk).update(
        next_on=MONDAY.date() if digest != "never" else None, told_until=since
    )
    kept.refresh_from_db()
    return kept


def decided(title: str, team: Any = None, state: str = "decided") -> Decision:
    at = MONDAY - timedelta(days=2)
    return Decision.objects.create(
        slug=title.lower(), title=title, state=state, team=team, settled_at=at
    )


def measured(decision: Decision) -> Effect:
    metric = Metric.objects.create(slug="orders", title="Orders")
    run = Measurement.objects.create(state="done", finished_at=MONDAY - timedelta(days=1))
    return Effect.objects.create(
        measurement=run, decision=decision, metric=metric, place=0, grade="B", verdict="gain",
        scale="relative", p10=0.01, p50=0.03, p90=0.05, detail={},
    )  # fmt: skip


def test_nobody_is_sent_anything_before_choosing(ana: Person, owed: list[Awaiting]) -> None:
    assert queries.choice_of(ana).digest == "never"
    assert digests.make_due(MONDAY) == 0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_digest_says_what_awaits_was_decided_and_measured_in_its_readers_language(
    ana: Person, post: MailServer, owed: list[Awaiting], language: str
) -> None:
    ana.language = language
    ana.save()
    measured(decided("Checkout & co"))
    chosen(ana)
    assert digests.make_due(MONDAY) == 1
    assert digests.send_due(MONDAY) == 1
    (letter,) = post.came
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    page = letter.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert letter["To"] == ana.email
    assert ("What was measured" if language == "en" else "Ce qui a été mesuré") in text
    assert "Checkout & co" in text
    assert "Checkout &amp; co" in page
    assert "Answer the alert &lt;b&gt;" in page
    assert ("gain · grade B" if language == "en" else "gain · note B") in text
    assert ("from +1.0% to +5.0%" if language == "en" else "de +1") in text
    for trace in ("<img", "<script", " style=", "url(", "@import", "utm_"):
        assert trace not in page
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].strip().startswith("<https://levier.example/messages/stop/")
    assert letter["Auto-Submitted"] == "auto-generated"


def test_what_a_section_leaves_out_is_counted_and_linked(
    ana: Person, post: MailServer, owed: list[Awaiting]
) -> None:
    owed.extend(Awaiting(f"Answer {n}", "/budget-alerts/", MONDAY.date()) for n in range(11))
    for n in range(11):
        decided(f"D{n}")
    chosen(ana)
    digests.make_due(MONDAY)
    digests.send_due(MONDAY)
    text, page = (post.came[0].get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert "- and 2 more\n  https://levier.example/\n" in text.replace("\r\n", "\n")
    assert "- and 1 more\n  https://levier.example/decisions/\n" in text.replace("\r\n", "\n")
    assert '<a href="https://levier.example/decisions/">and 1 more</a>' in page


def test_a_person_is_sent_one_letter_for_a_day_whoever_asks_how_often(
    ana: Person, post: MailServer, owed: list[Awaiting]
) -> None:
    kept = chosen(ana)
    stale = Choice.objects.get(pk=kept.pk)
    assert digests.make_due(MONDAY) == 1
    assert digests.make_due(MONDAY + timedelta(minutes=1)) == 0
    assert digests._digest(stale, MONDAY, MONDAY.date()) == 0  # another worker, a moment later
    digests.send_due(MONDAY)
    digests.send_due(MONDAY)
    assert len(post.came) == 1
    kept.refresh_from_db()
    assert kept.next_on == MONDAY.date() + timedelta(days=7)
    assert digests.make_due(MONDAY + timedelta(days=6)) == 0
    assert digests.make_due(MONDAY + timedelta(days=7)) == 1


def test_nothing_to_tell_is_not_sent_and_drafts_of_others_are_never_told(
    ana: Person, post: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "AWAITED", [])
    decided("Secret", state="draft")
    chosen(ana)
    digests.make_due(MONDAY)
    digests.send_due(MONDAY)
    assert post.came == []
    assert Letter.objects.get().state == "empty"


def test_quiet_hours_pass_before_anything_is_sent(ana: Person, owed: list[Awaiting]) -> None:
    kept = chosen(ana)
    assert digests.make_due(MONDAY.replace(hour=7)) == 0
    assert digests.make_due(MONDAY.replace(hour=20)) == 0
    kept.quiet_from, kept.quiet_until = 9, 11
    assert [digests.quiet(kept, hour) for hour in (8, 9, 10, 11)] == [False, True, True, False]
    assert digests.make_due(MONDAY.replace(hour=8)) == 1


def test_what_is_due_by_tomorrow_is_reminded_of_once_a_day(
    ana: Person, post: MailServer, owed: list[Awaiting]
) -> None:
    owed.append(Awaiting("Much later", "/", MONDAY.date() + timedelta(days=9)))
    chosen(ana, "never", reminders=True)
    digests.make_due(MONDAY)
    digests.make_due(MONDAY)
    digests.send_due(MONDAY)
    (letter,) = post.came
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Answer the alert" in text
    assert "Much later" not in text


def test_a_server_that_refuses_is_tried_again_then_given_up(
    ana: Person, post: MailServer, owed: list[Awaiting]
) -> None:
    chosen(ana)
    post.refuses = 1
    digests.make_due(MONDAY)
    assert digests.send_due(MONDAY) == 0
    assert digests.send_due(MONDAY) == 0
    assert digests.send_due(MONDAY + timedelta(minutes=6)) == 1
    Letter.objects.update(state="waiting", tries=len(digests.WAITS), due_at=MONDAY)
    post.refuses = 1
    digests.send_due(MONDAY)
    letter = Letter.objects.get()
    assert letter.state == "failed"
    Letter.objects.update(until=timezone.now())
    assert queries.last_failed_letter(ana)


def taken_by_a_sleeper() -> Letter:
    """Give the letter as a worker took it that then fell asleep until its lease was over."""
    Letter.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    return Letter.objects.select_related("person").get()


def test_a_worker_that_wakes_up_late_sends_no_letter_again(
    ana: Person, post: MailServer, owed: list[Awaiting]
) -> None:
    chosen(ana)
    digests.make_due(MONDAY)
    slept = taken_by_a_sleeper()
    assert digests._attempt(slept, timezone.now()) == 0  # its lease is over: the next has it
    assert post.came == []
    assert digests.send_due(timezone.now()) == 1
    assert digests._attempt(slept, timezone.now()) == 0
    assert len(post.came) == 1
    assert Letter.objects.get().tries == 1


@pytest.mark.parametrize("state", ["waiting", "empty", "sent"])
def test_what_comes_of_an_attempt_too_late_undoes_nothing(
    ana: Person, post: MailServer, owed: list[Awaiting], state: str
) -> None:
    """It waited for the mail server while another worker sent the letter."""
    chosen(ana)
    digests.make_due(MONDAY)
    slept = taken_by_a_sleeper()
    assert digests.send_due(timezone.now()) == 1
    digests._settled(slept, Letter.State(state), timezone.now())
    kept = Letter.objects.get()
    assert (kept.state, kept.tries) == ("sent", 1)


def test_a_letter_that_was_handed_over_late_is_not_sent_by_the_next(
    ana: Person, post: MailServer, owed: list[Awaiting]
) -> None:
    """The mail server took its time, and the letter."""
    chosen(ana)
    digests.make_due(MONDAY)
    slept = taken_by_a_sleeper()
    Letter.objects.update(due_at=timezone.now())  # another worker has just taken it
    digests._settled(slept, Letter.State.SENT, timezone.now())
    assert digests.send_due(timezone.now()) == 0
    assert Letter.objects.get().state == "sent"


def test_who_cannot_sign_in_is_sent_nothing(
    ana: Person, post: MailServer, owed: list[Awaiting]
) -> None:
    chosen(ana)
    digests.make_due(MONDAY)
    ana.is_active = False
    ana.save()
    assert digests.send_due(MONDAY) == 0
    Choice.objects.update(next_on=MONDAY.date())
    assert digests.make_due(MONDAY) == 0
    assert post.came == []


def test_one_click_stops_without_signing_in_and_only_with_the_signed_word(
    ana: Person, owed: list[Awaiting]
) -> None:
    chosen(ana)
    digests.make_due(MONDAY)
    word = choosing.stop_word(Letter.objects.get())
    browser = Client(enforce_csrf_checks=True)
    assert browser.get(f"/messages/stop/{word}/").status_code == 200
    assert Choice.objects.get().digest == "weekly"
    body = "List-Unsubscribe=One-Click"
    kind = "application/x-www-form-urlencoded"
    for _ in range(2):
        assert browser.post(f"/messages/stop/{word}/", body, content_type=kind).status_code == 200
    assert Choice.objects.get().digest == "never"
    assert AuditLine.objects.filter(action="messages.stopped").count() == 1
    assert browser.post(f"/messages/stop/{word}x/", body, content_type=kind).status_code == 404


@pytest.mark.parametrize(
    ("digest", "first"), [("weekly", "2026-11-30"), ("daily", "2026-11-24"), ("never", None)]
)
def test_the_first_digest_comes_on_the_next_of_its_days(digest: str, first: str | None) -> None:
    found = choosing.following(digest, MONDAY.date())
    assert (found.isoformat() if found else None) == first
    friday = MONDAY.date() + timedelta(days=4)
    assert choosing.following("daily", friday) == MONDAY.date() + timedelta(days=7)


def test_choosing_on_the_page(ana: Person, browser_of: Callable[[Person], Client]) -> None:
    browser = browser_of(ana)
    said = {"digest": "daily", "reminders": "on", "quiet_from": "20", "quiet_until": "7"}
    assert browser.post("/messages/", said).status_code == 302
    kept = Choice.objects.get()
    assert (kept.digest, kept.reminders, kept.quiet_from) == ("daily", True, 20)
    assert browser.post("/messages/", {**said, "digest": "hourly"}).status_code == 422
    with pytest.raises(Refusal):
        choosing.choose(ana, "hourly", reminders=False, quiet_from=1, quiet_until=2)
