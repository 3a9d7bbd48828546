"""Letters in words: text and HTML, in their reader's language, without anything that tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from levier_web.organisation.queries import company
from levier_web.practices.messages import queries
from levier_web.practices.messages.models import Letter
from levier_web.practices.messages.services.choosing import stop_word
from levier_web.ui.templatetags.words import number, signed_percent
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.impact.models import Effect


def site() -> str:
    """Give where people open Levier, for messages that no page asked for."""
    return settings.SITE


def send(letter: Letter) -> bool:
    """Write a letter and hand it over; False where there is nothing to tell.

    Raises
    ------
    OSError
        When the mail server does not take it.
    """
    language = "en" if letter.person.language == "en" else "fr"
    with translation.override(language):
        told = _told(letter)
        if told is None:
            return False
        stop = site() + reverse("messages:stop", args=[stop_word(letter)])
        told |= {"stop": stop, "language": language, "site": site(), "name": letter.person.name}
        subject = say(f"messages.letter.subject.{letter.kind}", company=company().name)
        told["title"] = " ".join(subject.split())
        message = EmailMultiAlternatives(
            told["title"],
            render_to_string("messages/letter.txt", told),
            None,
            [letter.person.email],
            headers={
                # The same in each attempt: who is sent it twice knows.
                "Message-ID": f"<levier.{letter.kind}.{letter.pk}@{_host()}>",
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        message.attach_alternative(render_to_string("messages/letter.html", told), "text/html")
        message.send()
    return True


def _told(letter: Letter) -> dict[str, Any] | None:
    if letter.kind == Letter.Kind.REMINDER:
        today = timezone.localtime(letter.until).date()
        items = queries.reminders(letter.person, today)
        return _sections(queries.News(items)) if items else None
    news = queries.news(letter.person, letter.since, letter.until)
    return _sections(news) if news else None


def _sections(news: queries.News) -> dict[str, Any]:
    return {
        "awaiting": news.awaiting,
        "decided": [
            (
                row.title,
                reverse("decisions:sheet", args=[row.slug]),
                say(f"decisions.state.{row.state}"),
            )
            for row in news.decided.rows
        ],
        "decided_more": news.decided.more,
        "measured": [
            (said(effect), reverse("impact:effect", args=[effect.pk]))
            for effect in news.measured.rows
        ],
        "measured_more": news.measured.more,
    }


def said(effect: Effect) -> str:
    """Say an effect in one line: never without its range, its verdict and its grade."""
    shown = signed_percent if effect.scale == "relative" else number
    return say(
        "messages.letter.effect",
        decision=effect.decision.title,
        metric=str(effect.metric),
        low=shown(effect.p10),
        high=shown(effect.p90),
        verdict=say(f"ui.verdict.{effect.verdict}"),
        grade=effect.grade or "—",
    )


def _host() -> str:
    return site().partition("://")[2].partition(":")[0] or "localhost"
