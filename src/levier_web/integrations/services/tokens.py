"""Access tokens: made, shown once, recognised by their fingerprint, revoked."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.integrations.models import AccessToken
from levier_web.integrations.services.counting import counted
from levier_web.integrations.services.secrets import fingerprint, new_token, well_formed
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.api.rooms import NoToken, known_scopes
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from levier_web.organisation.models import Person

LONGEST = timedelta(days=366)
MOST_ALIVE = 50
"""Tokens of one person at a time."""


def create(
    person: Person, name: str, scopes: Sequence[str], last_day: date
) -> tuple[AccessToken, str]:
    """Make a token and give it in clear: the only time that anybody sees it.

    Parameters
    ----------
    scopes
        ``room:read`` and ``room:write``, at least one.
    last_day
        The last day on which it opens anything; a year from now at most.

    Raises
    ------
    Refusal
        Without a name, with an unknown scope, with a day that is past or too far away.
    """
    demand(person, "integrations.tokens")
    words, today = " ".join(name.split()), timezone.localdate()
    if not words or len(words) > 120:
        raise Refusal("integrations.refused.name")
    chosen = sorted(set(scopes))
    if not chosen or not set(chosen) <= set(known_scopes()):
        raise Refusal("integrations.refused.scopes")
    if not today <= last_day <= today + LONGEST:
        raise Refusal("integrations.refused.expiry")
    clear = new_token()
    with transaction.atomic():
        if _alive(person, timezone.now()) >= MOST_ALIVE:
            raise Refusal("integrations.refused.too_many", most=MOST_ALIVE)
        made = AccessToken.objects.create(
            person=person,
            name=words,
            scopes=chosen,
            digest=fingerprint(clear),
            hint=clear[:8],
            expires_at=_end_of(last_day),
        )
        audit.record(person, "access_token.created", made, scopes=chosen, until=str(last_day))
    return made, clear


def revoke(person: Person, token: AccessToken) -> None:
    """Make a token open nothing any more: one's own, or anybody's for who oversees them."""
    demand(person, "integrations.tokens")
    if token.person_id != person.pk and not person.has_perm("integrations.oversee"):
        raise NotAllowed("integrations.refused.not_yours")
    with transaction.atomic():
        alive = AccessToken.objects.filter(pk=token.pk, revoked_at__isnull=True)
        if alive.update(revoked_at=timezone.now()):
            audit.record(person, "access_token.revoked", token)


def recognise(header: str, address: str) -> AccessToken:
    """Give the token that a call carries.

    Parameters
    ----------
    address
        Where the call comes from: unknown tokens are noted once an hour for each address.

    Raises
    ------
    NoToken
        When it carries none, or one that opens nothing.
    """
    kind, _, clear = header.partition(" ")
    if kind.lower() != "bearer" or not clear.strip():
        raise NoToken("ui.api.no_token")
    found = None
    if well_formed(clear.strip()):
        rows = AccessToken.objects.select_related("person")
        found = rows.filter(digest=fingerprint(clear.strip())).first()
    now = timezone.now()
    reason = _why_refused(found, now)
    if found is None or reason:
        _note(found, reason, address, now)
        raise NoToken(f"integrations.refused_token.{reason}")
    if found.used_on != timezone.localdate():
        AccessToken.objects.filter(pk=found.pk).update(used_on=timezone.localdate())
    return found


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _why_refused(found: AccessToken | None, now: datetime) -> str:
    if found is None:
        return "unknown"
    if found.revoked_at is not None:
        return "revoked"
    if not found.alive(now):
        return "expired"
    return "" if found.person.is_active else "closed"


def _note(found: AccessToken | None, reason: str, address: str, now: datetime) -> None:
    """Write a refused token to the audit log, once an hour: an attack must not flood it."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    subject = f"refused:{found.pk}" if found is not None else f"unknown:{address[:60]}"
    with transaction.atomic():
        if counted(subject, hour) == 1:
            audit.record(None, "access_token.refused", found, reason=reason)


def _alive(person: Person, now: datetime) -> int:
    return person.access_tokens.filter(revoked_at__isnull=True, expires_at__gt=now).count()
