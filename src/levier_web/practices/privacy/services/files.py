"""The files handed over: extract of the register, impact assessment, consultation of the CSE."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from levier_web.integrations.due import COUNTS_KEPT
from levier_web.organisation import audit
from levier_web.organisation.audit import last_digest
from levier_web.organisation.models import FloorsFounding, Role
from levier_web.organisation.permission import demand
from levier_web.organisation.queries import company
from levier_web.practices.privacy.models import MadeFile
from levier_web.practices.privacy.services.configuration import (
    configuration,
    fingerprint,
    matrix,
)
from levier_web.practices.privacy.services.retention import FOR_EVER
from levier_web.practices.privacy.services.wording import alphabetical, changed, doors
from levier_web.ui import documents
from levier_web.ui.words import known, say, say_many

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.language import Language
    from levier_web.organisation.models import Person

Kind = MadeFile.Kind
HOUR = timedelta(hours=1)


def make(actor: Person, kind: str) -> MadeFile:
    """Keep the configuration of this moment as a file of its kind."""
    demand(actor, "privacy.read")
    found = configuration()
    with transaction.atomic():
        made = MadeFile.objects.create(
            kind=Kind(kind),
            at=timezone.now(),
            by=actor,
            configuration=found,
            fingerprint=fingerprint(found),
        )
        audit.record(actor, "privacy_file.made", made, kind=kind, fingerprint=made.fingerprint)
    return made


def printed(made: MadeFile, language: Language) -> bytes:
    """Give a file as a tagged PDF."""
    return documents.pdf(_template(made), context(made, language), language, title(made, language))


def shown(made: MadeFile, language: Language) -> str:
    """Give a file as one page."""
    return documents.html(_template(made), context(made, language), language, title(made, language))


def title(made: MadeFile, language: Language) -> str:
    """Name a file."""
    return say(f"privacy.file.{made.kind}", language, company=made.configuration["company"])


def title_of(kind: str, language: Language) -> str:
    """Name a kind of file for the company as it is."""
    return say(f"privacy.file.{kind}", language, company=company().name)


def language_of(word: str) -> Language:
    """Give the language of an address."""
    return "fr" if word == "fr" else "en"


def context(made: MadeFile, language: Language) -> dict[str, Any]:
    """Give what the templates show of a file, from the configuration that it keeps."""
    found = made.configuration
    earlier = MadeFile.objects.filter(kind=made.kind, pk__lt=made.pk).first()
    return {
        "made": made,
        "found": found,
        "purposes": _list("purpose", language),
        "data": _table("data", language),
        "impossible": _list("impossible", language),
        "facts": facts(found, language),
        "roles": [say(f"organisation.role.{role}", language) for role in Role],
        "matrix": _by_room(found, language),
        "doors": doors(found, language),
        "transfers": transfers(found, language),
        "retention": lengths(found, language),
        "measures": measures(found, language),
        "rights": _list("right", language),
        "work": _list("work", language),
        "ai": _list("ai", language),
        "risks": _table("risk", language),
        "need": _list("need", language),
        "questions": _list("question", language),
        "earlier": earlier,
        "changes": changed(earlier.configuration, found, language) if earlier else [],
        "foundings": FloorsFounding.objects.filter(
            at__lte=made.at, **({"at__gt": earlier.at} if earlier else {})
        ),
        "last_line": last_digest(made.at),
    }


def facts(found: Mapping[str, Any], language: Language) -> list[tuple[str, str]]:
    """Give the floors in force, in words and numbers."""
    names = ("floor", "teams", "groups", "joint_groups", "unknown_teams")
    told = [(say(f"privacy.fact.{name}", language), str(found[name])) for name in names]
    shown_word = say(f"privacy.fact.{'yes' if found['functions_shown'] else 'no'}", language)
    return [*told, (say("privacy.fact.functions", language), shown_word)]


def _at_most(hours: int, language: Language) -> str:
    """Say a longest time: whole days as days."""
    days, rest = divmod(hours, 24)
    if days > 1 and not rest:
        return say_many("privacy.at_most", days, language)
    return say_many("privacy.hours", hours, language)


def lengths(found: Mapping[str, Any], language: Language) -> list[tuple[str, str, str]]:
    """Give how long each kind of thing is kept, and what becomes of it then."""
    told = [
        (
            say(f"privacy.kind.{name}", language),
            say_many("privacy.days", days, language),
            say(f"privacy.then.{name}", language),
        )
        for name, days in found["retention"].items()
    ]
    hours = _at_most(found["session_hours"], language)
    ever = say("privacy.for_ever", language)
    counts = say_many("privacy.hours", COUNTS_KEPT // HOUR, language)
    rest = [("sessions", hours), ("call_counts", counts), *((name, ever) for name in FOR_EVER)]
    return told + [
        (say(f"privacy.kind.{name}", language), length, say(f"privacy.then.{name}", language))
        for name, length in rest
    ]


def measures(found: Mapping[str, Any], language: Language) -> list[str]:
    """Give the measures in force, each as it is configured."""
    roles = found["second_factor_roles"]
    factor = ", ".join(say(f"organisation.role.{role}", language) for role in roles)
    told = [
        say("privacy.measure.second_factor", language, roles=factor)
        if roles
        else say("privacy.measure.no_second_factor", language),
        say(f"privacy.measure.{'https' if found['https'] else 'no_https'}", language),
        say(f"privacy.measure.{'sso' if found['sso_only'] else 'no_sso'}", language),
        say("privacy.measure.mail", language, host=found["mail"])
        if found["mail"]
        else say("privacy.measure.no_mail", language),
        *(_outside(name, found.get(name, 0), language) for name in ("webhooks", "rooms")),
        say("privacy.measure.floor", language, floor=found["floor"]),
    ]
    return told + _list("always", language)


def _outside(name: str, count: int, language: Language) -> str:
    key = f"privacy.measure.{name}"
    return say_many(key, count, language) if count else say(f"{key}.none", language)


def transfers(found: Mapping[str, Any], language: Language) -> list[str]:
    """Give what leaves the machine, as it is configured; where it goes the company says."""
    told = [say("privacy.transfer.none_of_its_own", language)]
    if found["mail"]:
        told.append(say("privacy.measure.mail", language, host=found["mail"]))
    if found["sign_in_elsewhere"]:
        told.append(say("privacy.transfer.sign_in", language))
    outside = [
        say_many(f"privacy.transfer.{name}", found[name], language)
        for name in ("webhooks", "rooms")
        if found.get(name)
    ]
    return told + (outside or [say("privacy.transfer.nobody", language)])


def _by_room(found: Mapping[str, Any], language: Language) -> list[tuple[str, list[str]]]:
    told = [(room_name(room, language), cells) for room, cells in matrix(found)]
    return sorted(told, key=lambda one: alphabetical(one[0]))


def room_name(room: str, language: Language) -> str:
    """Name a room for those who do not know its code."""
    key = f"privacy.room.{room}"
    return say(key, language) if known(key) else room


def _template(made: MadeFile) -> str:
    return f"privacy/{made.kind}.html"


def _list(part: str, language: Language) -> list[str]:
    """Give the numbered sentences of a part of the catalogue."""
    told: list[str] = []
    while known(f"privacy.{part}.n{len(told) + 1}"):
        told.append(say(f"privacy.{part}.n{len(told) + 1}", language))
    return told


def _table(part: str, language: Language) -> list[list[str]]:
    """Give the numbered lines of a part of the catalogue, each cut into its cells."""
    return [line.split(" | ") for line in _list(part, language)]
