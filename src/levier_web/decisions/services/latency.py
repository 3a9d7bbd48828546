"""How long proposals wait for an answer: those still waiting count for as long as they have."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from levier.intervals.survival import kaplan_meier
from levier.language import numbers
from levier_web.decisions.models import Decision
from levier_web.decisions.queries.rights import all_rights, rights_of
from levier_web.decisions.services.permitted import overdue
from levier_web.organisation.floors import groups
from levier_web.organisation.queries import company
from levier_web.ui.words import current_language, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from levier.intervals.survival import Step, Survival
    from levier_web.decisions.queries.rights import Rights

State = Decision.State
READ = (
    "slug",
    "title",
    "state",
    "kind",
    "planned_cost",
    "proposed_at",
    "awaiting_since",
    "settled_at",
    "team",
)
LEFT = 56.0
"""Where the drawing begins, after the words of its axis."""
MOST_LATE = 100
"""Late answers listed, the latest first; their number is that of all."""


@dataclass(frozen=True, slots=True)
class Wait:
    """The waits of one group: their number, those answered, median and spread in days."""

    name: str
    proposals: int
    answered: int
    median: float | None
    low: float | None
    high: float | None
    quarter: float | None
    three_quarters: float | None


@dataclass(frozen=True, slots=True)
class Late:
    """One proposal whose answer is late, and to whom it goes now."""

    decision: Decision
    days: int
    rights: Rights


@dataclass(frozen=True, slots=True)
class Latency:
    """All of it: over the company, by kind, by threshold and by team that may be shown."""

    company: Wait | None
    by_kind: tuple[Wait, ...]
    by_level: tuple[Wait, ...]
    by_team: tuple[Wait, ...]
    late: tuple[Late, ...]
    """The latest first, a hundred at most."""
    late_count: int
    line: str
    """Of the share still waiting, for the drawing."""
    ticks: tuple[tuple[float, int], ...]
    table: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    decision: Decision
    days: float
    answered: bool
    rights: Rights


def latency() -> Latency:
    """Reckon the waits from the first proposal to the decision or the refusal."""
    rows = _rows()
    held = groups()

    def team(row: _Row) -> str:
        return held.label(row.decision.team_id)

    whole = _survival(rows)
    late = _late(rows)
    last = max((row.days for row in rows), default=0.0)
    line, ticks = _drawn(whole, last)
    return Latency(
        company=_wait("", rows) if rows else None,
        by_kind=_grouped(sorted(rows, key=_kind), _kind),
        by_level=_grouped(sorted(rows, key=_threshold), _levels(company().currency)),
        by_team=_grouped(sorted(rows, key=team), team),
        late=late[:MOST_LATE],
        late_count=len(late),
        line=line,
        ticks=ticks,
        table=tuple((s.time, s.share, s.low, s.high) for s in _thinned(whole)),
    )


def _rows() -> list[_Row]:
    table, now = all_rights(), timezone.now()
    known: dict[tuple[str, Decimal | None], Rights] = {}
    proposed = Decision.objects.filter(proposed_at__isnull=False).only(*READ)
    open_ = Q(state__in=(State.PROPOSED, State.SENT_BACK))
    found = []
    for one in proposed.filter(open_ | Q(settled_at__isnull=False)):
        assert one.proposed_at is not None  # noqa: S101 - filtered above, for the type checker
        end = one.settled_at or now
        days = max(0.0, (end - one.proposed_at).total_seconds() / 86400)
        key = (one.kind, one.planned_cost)
        if key not in known:
            known[key] = rights_of(one, table)
        found.append(_Row(one, days, one.settled_at is not None, known[key]))
    return found


def _kind(row: _Row) -> str:
    return row.decision.kind


def _threshold(row: _Row) -> tuple[str, Decimal]:
    return row.decision.kind.casefold(), row.rights.threshold or Decimal(0)


def _levels(currency: str) -> Callable[[_Row], str]:
    """Name a row by its kind and the amount from which its rights apply.

    Never by the function that decides, which may be one person.
    """

    @cache
    def worded(kind: str, threshold: Decimal) -> str:
        amount = numbers.money(float(threshold), currency, current_language())
        return say("decisions.latency.level", kind=kind, amount=amount)

    def level(row: _Row) -> str:
        threshold = row.rights.threshold
        return "" if threshold is None else worded(row.decision.kind, threshold)

    return level


def _grouped(rows: Iterable[_Row], key: Callable[[_Row], str]) -> tuple[Wait, ...]:
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if name := key(row):
            groups[name].append(row)
    return tuple(_wait(name, found) for name, found in groups.items())


def _survival(rows: Sequence[_Row]) -> Survival:
    # Whole days: an answer within the day is an answer on day one.
    return kaplan_meier([max(1.0, round(row.days)) for row in rows], [r.answered for r in rows])


def _wait(name: str, rows: Sequence[_Row]) -> Wait:
    found = _survival(rows)
    low, high = found.range_by(0.5)
    return Wait(
        name=name,
        proposals=len(rows),
        answered=sum(row.answered for row in rows),
        median=found.time_by(0.5),
        low=low,
        high=high,
        quarter=found.time_by(0.25),
        three_quarters=found.time_by(0.75),
    )


def _late(rows: Iterable[_Row]) -> tuple[Late, ...]:
    found = [Late(row.decision, overdue(row.decision, row.rights), row.rights) for row in rows]
    return tuple(sorted((one for one in found if one.days), key=lambda one: -one.days))


def _thinned(found: Survival, most: int = 40) -> list[Step]:
    every = max(1, len(found.steps) // most)
    return list(found.steps[::every])


def _drawn(found: Survival, last: float) -> tuple[str, tuple[tuple[float, int], ...]]:
    """Give the stairs of the share still waiting on a drawing of 640 by 160."""
    room = max(last, 1.0)

    def at(days: float, share: float) -> str:
        return f"{LEFT + (628 - LEFT) * days / room:.1f},{10 + 130 * (1 - share):.1f}"

    points, share = [at(0, 1.0)], 1.0
    for one in found.steps:
        points += [at(one.time, share), at(one.time, one.share)]
        share = one.share
    points.append(at(room, share))
    marks = {round(room * part) for part in (0, 0.25, 0.5, 0.75, 1)}
    return " ".join(points), tuple(
        (round(LEFT + (628 - LEFT) * m / room, 1), m) for m in sorted(marks)
    )
