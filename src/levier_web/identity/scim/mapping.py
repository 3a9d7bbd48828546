"""From people and groups to resources, and back."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q
from scim2_models import Context, Meta, Reference

from levier_web.identity.models import Group as GroupRow
from levier_web.identity.models import GroupMembership, Source
from levier_web.identity.scim.resources import Email, Group, GroupOf, Member, Name, User
from levier_web.identity.services.directory import SaidPerson
from levier_web.organisation.models import Person
from levier_web.organisation.services.invitations import NOBODY_YET

if TYPE_CHECKING:
    from django.db.models import QuerySet

LANGUAGES = ("fr", "en")
ONE_NAME = re.compile(r'\s*userName\s+eq\s+"([^"\\]+)"\s*', re.IGNORECASE)
KEPT = ("name", "displayName", "title", "preferredLanguage", "emails")
"""What is kept as the directory wrote it."""


def people() -> QuerySet[Person]:
    """Give everybody whom the directory may see: not those that it removed."""
    known = Person.objects.filter(Q(scim=None) | Q(scim__removed_at=None)).exclude(email=NOBODY_YET)
    said = GroupMembership.objects.filter(source=Source.SCIM).select_related("group")
    rows = known.select_related("scim").order_by("pk")
    return rows.prefetch_related(Prefetch("groups_of_directory", said))


def people_named(asked: str) -> QuerySet[Person]:
    """Give those among whom a filter looks: few when it asks for one name, as directories do.

    The filter itself decides; a name with letters that databases fold each in their way is looked
    for among everybody.
    """
    named = ONE_NAME.fullmatch(asked)
    if named is None or not named[1].isascii():
        return people()
    alone = Q(scim=None, email__iexact=named[1])
    return people().filter(Q(scim__user_name__iexact=named[1]) | alone)


def groups() -> QuerySet[GroupRow]:
    """Give the groups, with the people whom the directory put into them."""
    said = GroupMembership.objects.filter(source=Source.SCIM)
    return GroupRow.objects.order_by("pk").prefetch_related(Prefetch("members", said))


def user_of(person: Person, base: str) -> User:
    """Write a person as a resource: what the directory said, and what holds here."""
    record = getattr(person, "scim", None)
    said = dict(record.said) if record is not None else {}
    if record is None or "displayName" in said:
        said["displayName"] = person.name
    if person.function and (record is None or "title" in said):
        said["title"] = person.function
    said.setdefault("emails", [{"value": person.email, "primary": True}])
    read = User.model_validate(said | {"userName": record.user_name if record else person.email})
    read.id, read.active = str(person.pk), person.is_active
    read.external_id = (record.external_id if record else "") or None
    inside = [one.group for one in person.groups_of_directory.all()]
    read.groups = [
        GroupOf(value=str(g.pk), ref=Reference[Group](f"{base}/Groups/{g.pk}"), display=g.name)
        for g in inside
    ] or None
    changed = record.changed_at if record else person.created_at
    location = f"{base}/Users/{person.pk}"
    read.meta = Meta(
        resource_type="User", created=person.created_at, last_modified=changed, location=location
    )
    read.meta.version = version(read)
    return read


def group_of(row: GroupRow, base: str) -> Group:
    """Write a group as a resource."""
    read = Group(display_name=row.name)
    read.id, read.external_id = str(row.pk), row.external_id or None
    read.members = [
        Member(
            value=str(one.person_id),
            ref=Reference[User](f"{base}/Users/{one.person_id}"),
            type="User",
        )
        for one in row.members.all()
    ] or None
    read.meta = Meta(
        resource_type="Group",
        created=row.created_at,
        last_modified=row.changed_at,
        location=f"{base}/Groups/{row.pk}",
    )
    read.meta.version = version(read)
    return read


def said_of(user: User) -> SaidPerson:
    """Read what a resource says of a person."""
    written = user.model_dump(scim_ctx=Context.DEFAULT)
    addresses = user.emails or []
    first = next((one for one in addresses if one.primary), addresses[0] if addresses else Email())
    name = user.name or Name()
    both = " ".join(part for part in (name.given_name, name.family_name) if part)
    language = (user.preferred_language or "")[:2].lower()
    return SaidPerson(
        user_name=(user.user_name or "").strip(),
        email=str(first.value or user.user_name or "").strip().lower(),
        name=(user.display_name or name.formatted or both or user.user_name or "").strip(),
        function=(user.title or "").strip(),
        language=language if language in LANGUAGES else "",
        active=user.active is not False,
        external_id=user.external_id or "",
        said={key: written[key] for key in KEPT if written.get(key) is not None},
    )


def completed(body: dict[str, Any], held: User | None = None) -> dict[str, Any]:
    """Add what directories leave out: the address that is also the name, and whether active."""
    known = {key.lower(): key for key in body}
    name = body.get(known.get("username", ""), "")
    more: dict[str, Any] = {}
    if "emails" not in known and isinstance(name, str) and "@" in name:
        more["emails"] = [{"value": name, "primary": True}]
    if "active" not in known:
        more["active"] = held.active if held is not None else True
    return body | more


def version(resource: User | Group) -> str:
    """Give the entity tag of what a resource says."""
    said = resource.model_dump(scim_ctx=Context.DEFAULT)
    said.pop("meta", None)
    text = json.dumps(said, sort_keys=True, default=str)
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
