"""Which teams are too small to have figures of their own.

A team under the floor is left out of every table by team. When only one would be, its figure is
the total less the others: the next smallest team is left out with it (complementary suppression).
A team of which nobody is registered has no people here to protect.
"""

from __future__ import annotations

from levier_web.organisation.models import Team
from levier_web.organisation.queries import company, team_sizes


def hidden_teams() -> frozenset[str]:
    """Give the names of the teams that no table by team may show."""
    sizes = team_sizes()
    names = dict(Team.objects.values_list("pk", "name"))
    return hidden_among({names[pk]: size for pk, size in sizes.items()}, company().floor)


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
