"""No sequence of views, filters, exports and periods tells of a group under the floor.

Companies, people who come and leave, floors and views are drawn at random. Whoever reads notes
every number that was shown, by what it is the sum of, and solves for everything that follows from
all of them together, exactly. Whatever they can work out about teams that were too small at that
time would fail this test.

Every team has one signal and one decision of each kind in each period, so that what a number is the
sum of is read from the rows behind it, not from what the code means to sum.
"""

from __future__ import annotations

import csv
import tempfile
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from levier_web.decisions.models import Decision
from levier_web.decisions.services.latency import latency
from levier_web.decisions.views import listing
from levier_web.impact.folder import write_folder
from levier_web.organisation.floors import groups
from levier_web.organisation.floors.settling import settle
from levier_web.organisation.models import Company, Person, Team
from levier_web.organisation.queries import groups_shown
from levier_web.signals.models import Group, Signal
from levier_web.signals.queries import signals
from levier_web.signals.services import conversion
from levier_web.signals.views.lists import columns, every_tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = tuple[str, int, str, int]
"""Signals or decisions, of one team, kind and period."""
KINDS = tuple(Signal.Kind.values[:2])
NAMES = ("Alder", "Birch", "Cedar", "Douglas", "Elm")
FIRST = date(2025, 1, 6)

CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["people", "people", "people", "move", "floor", "found"]),
        st.integers(0, 4),
        st.integers(0, 9),
    ),
    max_size=3,
)
VIEWS = st.lists(
    st.tuples(st.sampled_from(["figures", "signals", "decisions", "latency", "folder"]),
              st.integers(0, 4), st.integers(0, 2)),
    min_size=1, max_size=3,
)  # fmt: skip
LIVES = st.lists(st.tuples(CHANGES, VIEWS), min_size=2, max_size=4)


class Reader:
    """Everything that was shown, each number by the cells of which it is the sum."""

    def __init__(self) -> None:
        self.seen: list[frozenset[Cell]] = []
        self.sizes: dict[int, dict[int, int]] = {}
        self.floors: dict[int, int] = {}

    def note(self, *numbers: Iterable[Cell]) -> None:
        self.seen += [cells for number in numbers if (cells := frozenset(number))]

    def worked_out(self) -> list[tuple[tuple[int, ...], list[int]]]:
        """Give the sets of teams under the floor about which something follows."""
        names = sorted({cell for number in self.seen for cell in number})
        place = {cell: at for at, cell in enumerate(names)}
        rows = [[int(cell in number) for cell in names] for number in {*self.seen}]
        whole, told = rank(rows), []
        teams = sorted({cell[1] for cell in names})
        for count in range(1, len(teams)):
            for some in combinations(teams, count):
                small = [p for p in self.sizes if self._small(some, p)]
                theirs = {place[c] for c in names if c[1] in some and c[3] in small}
                rest = [[v for at, v in enumerate(row) if at not in theirs] for row in rows]
                if theirs and rank(rest) < whole:
                    told.append((some, small))
        return told

    def _small(self, some: Sequence[int], period: int) -> bool:
        """Whether these are under the floor then; a company whole tells its own total."""
        sizes = self.sizes[period]
        people = sum(sizes.get(team, 0) for team in some)
        return people < self.floors[period] and not {*sizes} <= {*some}


def rank(rows: list[list[int]]) -> int:
    """Give the rank, exactly."""
    left = [[Fraction(v) for v in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        at = next((i for i in range(found, len(left)) if left[i][column]), None)
        if at is None:
            continue
        left[found], left[at] = left[at], left[found]
        head = left[found]
        for i in range(found + 1, len(left)):
            if factor := left[i][column] / head[column]:
                left[i] = [a - factor * b for a, b in zip(left[i], head, strict=True)]
        found += 1
    return found


def test_the_reader_would_find_the_hole() -> None:
    """By hand: A and B and C, then B and C, then B alone would be the difference."""
    reader = Reader()
    reader.sizes, reader.floors = {0: {1: 6, 2: 3, 3: 7}}, {0: 5}
    a, b, c = (("s", team, "need", 0) for team in (1, 2, 3))
    reader.note([a, b], [c])
    assert reader.worked_out() == []
    reader.note([b, c])
    assert reader.worked_out() == [((2,), [0])]


class Life:
    """A company that lives from period to period."""

    def __init__(self) -> None:
        self.period, self.reader = 0, Reader()
        self.cells: dict[str, tuple[int, str, int]] = {}
        self.group = Group.objects.create(title="G")
        for number, people in enumerate((6, 5, 3)):
            self.found(people, number)
        settle(at_once=True)

    def found(self, people: int, number: int) -> None:
        self.hire(Team.objects.create(name=NAMES[number]), people)

    def hire(self, team: Team, people: int) -> None:
        made = Person.objects.count()
        for number in range(made, made + people):
            Person.objects.create(email=f"p{number}@example.org", name="P", team=team)

    def change(self, what: str, which: int, number: int) -> None:
        teams = list(Team.objects.order_by("pk"))
        team, other = teams[which % len(teams)], teams[(which + 1) % len(teams)]
        here = list(team.people.filter(is_active=True))
        if what == "people" and number > len(here):
            self.hire(team, number - len(here))
        elif what == "people":
            for one in here[number:]:
                one.is_active = False
                one.save()
        elif what == "move":
            for one in here[:number]:
                one.team = other
                one.save()
        elif what == "floor":
            Company.objects.update(floor=3 + number % 5)
        elif len(teams) < 5:
            self.found(number, len(teams))
        settle(at_once=True)

    def work(self) -> None:
        """Let each team do one thing of each kind, under the sizes of this period."""
        self.period += 1
        floor = Company.objects.get().floor
        self.reader.floors[self.period] = floor
        sizes = self.reader.sizes[self.period] = {}
        day = FIRST + timedelta(weeks=self.period)
        at = timezone.now() - timedelta(weeks=20 - self.period)
        for team in Team.objects.all():
            ever = Person.objects.filter(team=team).exists() or team.grouped.peopled
            sizes[team.pk] = team.people.filter(is_active=True).count() if ever else floor
            for kind in KINDS:
                name = str(1000 + len(self.cells))  # says nothing of the team
                self.cells[name] = (team.pk, kind, self.period)
                Signal.objects.create(text=name, kind=kind, team=team, group=self.group,
                    created_at=at, token=name)  # fmt: skip
                Decision.objects.create(slug=name, title=name, kind=kind, team=team,
                    state="decided", starts_on=day, proposed_at=at,
                    settled_at=at + timedelta(days=2))  # fmt: skip

    def cell(self, row: Signal | Decision) -> Cell:
        name = row.text if isinstance(row, Signal) else row.slug
        return (type(row).__name__, *self.cells[name])

    def look(self, view: str, which: int, number: int) -> None:
        getattr(self, f"_{view}")(which, number)

    def _figures(self, _which: int, _number: int) -> None:
        """Signals by group, on the page of figures."""
        held, shown = groups(), conversion(timezone.now())
        rows = list(Signal.objects.all())
        self.reader.note(map(self.cell, rows))
        for line in shown.by_team:
            teams = next(one.teams for one in held.every if one.label == line.name)
            behind = [self.cell(row) for row in rows if row.team_id in teams]
            assert len(behind) == line.signals
            self.reader.note(behind)

    def _signals(self, _which: int, number: int) -> None:
        """The export of signals, filtered by kind: counted by voice and period."""
        query = {"kind": KINDS[number]} if number < 2 else {}
        rows = every_tools().narrowed(RequestFactory().get("/", query), signals())
        voice = columns(groups_shown())[3].value
        self._counted((str(voice(row)), self.cell(row)) for row in rows)

    def _decisions(self, which: int, number: int) -> None:
        """The list of decisions: by any number of a team, or any word, sorted by team."""
        teams = list(Team.objects.order_by("pk"))
        team = teams[which % len(teams)]
        query = ({"team": str(team.pk)}, {"q": team.name[:3]}, {"q": team.name, "sort": "team"})
        person = Person.objects.first()
        assert person is not None
        rows = list(
            listing.tools().narrowed(RequestFactory().get("/", query[number]), listing.rows(person))
        )
        self.reader.note(map(self.cell, rows))
        held = groups()
        self._counted((held.label(row.team_id), self.cell(row)) for row in rows)
        if "sort" in query[number]:
            self._counted((str(row.team_order), self.cell(row)) for row in rows)

    def _latency(self, _which: int, _number: int) -> None:
        """The waits by group."""
        held, rows = groups(), list(Decision.objects.all())
        for wait in latency().by_team:
            teams = next(one.teams for one in held.every if one.label == wait.name)
            behind = [self.cell(row) for row in rows if row.team_id in teams]
            assert len(behind) == wait.proposals
            self.reader.note(behind)

    def _folder(self, _which: int, _number: int) -> None:
        """The company taken out as a folder: what any command sums from it."""
        by_slug = {row.slug: self.cell(row) for row in Decision.objects.all()}
        with tempfile.TemporaryDirectory() as name:
            write_folder(Path(name))
            with (Path(name) / "decisions.csv").open(encoding="utf-8") as file:
                rows = [(row["team"], by_slug[row["id"]]) for row in csv.DictReader(file)]
        self._counted(rows)

    def _counted(self, rows: Iterable[tuple[str, Cell]]) -> None:
        """Note each count by what stands beside the row, its kind and its period."""
        counts: dict[tuple[str, str, int], list[Cell]] = {}
        for name, one in rows:
            counts.setdefault((name, one[2], one[3]), []).append(one)
        self.reader.note(*counts.values())


@pytest.mark.django_db
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a shorter life takes minutes to find
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(life=LIVES)
def test_nothing_follows_about_teams_that_were_too_small(
    company: Company, life: list[tuple[list[Any], list[Any]]]
) -> None:
    with transaction.atomic():
        lived = Life()
        for changes, views in life:
            for change in changes:
                lived.change(*change)
            lived.work()
            for view in views:
                lived.look(*view)
        told = lived.reader.worked_out()
        note(f"people {lived.reader.sizes}, floors {lived.reader.floors}")
        transaction.set_rollback(True)
    assert told == []
