"""Keeping the groups of teams: merged when people leave, never taken apart but by a logged act."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models.signals import post_save
from django.utils import timezone

from levier_web.organisation import audit, chains
from levier_web.organisation.floors.partition import Blocks, Unit, blocks, coarsened, small
from levier_web.organisation.floors.reading import settings, teams_with_sizes, unit_of
from levier_web.organisation.models import FloorsFounding, Person, Team, TeamGroup
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

QUIET = timedelta(hours=1)
"""A team never grouped before whose people are still being registered is left alone for so long;
meanwhile nothing is told by team."""
SHORTEST_REASON = 10


def settle(now: datetime | None = None, *, at_once: bool = False) -> int:
    """Merge what is under the floor; give how many teams stand in another group than before.

    Called when people change and each minute; safe to call at any time, by any number of workers.
    """
    floor, moment = settings()[0], now or timezone.now()
    if not _due(_ready(floor, moment, at_once=at_once), floor):
        return 0
    with transaction.atomic():
        chains.one_at_a_time()
        rows = _ready(floor, moment, at_once=at_once)
        moved = _keep(rows, coarsened(blocks(map(unit_of, rows)), floor))
        if moved:
            audit.record(None, "floors.merged", teams=moved, floor=floor)
    return moved


def found_anew(actor: Person, reason: str) -> None:
    """Reckon the groups again from the people of today: past figures are then told by them too.

    The one act by which groups come apart: only an owner does it, with a reason, and the log
    keeps it.
    """
    demand(actor, "organisation.manage")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal("organisation.refused.floors_reason", least=SHORTEST_REASON)
    with transaction.atomic():
        chains.one_at_a_time()
        before = len(set(TeamGroup.objects.values_list("number", flat=True)))
        rows, floor = teams_with_sizes(), settings()[0]
        alone = [Unit(u.team, u.team, u.people, u.peopled, u.tribe) for u in map(unit_of, rows)]
        after = coarsened(blocks(alone), floor)
        _keep(rows, after)
        FloorsFounding.objects.create(
            by=actor, reason=reason.strip(), before=before, after=len(after)
        )
        audit.record(actor, "floors.founded_anew", before=before, after=len(after))


def note_person(person: Person) -> None:
    """Remember that a team has had people, and settle when its size may have changed."""
    if person.team_id is not None:
        now = timezone.now()
        kept, made = TeamGroup.objects.get_or_create(
            team_id=person.team_id,
            defaults={"number": person.team_id, "peopled": True, "touched_at": now},
        )
        if not made and not kept.settled:
            TeamGroup.objects.filter(pk=kept.pk).update(peopled=True, touched_at=now)
        elif not made and not kept.peopled:
            TeamGroup.objects.filter(pk=kept.pk).update(peopled=True, settled=False, touched_at=now)
    soon()


def soon() -> None:
    """Settle as soon as the transaction at hand is kept, once for all that it changes."""
    if not any(waiting[1] is _settle_now for waiting in connection.run_on_commit):
        transaction.on_commit(_settle_now)


def _settle_now() -> None:
    settle()


def listen() -> None:
    """Follow people as they are saved, whoever saves them."""
    post_save.connect(_saved, sender=Person, dispatch_uid="organisation.floors")


def _saved(instance: Person, update_fields: Sequence[str] | None, **_sent: object) -> None:
    if update_fields is None or {"team", "is_active"} & set(update_fields):
        note_person(instance)


def _ready(floor: int, now: datetime, *, at_once: bool) -> list[Team]:
    """Give the teams to group: those that are still being filled are waited for."""
    return [row for row in teams_with_sizes() if at_once or not _filling(row, floor, now)]


def _filling(row: Team, floor: int, now: datetime) -> bool:
    kept = getattr(row, "grouped", None)
    if kept is None or kept.settled or kept.touched_at is None:
        return False
    return kept.touched_at > now - QUIET and row.size < floor  # type: ignore[no-any-return, attr-defined]


def _due(rows: Sequence[Team], floor: int) -> bool:
    """Whether there is something to keep."""
    held = blocks(map(unit_of, rows))
    unkept = any(not (kept := getattr(row, "grouped", None)) or not kept.settled for row in rows)
    return unkept or (len(held) > 1 and bool(small(held, floor)))


def _keep(rows: Sequence[Team], after: Blocks) -> int:
    """Write the groups down; give how many teams changed group."""
    number_of = {unit.team: number for number, block in after.items() for unit in block}
    peopled = {unit.team: unit.peopled for block in after.values() for unit in block}
    before = {row.pk: unit_of(row).number for row in rows}
    TeamGroup.objects.bulk_create(
        [
            TeamGroup(team=row, number=number_of[row.pk], peopled=peopled[row.pk], settled=True)
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["team"],
        update_fields=["number", "peopled", "settled"],
        batch_size=500,
    )
    return sum(before[pk] != number for pk, number in number_of.items())
