"""Groups of the directory: what they give, and to whom it is given and taken."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from levier_web.identity.models import GivenRole, GivenTeam, Group, GroupMembership, Source
from levier_web.organisation import audit
from levier_web.organisation.models import Membership, Person, Role, Team
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of a group would do to one role: how many would gain and lose it."""

    role: str
    gain: int
    lose: int


def map_group(
    actor: Person, group: Group | None, *, name: str, role: str, team: Team | None
) -> Group:
    """Say what a group of the directory gives, and give it to those who are known to be in it."""
    demand(actor, "identity.manage")
    called = name.strip()
    if not called:
        raise Refusal("identity.refused.group_name")
    if role and role not in Role.values:
        raise Refusal("identity.refused.group_role")
    others = Group.objects.exclude(pk=group.pk) if group else Group.objects.all()
    if others.filter(name__iexact=called).exists():
        raise Refusal("identity.refused.group_twice", name=called)
    with transaction.atomic():
        kept = group or Group()
        before = kept.role
        kept.name, kept.role, kept.team = called, role, team
        kept.save()
        audit.record(actor, "group.mapped", kept, before=before, now=role)
        for person in Person.objects.filter(groups_of_directory__group=kept).distinct():
            settle(person)
    return kept


def forget_group(actor: Person, group: Group) -> None:
    """Remove a group; what it gave is taken back."""
    demand(actor, "identity.manage")
    with transaction.atomic():
        remove(group, actor)


def remove(group: Group, actor: Person | None) -> None:
    """Remove a group, for an owner or for the directory."""
    people = list(Person.objects.filter(groups_of_directory__group=group).distinct())
    audit.record(actor, "group.removed", group, people=len(people))
    group.delete()
    for person in people:
        settle(person)


def effects(group: Group | None, role: str) -> list[Effect]:
    """Say how many people would gain and lose which role, if a group gave this one."""
    if group is None:
        return []
    gained: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    people = Person.objects.filter(groups_of_directory__group=group).distinct()
    rows = people.prefetch_related(
        "memberships", "roles_of_directory", "groups_of_directory__group"
    )
    for person in rows:
        held = {one.role for one in person.memberships.all()}
        given = {one.role for one in person.roles_of_directory.all()}
        elsewhere = {
            one.group.role for one in person.groups_of_directory.all() if one.group_id != group.pk
        }
        wanted = {one for one in elsewhere | {role} if one}
        gained.update(wanted - held)
        lost.update(given - wanted)
    return [Effect(one, gained[one], lost[one]) for one in Role.values if gained[one] + lost[one]]


def say_groups(person: Person, names: Iterable[str], source: Source) -> None:
    """Keep in which known groups a source says that a person is, and give what they give."""
    wanted = {name.strip().lower() for name in names}
    with transaction.atomic():
        groups = {g.pk for g in Group.objects.all() if g.name.lower() in wanted}
        said = GroupMembership.objects.filter(person=person, source=source)
        said.exclude(group_id__in=groups).delete()
        known = set(said.values_list("group_id", flat=True))
        GroupMembership.objects.bulk_create(
            GroupMembership(person=person, group_id=pk, source=source) for pk in groups - known
        )
        settle(person)


def settle(person: Person) -> None:
    """Give a person the roles of their groups, and take back those that no group gives any more.

    So with their team. What was given by hand stays; the last owner stays one.
    """
    groups = list(Group.objects.filter(members__person=person).select_related("team").distinct())
    wanted = {group.role for group in groups if group.role}
    given = set(GivenRole.objects.filter(person=person).values_list("role", flat=True))
    held = set(Membership.objects.filter(person=person).values_list("role", flat=True))
    gone = given - wanted
    if Role.OWNER in gone and person.is_active and not _another_owner(person):
        gone.discard(Role.OWNER)
    new = wanted - held
    GivenRole.objects.filter(person=person, role__in=gone).delete()
    Membership.objects.filter(person=person, role__in=gone).delete()
    Membership.objects.bulk_create(Membership(person=person, role=role) for role in sorted(new))
    GivenRole.objects.bulk_create(GivenRole(person=person, role=role) for role in sorted(new))
    if hasattr(person, "_roles"):
        del person._roles
    if gone or new:
        audit.record(None, "person.roles_by_group", person, gone=sorted(gone), new=sorted(new))
    _settle_team(person, next((group.team for group in groups if group.team), None))


def _settle_team(person: Person, wanted: Team | None) -> None:
    """Put a person into the team of their groups, or back where they were when none gives one.

    Whom a person moved meanwhile stays where that person put them.
    """
    kept = Person.objects.select_for_update(of=("self",)).select_related("team").get(pk=person.pk)
    given = GivenTeam.objects.filter(person=kept).select_related("before").first()
    by_group = given is not None and given.team_id == kept.team_id
    before = given.before if given is not None and by_group else kept.team
    if before is not None and before.archived:
        before = None
    if wanted is None:
        GivenTeam.objects.filter(person=kept).delete()
        if by_group:
            _move(person, kept, before)
    elif wanted.pk != kept.team_id:
        said = {"team": wanted, "before": before}
        GivenTeam.objects.update_or_create(person=kept, defaults=said)
        _move(person, kept, wanted)


def _move(person: Person, kept: Person, team: Team | None) -> None:
    """Save the person, so that the floors follow who moves."""
    gone, kept.team = kept.team_id, team
    kept.save(update_fields=["team"])
    person.team = team
    audit.record(None, "person.team_by_group", person, team=team.pk if team else None, gone=gone)


def _another_owner(person: Person) -> bool:
    owners = Person.objects.filter(is_active=True, memberships__role=Role.OWNER)
    return owners.exclude(pk=person.pk).exists()
