"""What pages read of the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max, Prefetch, Q

from levier_web.organisation.floors import groups
from levier_web.organisation.floors.reading import counted
from levier_web.organisation.models import Company, Person, Team, Tribe

if TYPE_CHECKING:
    from django.db.models import QuerySet


def company() -> Company:
    """Give the company; an empty installation has one without a name yet."""
    return Company.objects.filter(pk=1).first() or Company(pk=1, name="Levier")


def founded() -> Company | None:
    """Give the company once somebody founded it: its name is said before anybody signs in."""
    return Company.objects.filter(pk=1).first()


def team_sizes() -> dict[int, int]:
    """Give the headcount of each team: what the page of tribes and teams shows."""
    return {team.pk: team.size for team in counted(Team.objects.all())}  # type: ignore[attr-defined]


class Shown(dict[int, str]):
    """The name to show for each team, and whether functions stand beside it."""

    functions = False


def voice(person: Person | None) -> str:
    """Say who wrote something without naming anybody: the group of their team.

    Their function stands before it only where the company has chosen so, in a logged act: the
    one designer of a team is a person.
    """
    if person is None:
        return ""
    return spoken(person.function, person.team_id, groups_shown())


def groups_shown() -> Shown:
    """Give for each team the name of its group; "" where none may be told."""
    held = groups()
    shown = Shown(held.labels())
    shown.functions = held.functions
    return shown


def spoken(function: str, team_id: int | None, shown: Shown) -> str:
    """Say who wrote something, with what ``groups_shown`` gave, for lists."""
    said = (function if shown.functions else "", shown.get(team_id or 0, ""))
    return " · ".join(part for part in said if part)


def tribes_with_teams() -> list[Tribe]:
    """Give the tribes with their teams, each team with its number of people."""
    teams = counted(Team.objects.filter(archived=False))
    return list(Tribe.objects.filter(archived=False).prefetch_related(Prefetch("teams", teams)))


def teams_alone() -> list[Team]:
    """Give the teams of no tribe, with their number of people."""
    return list(counted(Team.objects.filter(archived=False, tribe=None)))


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
