"""Nothing that any door shows, at any time, to anybody, tells of a group under the floor.

A company lives twice (``lives``), and the second time each thing that a team of a group did was
done by another team of the same group. Everything that can be asked of the application is asked in
both worlds, period after period (``walks``). As long as the answers are the same, byte for byte, no
sum, difference, order, silence or message of what was shown can tell what a part of a group did:
whoever reads could as well be in the other world.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction
from tests.web.furnished import tables
from tests.web.privacy.lives import Clock, Life, amounts, at_the_hour_of
from tests.web.privacy.sendings import kinds_told
from tests.web.privacy.walks import SIGNING_IN, Door, Walk, every_door
from tests.web.routes import every_route

from levier.text.similarity import build_index
from levier_web.organisation.floors import Groups
from levier_web.organisation.floors.settling import settle
from levier_web.organisation.models import Team
from levier_web.signals.services.similar import _Kept

TELLING = {
    "signals:figures", "signals:every", "signals:list", "decisions:list", "decisions:latency",
    "ledger:costs", "budget_alerts:alerts", "organisation:audit", "messages:channels",
    "exchange:out", "list_audit_lines", "list_signals", "list_costs", "list_decisions",
}  # fmt: skip
"""Doors asked at each look, whatever chance says: most of what stands by team stands there."""
SENT = {"measurement.done", "ledger.written", "signal.posted", "decision.decided"}
"""Kinds of events that must have left."""
ACTS, MEASURED = 14, 3
"""What is done in a period, and how much of it is decisions, which are measured at its end."""


@dataclass(frozen=True)
class Lived:
    """What was seen of one world, and how much had been done in it."""

    seen: list[tuple[str, int, bytes]]
    done: int
    swapped: int
    opened: set[Door]


def lived(seed: int, periods: int, share: float, *, other: bool) -> Lived:
    """Let the company live in one world, and ask a share of all doors at each look."""
    chance, clock = Random(seed), Clock()  # noqa: S311 - of a test
    with at_the_hour_of(clock), transaction.atomic():
        cache.clear()
        _Kept.index = build_index([], [])  # what this process read in another world
        _numbers_from_one()
        life = Life(chance, clock, other=other)
        walk = Walk(Random(seed + 1), life.reader)  # noqa: S311 - of a test
        for _period in range(periods):
            for number in range(ACTS):
                life.act("decision" if number < MEASURED else "")
                clock.pass_(hours=chance.randint(1, 24))
            life.measured()
            walk.through(_some(chance, share))
            walk.sent(clock.now)
            life.change()
            life.measured()
            walk.through(_some(chance, share / 5))  # while teams wait to be grouped
            walk.sent(clock.now)
            clock.pass_(hours=2)
            settle(at_once=True)
            clock.pass_(days=chance.randint(5, 30))
        walk.through(_some(chance, share / 5))
        done = amounts()
        transaction.set_rollback(True)
    return Lived(walk.seen, done, life.swapped, walk.opened)


def _numbers_from_one() -> None:
    """Give both worlds the same numbers: PostgreSQL goes on counting after what is rolled back."""
    if connection.vendor != "postgresql":
        return
    ours = {model._meta.db_table for model in tables()}
    counters = [one for one in connection.introspection.sequence_list() if one["table"] in ours]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), counters):
            cursor.execute(statement)


def _some(chance: Random, share: float) -> list[Door]:
    return [one for one in every_door() if one.name in TELLING or chance.random() < share]


def told_apart(seed: int, periods: int, share: float) -> list[tuple[str, bytes, bytes]]:
    """Give what tells one world from the other."""
    here = lived(seed, periods, share, other=False)
    there = lived(seed, periods, share, other=True)
    assert here.done == there.done > 5 * periods
    assert there.swapped > periods
    if periods > 1:  # a life in which nothing is measured, mailed or posted would prove nothing
        assert kinds_told(here.seen) >= SENT
        assert any(b"Choice" in body for asked, _, body in here.seen if asked.startswith("letter"))
    return [
        (a[0], *_first_difference(a[2], b[2]))
        for a, b in zip(here.seen, there.seen, strict=True)
        if a != b
    ]


def _first_difference(one: bytes, two: bytes) -> tuple[bytes, bytes]:
    at = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0)
    return one[max(0, at - 60) : at + 90], two[max(0, at - 60) : at + 90]


@pytest.fixture(autouse=True)
def as_often_as_wanted(settings: Any, db: None) -> None:
    settings.API_PER_MINUTE = 1_000_000


def test_both_worlds_look_the_same() -> None:
    assert told_apart(1, 2, 0.15) == []


def test_a_hole_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a team's own name told instead of its group's, the doors would say so."""

    def own_name(_groups: Groups, team: int | None) -> str:
        return str(Team.objects.filter(pk=team or 0).first() or "")

    monkeypatch.setattr(Groups, "label", own_name)
    assert told_apart(1, 1, 0) != []


def test_every_door_is_walked_through_or_it_is_said_why_not() -> None:
    walked = {door.name for door in every_door()}
    left = {route.name for route in every_route() if route.door} - walked
    assert {name for name in left if not name.startswith(tuple(SIGNING_IN))} == set()
    assert [name for name in SIGNING_IN if not any(one.startswith(name) for one in left)] == []
