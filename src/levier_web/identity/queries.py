"""What pages read of the way in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Case, Count, Value, When
from django.utils import timezone

from levier_web.identity.models import Group, ScimToken

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from levier_web.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Device:
    """One place where a person is signed in."""

    pk: int
    what: str
    network: str
    since: datetime
    seen: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class Factors:
    """The second factors of a person."""

    application: bool
    passkeys: list[Authenticator]
    codes_left: int | None


def devices(person: Person, current: str | None) -> list[Device]:
    """Give where a person is signed in, the present place first."""
    rows = list(UserSession.objects.filter(user=person).order_by("-last_seen_at")[:100])
    keys = [row.session_key for row in rows]
    living = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    alive = set(living.values_list("session_key", flat=True))
    found = [
        Device(
            row.pk,
            row.user_agent,
            row.ip,
            row.created_at,
            row.last_seen_at,
            row.session_key == current,
        )
        for row in rows
        if row.session_key in alive
    ]
    return sorted(found, key=lambda one: not one.current)


def factors(person: Person) -> Factors:
    """Give the second factors of a person."""
    rows = list(Authenticator.objects.filter(user=person).order_by("pk"))
    by_type = {row.type: row for row in rows}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    return Factors(
        Authenticator.Type.TOTP in by_type,
        [row for row in rows if row.type == Authenticator.Type.WEBAUTHN],
        len(codes.wrap().get_unused_codes()) if codes is not None else None,
    )


def groups() -> QuerySet[Group]:
    """Give the groups of the directory with their number of people."""
    people = Count("members__person", distinct=True)
    without = Case(When(role="", then=Value(True)), default=Value(False))
    rows = Group.objects.select_related("team")
    return rows.annotate(people=people, without_role=without)


def tokens() -> QuerySet[ScimToken]:
    """Give the keys of the directory."""
    return ScimToken.objects.select_related("made_by")
