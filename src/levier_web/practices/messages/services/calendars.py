"""A person's calendar, as RFC 5545 has it: reviews, committees, and what they owe by a day."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar, Event, vDuration

from levier_web.organisation.queries import company
from levier_web.practices.messages import queries
from levier_web.practices.messages.services.writing import site
from levier_web.ui.registry import awaiting
from levier_web.ui.words import say

if TYPE_CHECKING:
    from datetime import date, datetime

    from levier_web.organisation.models import Person

REFRESHED = timedelta(hours=6)


def calendar(person: Person, now: datetime) -> bytes:
    """Write the calendar of a person, with what they may see now."""
    with translation.override("en" if person.language == "en" else "fr"):
        made = Calendar()
        made.add("prodid", "-//Levier//Levier 1//EN")
        made.add("version", "2.0")
        made.add("method", "PUBLISH")
        made.add("x-wr-calname", f"Levier · {company().name}")
        made.add("x-wr-timezone", settings.TIME_ZONE)
        made.add("refresh-interval", vDuration(REFRESHED), parameters={"value": "DURATION"})
        for event in _events(person, now):
            made.add_component(event)
        return bytes(made.to_ical())


def _events(person: Person, now: datetime) -> list[Event]:
    today, found = timezone.localdate(now), []
    told: set[str] = set()
    for decision, day in queries.reviews(person, today):
        address = reverse("decisions:sheet", args=[decision.slug])
        title = say("messages.calendar.review", title=decision.title)
        found.append(_event(f"review-{decision.pk}", title, day, address, "review", now))
        told.add(address)
    if person.has_perm("decisions.read"):
        for session in queries.committees(today):
            address = reverse("decisions:session", args=[session.pk])
            title = say("messages.calendar.committee", title=session.title)
            found.append(
                _event(f"committee-{session.pk}", title, session.day, address, "committee", now)
            )
    for item in awaiting(person):
        if item.due is not None and item.address not in told:
            number = hashlib.sha256(item.address.encode()).hexdigest()[:16]
            found.append(
                _event(f"due-{number}", item.sentence, item.due, item.address, "answer", now)
            )
    return found


def _event(uid: str, title: str, day: date, address: str, kind: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@levier.{_host()}")
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("url", site() + address)
    event.add("categories", ["Levier", say(f"messages.calendar.category.{kind}")])
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _host() -> str:
    return site().partition("://")[2].partition(":")[0] or "localhost"
