"""What the company's directory writes: people and groups, closed rather than removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from levier_web.identity.models import Group, GroupMembership, ScimPerson, Source
from levier_web.identity.services import groups, policy
from levier_web.organisation import audit
from levier_web.organisation.models import Invitation, Membership, Person
from levier_web.organisation.services.people import an_owner_remains
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier_web.identity.models import ScimToken

LONGEST_NAME, LONGEST_FUNCTION, LONGEST_ADDRESS = 200, 120, 254


class Taken(Refusal):
    """Somebody else, or another group, is called so already."""

    status = 409


@dataclass(frozen=True, slots=True)
class SaidPerson:
    """A person, as the directory writes them."""

    user_name: str
    email: str
    name: str
    function: str
    language: str
    active: bool
    external_id: str
    said: dict[str, Any]


def write_person(token: ScimToken, person: Person | None, said: SaidPerson) -> Person:
    """Add a person or write what the directory says of them.

    Raises
    ------
    Refusal
        When the address is none, something is too long, the last owner would be closed out.
    Taken
        When somebody else has this address or this name.
    """
    _checked(said)
    with transaction.atomic():
        kept = person or _revived(said) or _new(said)
        _not_taken(said, kept)
        was_active = kept.is_active
        kept.email, kept.name, kept.function = said.email, said.name, said.function
        kept.language, kept.is_active = said.language or kept.language, said.active
        kept.save(update_fields=["email", "name", "function", "language", "is_active"])
        ScimPerson.objects.update_or_create(
            person=kept,
            defaults={
                "user_name": said.user_name,
                "external_id": said.external_id,
                "said": said.said,
                "removed_at": None,
            },
        )
        action = "person.changed_by_directory" if person else "person.added_by_directory"
        audit.record(None, action, kept, token=token.pk)
        _opened_or_closed(token, kept, was_active=was_active)
    return kept


def remove_person(token: ScimToken, person: Person) -> None:
    """Close Levier to a person for good, as far as the directory goes; what they decided stays."""
    with transaction.atomic():
        was_active, person.is_active = person.is_active, False
        person.save(update_fields=["is_active"])
        ScimPerson.objects.update_or_create(
            person=person,
            defaults={"removed_at": timezone.now()},
            create_defaults={"removed_at": timezone.now(), "user_name": person.email},
        )
        GroupMembership.objects.filter(person=person).delete()
        groups.settle(person)
        audit.record(None, "person.removed_by_directory", person, token=token.pk)
        _opened_or_closed(token, person, was_active=was_active)


def write_group(
    token: ScimToken, group: Group | None, *, name: str, external_id: str, members: Iterable[str]
) -> Group:
    """Add a group or write who is in it; what it gives is the owner's decision."""
    called = name.strip()
    if not called or len(called) > LONGEST_NAME or len(external_id) > LONGEST_NAME:
        raise Refusal("identity.refused.group_name")
    wanted = _people(members)
    with transaction.atomic():
        others = Group.objects.exclude(pk=group.pk) if group else Group.objects.all()
        if others.filter(name__iexact=called).exists():
            raise Taken("identity.refused.group_twice", name=called)
        kept = group or Group()
        kept.name, kept.external_id = called, external_id
        kept.save()
        said = GroupMembership.objects.filter(group=kept, source=Source.SCIM)
        known = set(said.values_list("person_id", flat=True))
        said.exclude(person_id__in=wanted).delete()
        GroupMembership.objects.bulk_create(
            GroupMembership(group=kept, person_id=pk, source=Source.SCIM) for pk in wanted - known
        )
        audit.record(
            None,
            "group.written_by_directory",
            kept,
            token=token.pk,
            came=len(wanted - known),
            went=len(known - wanted),
        )
        for one in Person.objects.filter(pk__in=wanted ^ known):
            groups.settle(one)
    return kept


def remove_group(token: ScimToken, group: Group) -> None:
    """Remove a group; what it gave is taken back."""
    with transaction.atomic():
        audit.record(None, "group.removed_by_directory", group, token=token.pk)
        groups.remove(group, None)


def _checked(said: SaidPerson) -> None:
    try:
        validate_email(said.email)
    except ValidationError:
        raise Refusal("identity.refused.address") from None
    too_long = len(said.email) > LONGEST_ADDRESS or len(said.user_name) > LONGEST_ADDRESS
    too_long |= len(said.name) > LONGEST_NAME or len(said.external_id) > LONGEST_NAME
    if too_long or len(said.function) > LONGEST_FUNCTION:
        raise Refusal("identity.refused.too_long")


def _revived(said: SaidPerson) -> Person | None:
    """Give who was removed by the directory and comes back with the same address."""
    known = Person.objects.filter(email__iexact=said.email, scim__removed_at__isnull=False)
    return known.first()


def _new(said: SaidPerson) -> Person:
    if Person.objects.filter(email__iexact=said.email).exists():
        raise Taken("identity.refused.address_taken")
    made = Person.objects.create_user(said.email, name=said.name)
    Membership.objects.create(person=made, role=policy.remember().new_role)
    return made


def _not_taken(said: SaidPerson, person: Person) -> None:
    if Person.objects.exclude(pk=person.pk).filter(email__iexact=said.email).exists():
        raise Taken("identity.refused.address_taken")
    others = ScimPerson.objects.exclude(person=person)
    if others.filter(user_name__iexact=said.user_name).exists():
        raise Taken("identity.refused.address_taken")


def _opened_or_closed(token: ScimToken, person: Person, *, was_active: bool) -> None:
    if person.is_active == was_active:
        return
    if person.is_active:
        audit.record(None, "person.reactivated", person, token=token.pk)
        groups.settle(person)
        return
    an_owner_remains()
    waiting = Invitation.objects.filter(person=person, accepted_at=None, withdrawn_at=None)
    waiting.update(withdrawn_at=timezone.now())
    audit.record(None, "person.deactivated", person, token=token.pk)


def _people(members: Iterable[str]) -> set[int]:
    asked = set(members)
    numbers = {int(one) for one in asked if one.isdecimal() and len(one) < 12}
    known = set(Person.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    if len(known) != len(asked):
        raise Refusal("identity.refused.member")
    return known
