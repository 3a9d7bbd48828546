"""What may be told by team: the one place that knows the sizes of teams."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.signals import request_finished, request_started
from django.db.models import Case, Count, IntegerField, Q, Value, When

from levier_web.organisation.floors.partition import Blocks, Unit, blocks, small, weight
from levier_web.organisation.models import Company, Team

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

while_reading: ContextVar[list[Groups] | None] = ContextVar("while_reading", default=None)
"""The groups of the page being read; nothing is held outside of one."""
NAMED = 3
"""Teams named in the name of a group; the others are counted."""
LONGEST = 60
UNTOLD = "*"
"""Stands for the teams of a company in which nothing is told by team."""


@dataclass(frozen=True)
class Group:
    """Teams that are told as one, under one name, everywhere and for good."""

    number: int
    label: str
    teams: frozenset[int]
    names: tuple[str, ...]
    people: int
    unknown: bool
    """The size of one of its teams at least is not known."""
    shown: bool


@dataclass(frozen=True)
class Groups:
    """The groups in force. ``pending``: teams wait to be grouped, and nothing is told by team."""

    floor: int
    every: tuple[Group, ...]
    pending: bool
    functions: bool = False
    """Whether functions may stand beside what people write; see ``Company.functions_shown``."""

    @cached_property
    def _of(self) -> dict[int, Group]:
        return {team: group for group in self.every for team in group.teams}

    @cached_property
    def _named(self) -> dict[str, Group]:
        return {name.casefold(): group for group in self.every for name in group.names}

    def label(self, team: int | None) -> str:
        """Give the name under which a team stands beside a figure; "" where there is none."""
        group = self._of.get(team or 0)
        return group.label if group and group.shown else ""

    def written(self, team: int | None) -> str:
        """Give what a file writes where a team must be named."""
        return self.label(team) or (UNTOLD if team else "")

    def written_named(self, name: str) -> str:
        """Give what a file would write for a team known by its name or by its group's."""
        return (self.label_named(name) or UNTOLD) if name else ""

    def joint(self, name: str) -> frozenset[int]:
        """Give the teams of a group of several that a file names; none for one team's name."""
        if name == UNTOLD:
            return frozenset(self._of)
        found = (one for one in self.every if len(one.teams) > 1 and one.label == name)
        return next((one.teams for one in found), frozenset())

    def label_named(self, name: str) -> str:
        """Give the name of the group of a team known by its name; an unknown name stays."""
        group = self._named.get(name.casefold())
        return name if group is None else group.label if group.shown else ""

    def renamed(self) -> dict[str, str]:
        """Give what stands for each team that is not told under its own name, as cased for search.

        The name of its group, "" where nothing is told by team.
        """
        told = ((name, self.label_named(name)) for one in self.every for name in one.names)
        return {name.strip().casefold(): label for name, label in told if label != name}

    def labels(self) -> dict[int, str]:
        """Give the name to show for each team."""
        return {team: self.label(team) for team in self._of}

    def choices(self, teams: Iterable[int] | None = None) -> list[tuple[str, str]]:
        """Give what a filter by team offers: groups, never a part of one."""
        wanted = None if teams is None else set(teams)
        found = [
            (one.label, str(one.number))
            for one in self.every
            if one.shown and (wanted is None or wanted & one.teams)
        ]
        return [(number, label) for label, number in sorted(found)]

    def members(self, number: str) -> frozenset[int]:
        """Give the teams of a group that a filter offered; none for anything else."""
        found = (one for one in self.every if one.shown and str(one.number) == number)
        return next((one.teams for one in found), frozenset())

    def matching(self, word: str, field: str = "team") -> Q:
        """Find what belongs to a group whose name holds a word, as a search does."""
        teams = [
            team
            for one in self.every
            if one.shown and word.casefold() in one.label.casefold()
            for team in one.teams
        ]
        return Q(**{f"{field}__in": teams})

    def told_with(self, team: int) -> frozenset[int]:
        """Give the teams of the group of a team; none where nothing is told by team."""
        group = self._of.get(team)
        return group.teams if group and group.shown else frozenset()

    def order(self, field: str = "team") -> Case:
        """Sort by the name of the group: the order tells nothing that the names do not."""
        named = sorted((one for one in self.every if one.shown), key=lambda one: one.label)
        whens = [
            When(**{f"{field}__in": sorted(one.teams)}, then=Value(place))
            for place, one in enumerate(named)
        ]
        return Case(*whens, default=Value(len(named)), output_field=IntegerField())

    def left_out(self, teams: Iterable[int]) -> int:
        """Count the teams that are not told apart, of the groups in which one of these stands.

        Those with nothing to tell count too: else their silence would be told.
        """
        wanted = set(teams)
        if self.pending:
            return len(self._of) if wanted else 0
        joint = (one.teams for one in self.every if not one.shown or len(one.teams) > 1)
        return sum(len(members) for members in joint if wanted & members)

    @property
    def withheld(self) -> int:
        """Count the teams that are not told apart from another."""
        return sum(len(one.teams) for one in self.every if not one.shown or len(one.teams) > 1)


def groups() -> Groups:
    """Give the groups of teams as every page, export, call and file tells them, in two queries.

    They are read once for each page that only reads.
    """
    held = while_reading.get()
    if held is None:
        return _read()
    if not held:
        held.append(_read())
    return held[0]


def _begun(environ: Mapping[str, object] | None = None, **_sent: object) -> None:
    reads = environ is not None and environ.get("REQUEST_METHOD") in {"GET", "HEAD"}
    while_reading.set([] if reads else None)


def _ended(**_sent: object) -> None:
    while_reading.set(None)


request_started.connect(_begun, dispatch_uid="organisation.floors.begun")
request_finished.connect(_ended, dispatch_uid="organisation.floors.ended")


def _read() -> Groups:
    rows = list(_teams())
    floor, functions = settings()
    held = blocks(map(unit_of, rows))
    names = {row.pk: row.name for row in rows}
    pending = len(held) > 1 and bool(small(held, floor))
    every = tuple(_group(held, number, names, floor, pending) for number in held)
    return Groups(floor, every, pending, functions)


def settings() -> tuple[int, bool]:
    """Give the floor, and whether functions are shown; an empty installation has the defaults."""
    kept = Company.objects.filter(pk=1).values_list("floor", "functions_shown").first()
    return kept or (Company().floor, False)


def unit_of(row: Team) -> Unit:
    """Give a team as the partition knows it."""
    kept = getattr(row, "grouped", None)
    return Unit(
        row.pk,
        kept.number if kept else row.pk,
        row.size,  # type: ignore[attr-defined]
        bool(row.ever or (kept and kept.peopled)),  # type: ignore[attr-defined]
        row.tribe_id,
    )


def teams_with_sizes() -> list[Team]:
    """Give every team with its people, those who left too, and its group."""
    return list(_teams())


def counted(teams: QuerySet[Team]) -> QuerySet[Team]:
    """Give teams with their headcount as ``size``: a size is no figure of anybody."""
    return teams.annotate(size=Count("people", filter=Q(people__is_active=True)))


def _teams() -> QuerySet[Team]:
    rows = counted(Team.objects.select_related("grouped"))
    return rows.annotate(ever=Count("people")).order_by("pk")


def _group(held: Blocks, number: int, names: dict[int, str], floor: int, pending: bool) -> Group:
    block = held[number]
    called = tuple(sorted(names[unit.team] for unit in block))
    return Group(
        number,
        _label(called),
        frozenset(unit.team for unit in block),
        called,
        sum(unit.people for unit in block),
        not all(unit.peopled for unit in block),
        not pending and weight(block, floor) >= floor,
    )


def _label(names: tuple[str, ...]) -> str:
    """Name a group by its teams, in no language: ``Checkout + Search + 4``."""
    if len(names) == 1:
        return names[0]
    said = [name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…" for name in names[:NAMED]]
    rest = len(names) - NAMED
    return " + ".join([*said, str(rest)] if rest > 0 else said)
