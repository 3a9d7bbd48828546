"""Which teams are too small to have figures of their own.

A team under the floor is left out of every table by team. When only one would be, its figure is
the total less the others: the next smallest team of the table is left out with it (complementary
suppression). A team of which nobody was ever registered has no people here to protect; one that
everybody left has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.organisation.models import Person, Team
from levier_web.organisation.queries import company, team_sizes

if TYPE_CHECKING:
    from collections.abc import Iterable


def hidden_teams(among: Iterable[str] | None = None) -> frozenset[str]:
    """Give the names of the teams that a table by team may not show.

    Parameters
    ----------
    among
        The teams that have a row in the table: one that has none hides nobody by its absence.
        Every team of the company when left out.
    """
    names = dict(Team.objects.values_list("pk", "name"))
    peopled = set(Person.objects.filter(team__isnull=False).values_list("team", flat=True))
    sizes = {
        names[pk]: max(size, 1) if pk in peopled else size for pk, size in team_sizes().items()
    }
    if among is not None:
        sizes = {name: sizes.get(name, 0) for name in among}
    return hidden_among(sizes, company().floor)


def hidden_among(sizes: dict[str, int], floor: int) -> frozenset[str]:
    """Choose what is hidden among teams, by number of people.

    Parameters
    ----------
    sizes
        People by team; zero where nobody is registered.
    floor
        The smallest team that is shown.
    """
    small = {name for name, size in sizes.items() if 0 < size < floor}
    if len(small) != 1:
        return frozenset(small)
    others = [(size, name) for name, size in sizes.items() if name not in small and size > 0]
    unknown = [(0, name) for name, size in sizes.items() if size == 0]
    following = min(others or unknown, default=None)
    return frozenset(small | ({following[1]} if following else set()))
