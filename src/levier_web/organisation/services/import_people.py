"""A file of people: shown first, applied as a whole, taken back as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.models import Membership, PeopleImport, Person, Role, Team, Tribe
from levier_web.organisation.permission import demand
from levier_web.organisation.services.import_file import (
    Fault,
    Line,
    decoded,
    of_workbook,
    read_people,
)
from levier_web.organisation.services.people import an_owner_remains
from levier_web.ui.refusals import NotAllowed, Refusal
from levier_web.ui.workbooks.package import is_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXTS = ("name", "function", "language")


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that would change."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do, before it does anything."""

    new: tuple[Line, ...]
    changed: tuple[tuple[Line, tuple[Change, ...]], ...]
    unchanged: tuple[Line, ...]
    teams: tuple[str, ...]
    """Teams that would be created."""
    faults: tuple[Fault, ...]

    @property
    def ready(self) -> bool:
        """Whether it can be applied."""
        return not self.faults and bool(self.new or self.changed)


def keep_file(actor: Person, content: bytes) -> PeopleImport:
    """Keep a file so that it can be shown and then applied."""
    demand(actor, "organisation.people")
    table = of_workbook(content) if is_workbook(content) else None
    text = table.text if table else decoded(content)
    PeopleImport.objects.filter(by=actor, applied_at__isnull=True).delete()
    kept = PeopleImport.objects.create(content=text, by=actor)
    kept.sheet = table.sheet if table else ""
    return kept


def preview(brought: PeopleImport) -> Preview:
    """Compare a file with the people there are."""
    reading = read_people(brought.content)
    known = _known(line.email for line in reading.lines)
    new, changed, unchanged = [], [], []
    for line in reading.lines:
        person = known.get(line.email)
        if person is None:
            new.append(line)
            if not line.name:
                reading.fault(line.number, "name", "", "name")
        elif changes := _changes(person, line):
            changed.append((line, changes))
        else:
            unchanged.append(line)
    reading.faults.sort(key=lambda fault: fault.line)
    teams = _teams_missing(reading.lines)
    return Preview(tuple(new), tuple(changed), tuple(unchanged), teams, tuple(reading.faults))


def apply(actor: Person, brought: PeopleImport) -> int:
    """Apply a file that has no fault, all of it or nothing; give how many people it touched."""
    demand(actor, "organisation.people")
    with transaction.atomic():
        kept = PeopleImport.objects.select_for_update().get(pk=brought.pk)
        if kept.applied_at is not None:
            raise Refusal("organisation.refused.applied_already")
        seen = preview(kept)
        if seen.faults:
            raise Refusal("organisation.refused.file_faults", faults=len(seen.faults))
        lines = [*seen.new, *(line for line, _ in seen.changed)]
        known = _known(line.email for line in lines)
        before = [_written(actor, line, known.get(line.email)) for line in lines]
        an_owner_remains()
        kept.content, kept.applied_at, kept.before = "", timezone.now(), before
        kept.save()
        audit.record(actor, "people.imported", kept, new=len(seen.new), changed=len(seen.changed))
    return len(lines)


def undo(actor: Person, brought: PeopleImport) -> None:
    """Give people back what they were, and close Levier to those the file had added."""
    demand(actor, "organisation.people")
    with transaction.atomic():
        kept = PeopleImport.objects.select_for_update().get(pk=brought.pk)
        if kept.applied_at is None or kept.undone_at is not None:
            raise Refusal("organisation.refused.nothing_to_undo")
        for one in kept.before:
            _given_back(actor, one)
        an_owner_remains()
        kept.undone_at = timezone.now()
        kept.save(update_fields=["undone_at"])
        audit.record(actor, "people.import_undone", kept, people=len(kept.before))


def _known(emails: Iterable[str]) -> dict[str, Person]:
    people = Person.objects.select_related("team__tribe").prefetch_related("memberships")
    wanted = set(emails)
    return {p.email.lower(): p for p in people if p.email.lower() in wanted}


def _changes(person: Person, line: Line) -> tuple[Change, ...]:
    now = {name: getattr(person, name) for name in TEXTS}
    now["team"] = person.team.name if person.team else ""
    now["tribe"] = person.team.tribe.name if person.team and person.team.tribe else ""
    found = [
        Change(name, now[name], getattr(line, name))
        for name in (*TEXTS, "team", "tribe")
        if getattr(line, name) and getattr(line, name) != now[name]
    ]
    held = tuple(sorted(one.role for one in person.memberships.all()))
    if line.roles and line.roles != held:
        found.append(Change("roles", ", ".join(held), ", ".join(line.roles)))
    return tuple(found)


def _teams_missing(lines: Iterable[Line]) -> tuple[str, ...]:
    there = {name.casefold() for name in Team.objects.values_list("name", flat=True)}
    asked = {line.team.casefold(): line.team for line in lines if line.team}
    return tuple(name for key, name in sorted(asked.items()) if key not in there)


def _written(actor: Person, line: Line, person: Person | None) -> dict[str, Any]:
    """Write one person; give what they were."""
    team = _team(line)
    if person is None:
        made = Person.objects.create_user(
            line.email, name=line.name, function=line.function, language=line.language, team=team
        )
        _set_roles(actor, made, line.roles or (Role.MEMBER,))
        return {"person": made.pk, "was": None}
    was = {name: getattr(person, name) for name in TEXTS} | {
        "team": person.team_id,
        "roles": sorted(one.role for one in person.memberships.all()),
    }
    for name in TEXTS:
        setattr(person, name, getattr(line, name) or getattr(person, name))
    person.team = team or person.team
    person.save()
    if line.roles:
        _set_roles(actor, person, line.roles)
    return {"person": person.pk, "was": was}


def _given_back(actor: Person, one: dict[str, Any]) -> None:
    person = Person.objects.get(pk=one["person"])
    was = one["was"]
    if was is None:
        person.is_active = False
        person.save(update_fields=["is_active"])
        return
    for name in TEXTS:
        setattr(person, name, was[name])
    person.team = Team.objects.filter(pk=was["team"]).first()
    person.save()
    _set_roles(actor, person, tuple(was["roles"]))


def _team(line: Line) -> Team | None:
    tribe = _named(Tribe, line.tribe) if line.tribe else None
    if not line.team:
        return None
    team: Team = _named(Team, line.team)
    if tribe is not None and team.tribe_id != tribe.pk:
        team.tribe = tribe
        team.save(update_fields=["tribe"])
    return team


def _named(model: Any, name: str) -> Any:  # noqa: ANN401 - a team or a tribe
    return model.objects.filter(name__iexact=name).first() or model.objects.create(name=name)


def _set_roles(actor: Person, person: Person, roles: tuple[str, ...]) -> None:
    held = set(person.memberships.values_list("role", flat=True))
    if Role.OWNER in held ^ set(roles) and not actor.has_perm("organisation.manage"):
        raise NotAllowed("organisation.refused.owner_only")
    person.memberships.exclude(role__in=roles).delete()
    Membership.objects.bulk_create(
        Membership(person=person, role=role) for role in sorted(set(roles) - held)
    )
