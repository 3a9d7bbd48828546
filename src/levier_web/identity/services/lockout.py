"""Failures to sign in: a growing wait per account and per address, the same for who is unknown.

Counted in the database, so that every process of the server counts together. An account that does
not exist fails and waits like one that does; a wait ends by itself, and an owner may end it.
"""

from __future__ import annotations

import hmac
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from levier_web.identity.models import FailureCount, Kind
from levier_web.organisation import audit
from levier_web.organisation.models import Person
from levier_web.organisation.permission import demand

FREE = {Kind.ACCOUNT: 5, Kind.ADDRESS: 50, Kind.CODE: 5}
"""Failures without a wait; a whole company may sit behind one address."""
FIRST, LONGEST = 30, 15 * 60
"""Seconds of the first wait, doubled by each failure, and of the longest."""
FORGOTTEN = timedelta(hours=1)


def waits(kind: Kind, key: str) -> bool:
    """Whether an account or an address has to wait now."""
    row = FailureCount.objects.filter(kind=kind, digest=fingerprint(kind, key)).first()
    return row is not None and row.locked_until is not None and row.locked_until > timezone.now()


def failed(kind: Kind, key: str, *, person: Person | None = None) -> None:
    """Count a failure; from a number of them on, begin a wait."""
    now = timezone.now()
    with transaction.atomic():
        row, _ = FailureCount.objects.select_for_update().get_or_create(
            kind=kind, digest=fingerprint(kind, key), defaults={"last_at": now}
        )
        so_far = 0 if now - row.last_at > FORGOTTEN else row.failures
        row.failures, row.last_at = so_far + 1, now
        beyond = row.failures - FREE[kind]
        if beyond >= 0:
            row.locked_until = now + timedelta(seconds=min(FIRST * 2 ** min(beyond, 10), LONGEST))
            audit.record(person, "sign_in.locked", person, of=str(kind), failures=row.failures)
        row.save()


def succeeded(kind: Kind, key: str) -> None:
    """Forget the failures of an account."""
    FailureCount.objects.filter(kind=kind, digest=fingerprint(kind, key)).delete()


def unlock(actor: Person, person: Person) -> None:
    """End the wait of a person."""
    demand(actor, "identity.manage")
    digests = [fingerprint(Kind.ACCOUNT, person.email), fingerprint(Kind.CODE, str(person.pk))]
    with transaction.atomic():
        FailureCount.objects.filter(digest__in=digests).delete()
        audit.record(actor, "sign_in.unlocked", person)


def locked_people() -> list[Person]:
    """Give the people who have to wait now."""
    rows = FailureCount.objects.filter(locked_until__gt=timezone.now())
    waiting = set(rows.exclude(kind=Kind.ADDRESS).values_list("digest", flat=True))
    if not waiting:
        return []
    return [
        one
        for one in Person.objects.filter(is_active=True)
        if fingerprint(Kind.ACCOUNT, one.email) in waiting
        or fingerprint(Kind.CODE, str(one.pk)) in waiting
    ]


def locked_count() -> int:
    """Count the accounts and addresses that have to wait now."""
    return FailureCount.objects.filter(locked_until__gt=timezone.now()).count()


def fingerprint(kind: Kind, key: str) -> str:
    """Give the keyed fingerprint under which failures of this are counted."""
    said = f"{kind}:{key.strip().lower()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, sha256).hexdigest()
