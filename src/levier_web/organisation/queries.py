"""What pages read of the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max, Prefetch, Q

from levier_web.organisation.models import Company, Person, Team, Tribe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet


def company() -> Company:
    """Give the company; an empty installation has one without a name yet."""
    return Company.objects.filter(pk=1).first() or Company(pk=1, name="Levier")


def team_sizes() -> dict[int, int]:
    """Give the number of people of each team."""
    counted = Count("people", filter=Q(people__is_active=True))
    return dict(Team.objects.annotate(size=counted).values_list("pk", "size"))


def voice(person: Person | None) -> str:
    """Say who wrote something without naming anybody: their function and team.

    Where the team is under the floor its tribe stands for it, and where that is too, the company.
    """
    if person is None:
        return ""
    return " · ".join(part for part in (person.function, group_shown(person)) if part)


def group_shown(person: Person) -> str:
    """Give the smallest group of this person that is not under the floor."""
    team = person.team
    floor = company().floor
    if team is None:
        return ""
    if team.people.filter(is_active=True).count() >= floor:
        return team.name
    tribe = team.tribe
    if tribe is None:
        return ""
    people = tribe.teams.filter(people__is_active=True).aggregate(n=Count("people"))["n"]
    return tribe.name if people >= floor else ""


def groups_shown() -> dict[int, str]:
    """Give for each team the smallest group of it that is not under the floor; "" where none is."""
    floor = company().floor
    counted = Count("people", filter=Q(people__is_active=True))
    teams = list(Team.objects.annotate(size=counted).select_related("tribe"))
    tribes: dict[int | None, int] = {}
    for team in teams:
        tribes[team.tribe_id] = tribes.get(team.tribe_id, 0) + team.size
    shown: dict[int, str] = {}
    for team in teams:
        if team.size >= floor:
            shown[team.pk] = team.name
        elif team.tribe is not None and tribes[team.tribe_id] >= floor:
            shown[team.pk] = team.tribe.name
        else:
            shown[team.pk] = ""
    return shown


def spoken(function: str, team_id: int | None, shown: Mapping[int, str]) -> str:
    """Say a function and a team's group, with what ``groups_shown`` gave, for lists."""
    return " · ".join(part for part in (function, shown.get(team_id or 0, "")) if part)


def tribes_with_teams() -> list[Tribe]:
    """Give the tribes with their teams, each team with its number of people."""
    counted = Count("people", filter=Q(people__is_active=True))
    teams = Team.objects.filter(archived=False).annotate(size=counted)
    return list(Tribe.objects.filter(archived=False).prefetch_related(Prefetch("teams", teams)))


def teams_alone() -> list[Team]:
    """Give the teams of no tribe, with their number of people."""
    counted = Count("people", filter=Q(people__is_active=True))
    return list(Team.objects.filter(archived=False, tribe=None).annotate(size=counted))


def people() -> QuerySet[Person]:
    """Give everybody with team and roles, and until when an invitation waits."""
    waiting = Max(
        "invitations__expires_at",
        filter=Q(invitations__accepted_at=None, invitations__withdrawn_at=None),
    )
    rows = Person.objects.select_related("team").prefetch_related("memberships")
    return rows.annotate(invited_until=waiting)


def functions_known() -> list[str]:
    """Give the functions that people have."""
    known = Person.objects.filter(is_active=True).exclude(function="")
    return list(known.order_by("function").values_list("function", flat=True).distinct()[:200])
