"""What the owner decides about signing in, and its reading at every page without a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db import transaction

from levier_web.identity.models import SignInPolicy
from levier_web.identity.services.providers import configured
from levier_web.organisation import audit
from levier_web.organisation.models import Role
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier_web.organisation.models import Person

KEY, KEPT = "identity.policy", 60
"""Seconds for which a process remembers what each page asks; whoever comes in asks the database."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How people may come in."""

    second_factor_roles: frozenset[str] = frozenset()
    sso_only: bool = False
    creates_people: bool = False
    new_role: str = str(Role.MEMBER)


def current() -> Policy:
    """Give what holds, as of a minute ago at most: for what every page asks."""
    known = cache.get(KEY)
    return known if isinstance(known, Policy) else remember()


def remember() -> Policy:
    """Read what holds, and remember it for a minute."""
    row = SignInPolicy.objects.filter(pk=1).first()
    read = Policy()
    if row is not None:
        roles = frozenset(row.second_factor_roles)
        read = Policy(roles, row.sso_only, row.creates_people, row.new_role)
    cache.set(KEY, read, KEPT)
    return read


def decide(
    actor: Person,
    *,
    second_factor_roles: Iterable[str],
    sso_only: bool,
    creates_people: bool,
    new_role: str,
) -> None:
    """Say how people may come in.

    Raises
    ------
    Refusal
        When only the company's sign-in would be left, and there is none; when strangers would be
        owners.
    """
    demand(actor, "identity.manage")
    roles = sorted({str(role) for role in second_factor_roles} & set(Role.values))
    if sso_only and not configured():
        raise Refusal("identity.refused.no_provider")
    if new_role not in Role.values or new_role == Role.OWNER:
        raise Refusal("identity.refused.new_role")
    said = {
        "second_factor_roles": roles,
        "sso_only": sso_only,
        "creates_people": creates_people,
        "new_role": str(new_role),
    }
    with transaction.atomic():
        row, _ = SignInPolicy.objects.select_for_update().get_or_create(pk=1)
        before = {name: getattr(row, name) for name in said}
        SignInPolicy.objects.filter(pk=1).update(**said)
        if before != said:
            audit.record(actor, "sign_in.policy", row, before=before, now=said)
        transaction.on_commit(lambda: cache.delete(KEY))
    cache.delete(KEY)
