"""The floor: teams told together, in one place, for every page, export, file and call.

``groups()`` reads, ``settle()`` and ``found_anew()`` write. No other module reads the size of a
team, and whatever stands by team stands by these groups.
"""

from levier_web.organisation.floors.reading import Group, Groups, groups

__all__ = ["Group", "Groups", "groups"]
