"""Second factors that somebody lost: an owner takes them away, and they set up new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import transaction

from levier_web.identity.services import policy, sessions
from levier_web.organisation import audit
from levier_web.organisation.permission import demand

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_one(person: Person) -> bool:
    """Whether a person has a second factor."""
    return bool(Authenticator.objects.filter(user=person, type__in=STRONG).exists())


def may_remove(person: Person, number: int) -> bool:
    """Whether a second factor may go: not the last one of somebody whose role owes one."""
    if not policy.remember().second_factor_roles & person.role_names:
        return True
    others = Authenticator.objects.filter(user=person, type__in=STRONG).exclude(pk=number)
    return bool(others.exists())


def take_away(actor: Person, person: Person) -> None:
    """Remove every second factor of a person and end their sessions."""
    demand(actor, "identity.manage")
    with transaction.atomic():
        clear(actor, person)
        sessions.end_all(actor, person, why="second factor removed")


def clear(actor: Person | None, person: Person) -> None:
    """Remove every second factor of a person, for an owner or for who holds the server."""
    number, _ = Authenticator.objects.filter(user=person).delete()
    audit.record(actor, "second_factor.taken_away", person, number=number)
