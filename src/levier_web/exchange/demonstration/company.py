"""The demonstration founded on an empty database, its measurements done."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone, translation

from levier.workspace import demonstration
from levier_web.exchange.demonstration import practice, programs, sessions, sheets, signals, tree
from levier_web.exchange.demonstration.chapters import of_others
from levier_web.exchange.demonstration.clock import as_if
from levier_web.exchange.demonstration.people import DOMAIN, SIGN_INS, cast_of
from levier_web.exchange.demonstration.story import Story, live
from levier_web.exchange.services.bringing import bring_folder
from levier_web.impact.jobs import measure_company
from levier_web.impact.models import Measurement
from levier_web.impact.services.asking import ask_measurement
from levier_web.organisation.floors.settling import settle
from levier_web.organisation.models import Membership, Person, Role
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.language import Language

SEED = 1
FOUNDED = 125
"""Days ago that the company began to use Levier."""
CHAPTERS = (signals, tree, sheets, sessions, practice, programs)


def found(language: Language, tell: Callable[[str], None]) -> list[tuple[str, str, str]]:
    """Fill the database, and give the role, the address and the password of three sign-ins."""
    password = secrets.token_urlsafe(9)
    with translation.override(language):
        tell(say("exchange.demonstration.folder"))
        story = begin(language, password)
        chapters = [chapter.events for chapter in CHAPTERS] + of_others()
        live(event for tell_of in chapters for event in tell_of(story))
        tell(say("exchange.demonstration.measuring"))
        measure()
        practice.afterwards(story)
        return [
            (say(f"organisation.role.{one.role}"), story.people[one.key].email, password)
            for one in SIGN_INS
        ]


def begin(language: Language, password: str) -> Story:
    """Bring the company's folder in and give it its people, as if months ago."""
    story = Story(language, timezone.localdate(), {})
    with as_if(story.at(FOUNDED)):
        _bring(language)
        story.people = cast_of(language, password)
        settle(at_once=True)
    return story


def measure() -> None:
    """Measure once, now: what was asked for on the way is dropped."""
    Measurement.objects.filter(state=Measurement.State.WAITING).delete()
    measure_company.call(ask_measurement("demonstration").pk)
    last = Measurement.objects.exclude(state=Measurement.State.WAITING).first()
    if last is None or last.state != Measurement.State.DONE:
        raise RuntimeError("the demonstration could not be measured")


def _bring(language: Language) -> None:
    founder = Person.objects.create_user(f"founder@{DOMAIN}", name="Levier")
    Membership.objects.create(person=founder, role=Role.OWNER)
    with tempfile.TemporaryDirectory(prefix="levier-") as name:
        folder = demonstration.write(Path(name) / "demo", seed=SEED, language=language)
        bring_folder(founder, folder)
    founder.is_active = False
    founder.save(update_fields=["is_active"])
