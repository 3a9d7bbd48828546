"""The calendar of a person, read again by a program of calendars."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from levier_web.decisions.models import CommitteeSession, Decision
from levier_web.organisation.models import AuditLine
from levier_web.practices.messages.models import Choice
from levier_web.practices.messages.services import choosing
from levier_web.ui import registry
from levier_web.ui.registry import Awaiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier_web.organisation.models import Person, Team


@pytest.fixture
def days(checkout: Team, monkeypatch: pytest.MonkeyPatch, settings: Any) -> date:
    settings.SITE = "https://levier.example"
    day = timezone.localdate() + timedelta(days=5)
    CommitteeSession.objects.create(title="November, first; again", day=day)
    for slug, state in (("one", "decided"), ("two", "draft")):
        Decision.objects.create(
            slug=slug, title=f"Bet {slug}", state=state, review_on=day, created_by=None
        )
    items = [Awaiting("Answer the alert", "/budget-alerts/alerts/#alert-1", day)]
    monkeypatch.setattr(registry, "AWAITED", [lambda _person: items])
    return day


def read(address: str) -> dict[str, Any]:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = icalendar.Calendar.from_ical(answer.content)
    assert found["VERSION"] == "2.0"
    return {str(event["UID"]): event for event in found.walk("VEVENT")}


def test_reviews_committees_and_answers_due_with_steady_numbers(bob: Person, days: date) -> None:
    address = f"/messages/calendar/{choosing.renew_calendar(bob)}.ics"
    events = read(address)
    assert sorted(str(event["SUMMARY"]) for event in events.values()) == [
        "Answer the alert",
        "Committee: November, first; again",
        "Review: Bet one",
    ]
    for event in events.values():
        assert event["DTSTART"].dt == days
        assert event["DTSTAMP"].dt.tzinfo is not None
        assert event["URL"].startswith("https://levier.example/")
        assert "Levier" in event["CATEGORIES"].cats
    assert read(address).keys() == events.keys()


def test_the_address_opens_until_it_is_renewed_closed_or_its_person_is_gone(
    ana: Person, days: date
) -> None:
    first = choosing.renew_calendar(ana)
    second = choosing.renew_calendar(ana)
    assert first not in Choice.objects.get().calendar_digest
    assert Client().get(f"/messages/calendar/{first}.ics").status_code == 404
    assert Client().get(f"/messages/calendar/{second}.ics").status_code == 200
    ana.is_active = False
    ana.save()
    assert Client().get(f"/messages/calendar/{second}.ics").status_code == 404
    hours = [one.at.hour for one in AuditLine.objects.filter(action="calendar.refused")]
    assert len(hours) == len(set(hours)) >= 1  # once an hour: a test may see one end
    ana.is_active = True
    ana.save()
    choosing.close_calendar(ana)
    assert Client().get(f"/messages/calendar/{second}.ics").status_code == 404


def test_the_page_shows_the_address_once(
    ana: Person, days: date, browser_of: Callable[[Person], Client]
) -> None:
    browser = browser_of(ana)
    page = browser.post("/messages/calendar/new/")
    assert b"https://levier.example/messages/calendar/" in page.content
    assert page["Cache-Control"] == "no-store"
    assert b"/messages/calendar/" not in browser.get("/messages/").content.replace(
        b"/messages/calendar/new/", b""
    ).replace(b"/messages/calendar/close/", b"")
