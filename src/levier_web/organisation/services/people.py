"""People: added, given roles, sent away; an owner always remains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from levier_web.organisation import audit
from levier_web.organisation.floors.settling import soon
from levier_web.organisation.models import Membership, Person, Role, Team
from levier_web.organisation.permission import demand
from levier_web.organisation.services import invitations
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable


def add_person(
    actor: Person,
    *,
    email: str,
    name: str,
    function: str = "",
    team: Team | None = None,
    language: str = "",
    roles: Iterable[str] = (Role.MEMBER,),
) -> tuple[Person, str]:
    """Add a person, and give the path of their way in."""
    demand(actor, "organisation.people")
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refusal("organisation.refused.email", email=address) from error
    if not name.strip():
        raise Refusal("organisation.refused.name")
    if Person.objects.filter(email__iexact=address).exists():
        raise Refusal("organisation.refused.email_taken", email=address)
    with transaction.atomic():
        person = Person.objects.create_user(
            address, name=name.strip(), function=function.strip(), team=team, language=language
        )
        audit.record(actor, "person.added", person)
        give_roles(actor, person, roles)
        return person, invitations.invite(actor, person)


def change_person(
    actor: Person, person: Person, *, name: str, function: str, team: Team | None
) -> None:
    """Correct a person's name, function or team."""
    demand(actor, "organisation.people")
    if not name.strip():
        raise Refusal("organisation.refused.name")
    with transaction.atomic():
        person.name, person.function, person.team = name.strip(), function.strip(), team
        person.save(update_fields=["name", "function", "team"])
        audit.record(actor, "person.changed", person)


def give_roles(actor: Person, person: Person, roles: Iterable[str]) -> None:
    """Give a person these roles and no other; only an owner makes or unmakes owners."""
    demand(actor, "organisation.people")
    wanted = frozenset(str(role) for role in roles)
    if not wanted or not wanted <= frozenset(Role.values):
        raise Refusal("organisation.refused.roles")
    with transaction.atomic():
        held = frozenset(person.memberships.values_list("role", flat=True))
        if Role.OWNER in held ^ wanted and not actor.has_perm("organisation.manage"):
            raise NotAllowed("organisation.refused.owner_only")
        person.memberships.exclude(role__in=wanted).delete()
        Membership.objects.bulk_create(
            Membership(person=person, role=role) for role in sorted(wanted - held)
        )
        an_owner_remains()
        if held != wanted:
            audit.record(actor, "person.roles", person, held=sorted(held), given=sorted(wanted))


def deactivate(actor: Person, person: Person) -> None:
    """Close Levier to a person; what they wrote stays."""
    demand(actor, "organisation.people")
    with transaction.atomic():
        if Role.OWNER in person.role_names and not actor.has_perm("organisation.manage"):
            raise NotAllowed("organisation.refused.owner_only")
        Person.objects.filter(pk=person.pk).update(is_active=False)
        soon()
        an_owner_remains()
        invitations.withdraw(actor, person)
        audit.record(actor, "person.deactivated", person)


def reactivate(actor: Person, person: Person) -> None:
    """Open Levier to a person again."""
    demand(actor, "organisation.people")
    if Role.OWNER in person.role_names and not actor.has_perm("organisation.manage"):
        raise NotAllowed("organisation.refused.owner_only")
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(is_active=True)
        soon()
        audit.record(actor, "person.reactivated", person)


def an_owner_remains() -> None:
    """Refuse what would leave Levier without an owner."""
    if not Person.objects.filter(is_active=True, memberships__role=Role.OWNER).exists():
        raise Refusal("organisation.refused.last_owner")
