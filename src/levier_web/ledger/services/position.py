"""Where technology and product stand between cost centre and profit centre, on five axes.

Each axis but the last is a share of things that are in the database, with its range; the last
is the leaders' own answer on a scale, with the fact they rest it on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from levier.intervals.wilson import score_interval
from levier_web.decisions.models import Decision, Expectation
from levier_web.impact.models import Effect
from levier_web.impact.queries import latest_key
from levier_web.ledger.models import Stance
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.signals.models import Fate, Signal
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from levier_web.organisation.models import Person

EIGHTY = 1.2815515655446004
"""Normal quantile of the range shown: eight chances in ten."""
TOP = 4
OURS = frozenset({"team", "équipe", "equipe"})
NAMES = ("role", "relation", "measure", "exchange", "stance")


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: 0 is a cost centre, 1 a profit centre.

    Attributes
    ----------
    counted, of
        What the share is made of; ``of`` is zero when there is nothing to count yet.
    """

    name: str
    share: float | None
    low: float | None
    high: float | None
    counted: int
    of: int


@dataclass(frozen=True, slots=True)
class Started:
    """What the axes count of one decision."""

    day: date | None
    money: bool
    ours: bool
    measured: bool


def started() -> list[Started]:
    """Read every decision once, for all the quarters that are counted."""
    rows = Decision.objects.filter(state__in=[Decision.State.DECIDED, Decision.State.STOPPED])
    worth, measured = set(_worth()), set(_measured())
    return [
        Started(day, pk in worth, origin in OURS, pk in measured)
        for pk, origin, day in rows.order_by().values_list("pk", "origin", "starts_on")
    ]


def position(
    since: date | None = None, until: date | None = None, rows: list[Started] | None = None
) -> list[Axis]:
    """Give the five axes, over the decisions that started between two days.

    Parameters
    ----------
    rows
        What ``started`` gave, when several periods are counted.
    """
    within = [one for one in rows or started() if _between(one.day, since, until)]
    signals = Signal.objects.filter(withdrawn_at__isnull=True)
    if since is not None:
        signals = signals.filter(created_at__gte=_midnight(since))
    if until is not None:
        signals = signals.filter(created_at__lt=_midnight(until + timedelta(days=1)))
    heard = signals.aggregate(all=Count("pk"), answered=Count("pk", filter=~Q(fate=Fate.RECEIVED)))
    return [
        _share("role", sum(one.money for one in within), len(within)),
        _share("relation", sum(one.ours for one in within), len(within)),
        _share("measure", sum(one.measured for one in within), len(within)),
        _share("exchange", heard["answered"], heard["all"]),
        _stance(until),
    ]


def _between(day: date | None, since: date | None, until: date | None) -> bool:
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def _midnight(day: date) -> datetime:
    """Give the moment at which a day begins: databases compare moments by their index."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _worth() -> QuerySet[Expectation, int]:
    """Give the decisions with a forecast on a metric whose unit is worth something."""
    rows = Expectation.objects.filter(metric__value_mid__isnull=False)
    return rows.order_by().values_list("decision", flat=True)


def _measured() -> QuerySet[Effect, int]:
    """Give the decisions that the last measurement measured."""
    rows = Effect.objects.filter(measurement=latest_key())
    rows = rows.exclude(Q(verdict="not_measured") | Q(design="declared"))
    return rows.order_by().values_list("decision", flat=True)


def _share(name: str, counted: int, of: int) -> Axis:
    if not of:
        return Axis(name, None, None, None, 0, 0)
    low, high = score_interval(counted / of, of, EIGHTY)
    return Axis(name, counted / of, low, high, counted, of)


def _stance(until: date | None) -> Axis:
    rows = Stance.objects.all()
    if until is not None:
        rows = rows.filter(at__lt=_midnight(until + timedelta(days=1)))
    last = rows.first()
    if last is None:
        return Axis("stance", None, None, None, 0, 0)
    return Axis("stance", last.level / TOP, None, None, last.level, TOP)


def take_stance(person: Person, level: int, fact: str) -> Stance:
    """Put down where the leaders see themselves, and the fact they rest it on."""
    demand(person, "ledger.stance")
    if not 0 <= level <= TOP:
        raise Refusal("ledger.position.level")
    if len(fact.strip()) < 10:
        raise Refusal("ledger.position.fact_missing")
    with transaction.atomic():
        made = Stance.objects.create(level=level, fact=fact.strip(), by=person)
        audit.record(person, "stance.taken", made, level=level)
    return made


@dataclass(frozen=True, slots=True)
class Quarter:
    """The axes over the decisions that started in one quarter."""

    name: str
    axes: list[Axis]


def trend(most: int = 6, rows: list[Started] | None = None) -> list[Quarter]:
    """Give the axes of the last quarters in which decisions started."""
    counted = rows or started()
    days = {one.day for one in counted if one.day is not None}
    quarters = sorted({(day.year, (day.month + 2) // 3) for day in days})
    return [
        Quarter(f"{year}-Q{number}", position(*_ends(year, number), counted))
        for year, number in quarters[-most:]
    ]


def _ends(year: int, number: int) -> tuple[date, date]:
    first = date(year, 3 * number - 2, 1)
    after = date(year + number // 4, 3 * number % 12 + 1, 1)
    return first, after - timedelta(days=1)
