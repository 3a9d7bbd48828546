"""Tokens of programs: made, shown once, recognised by their fingerprint, withdrawn."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from levier_web.metrics.models import PushToken, Source
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

PREFIX = "lev_"
LONGEST_DAYS = 366
CALLS_A_MINUTE = 60


class UnknownToken(Refusal):
    """No token, or one that opens nothing any more."""

    status = 401


class TooOften(Refusal):
    """More calls within a minute than one program needs."""

    status = 429


def create(
    person: Person, source: Source, name: str, scope: str, days: int
) -> tuple[PushToken, str]:
    """Make a token and give it in clear: the only time that anybody sees it.

    Raises
    ------
    NotAllowed, Refusal
        When the person may not, or the source is not called by programs.
    """
    demand(person, "metrics.sources")
    if source.kind != Source.Kind.PUSH:
        raise Refusal("metrics.token.no_push")
    if not 1 <= days <= LONGEST_DAYS:
        raise Refusal("metrics.token.days", most=LONGEST_DAYS)
    clear = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = PushToken.objects.create(
            source=source,
            name=name,
            scope=scope,
            digest=digest(clear),
            hint=clear[:8],
            expires_at=timezone.now() + timedelta(days=days),
            created_by=person,
        )
        audit.record(person, "token.created", token, scope=scope, days=days)
    return token, clear


def withdraw(person: Person, token: PushToken) -> None:
    """Make a token open nothing any more.

    Raises
    ------
    NotAllowed
        When the person may not bring values in.
    """
    demand(person, "metrics.sources")
    with transaction.atomic():
        alive = PushToken.objects.filter(pk=token.pk, withdrawn_at=None)
        if alive.update(withdrawn_at=timezone.now()):
            audit.record(person, "token.withdrawn", token)


def recognise(header: str, *, sending: bool) -> PushToken:
    """Give the token that a call carries.

    Raises
    ------
    UnknownToken, NotAllowed, TooOften
        When it carries none that is alive, when it may only check, when it calls too often.
    """
    kind, _, clear = header.partition(" ")
    if kind.lower() != "bearer" or not clear.strip():
        raise UnknownToken("metrics.token.none")
    found = PushToken.objects.select_related("source").filter(digest=digest(clear.strip())).first()
    if found is None or found.withdrawn_at is not None or found.source.archived:
        raise UnknownToken("metrics.token.unknown")
    if not found.alive:
        raise UnknownToken("metrics.token.expired")
    if sending and found.scope != PushToken.Scope.SEND:
        raise NotAllowed("metrics.token.only_checks")
    _count(found)
    return found


def digest(clear: str) -> str:
    """Give the fingerprint under which a token is kept."""
    return hashlib.sha256(clear.encode()).hexdigest()


def _count(token: PushToken) -> None:
    """Count the calls of this minute in the database, so that all processes count together."""
    now = timezone.now()
    minute = now.replace(second=0, microsecond=0)
    same = PushToken.objects.filter(pk=token.pk, minute=minute)
    if not same.update(calls=F("calls") + 1, used_at=now):
        PushToken.objects.filter(pk=token.pk).update(minute=minute, calls=1, used_at=now)
    if same.filter(calls__gt=CALLS_A_MINUTE).exists():
        raise TooOften("metrics.token.too_often", most=CALLS_A_MINUTE)
