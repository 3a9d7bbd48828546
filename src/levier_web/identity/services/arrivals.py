"""Who comes in and who does not: lines of the audit log, somebody added, groups as said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from levier_web.identity.services import policy
from levier_web.organisation import audit
from levier_web.organisation.models import Membership, Person

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

BEGAN, SEEN, SETTLED = "identity_began", "identity_seen", "identity_second_factor"
"""What a session holds: when it began, when it was last noted, which second factor is settled."""
GROUPS_MOST = 2000


def arrived(session: SessionBase) -> None:
    """Begin the life of a session."""
    now = int(timezone.now().timestamp())
    session[BEGAN] = session[SEEN] = now


def signed_in(person: Person, way: str) -> None:
    """Keep that somebody signed in."""
    audit.record(person, "sign_in.done", person, way=way)


def refused(person: Person | None, way: str, **detail: str) -> None:
    """Keep that a sign-in was refused."""
    audit.record(None, "sign_in.refused", person, way=way, **detail)


def add(email: str, name: str) -> Person:
    """Add somebody whom the company's sign-in sends, with the role that the owner chose."""
    with transaction.atomic():
        person = Person.objects.create_user(email, name=name or email.partition("@")[0])
        role = policy.remember().new_role
        Membership.objects.create(person=person, role=role)
        audit.record(None, "person.added_by_sign_in", person, role=role)
    return person


def name_said(sociallogin: Any) -> str:  # noqa: ANN401 - of a library without types
    """Give the name that the provider says."""
    return str(sociallogin.user.name)


def groups_said(said: Any, claim: str) -> list[str]:  # noqa: ANN401 - what a provider says
    """Read the groups out of what a provider says: userinfo first, then the token."""
    if not isinstance(said, dict):
        return []
    for place in (said.get("userinfo"), said.get("id_token"), said):
        if isinstance(place, dict) and claim in place:
            found = place[claim]
            names = [found] if isinstance(found, str) else found
            return [str(one) for one in names][:GROUPS_MOST] if isinstance(names, list) else []
    return []
