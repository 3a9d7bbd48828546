"""What pages read of the signals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q, QuerySet, Value

from levier_web.organisation import floors
from levier_web.signals.models import FateChange, Group, Merge, Signal
from levier_web.signals.models.fate import ACTED_UPON, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from levier_web.organisation.models import Person

WEEKS = 12
SHOWN = Q(withdrawn_at__isnull=True)
IN_GROUP = Q(signals__withdrawn_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Life:
    """What became of one signal, and after how many days it was answered, or has waited."""

    kind: str
    team_id: int | None
    acted: bool
    answered: bool
    days: float


def signals() -> QuerySet[Signal]:
    """Give every signal that was not withdrawn."""
    return Signal.objects.filter(SHOWN).select_related("client", "product", "metric", "group")


def groups() -> QuerySet[Group]:
    """Give every group that holds a signal: voices, groups of teams, open answers, last day.

    While teams wait to be grouped their number is not told: two teams that are one group
    afterwards would have been told apart.
    """
    apart = Count("signals__team__grouped__number", filter=IN_GROUP, distinct=True)
    return (
        Group.objects.filter(merged_into__isnull=True)
        .annotate(
            voices=Count("signals", filter=IN_GROUP),
            teams=Value(0) if floors.groups().pending else apart,
            awaiting=Count("signals", filter=IN_GROUP & Q(signals__fate__in=OPEN)),
            acted=Count("signals", filter=IN_GROUP & Q(signals__fate__in=ACTED_UPON)),
            last_at=Max("signals__created_at", filter=IN_GROUP),
        )
        .filter(voices__gt=0)
    )


def search_signals(text: str, count: int = 20) -> list[Signal]:
    """Give the latest signals that contain every word of a search."""
    found = signals()
    for word in text.split()[:8]:
        found = found.filter(Q(text__icontains=word) | Q(detail__icontains=word))
    return list(found[:count])


def group_signals(group: Group) -> QuerySet[Signal]:
    """Give the signals of a group."""
    return signals().filter(group=group)


def group_history(group: Group, count: int = 50) -> list[FateChange]:
    """Give what was said about a group, one line for what was said to many, latest first."""
    rows = FateChange.objects.filter(signal__group=group, signal__withdrawn_at__isnull=True)
    numbers = rows.values("at", "fate", "sentence").annotate(first=Min("pk")).order_by("-first")
    kept = FateChange.objects.filter(pk__in=[row["first"] for row in numbers[:count]])
    return list(kept.select_related("by").order_by("-pk"))


def history(signal: Signal) -> list[FateChange]:
    """Give what became of one signal, the first step first."""
    return list(signal.fates.select_related("by"))


def last_words(numbers: Iterable[int]) -> dict[int, FateChange]:
    """Give the last step of each of these signals."""
    rows = FateChange.objects.filter(signal__in=list(numbers))
    return {change.signal_id: change for change in rows}


def open_merges(group: Group) -> list[Merge]:
    """Give the merges into a group that can still be undone."""
    return list(group.merges.filter(undone_at__isnull=True).select_related("emptied"))


def mine(person: Person) -> QuerySet[Signal]:
    """Give a person's own signals, withdrawn ones too."""
    return person.signals.select_related("group", "client", "product", "metric")


def news_count(person: Person) -> int:
    """Count a person's signals of whose fate they have not read."""
    return person.signals.filter(SHOWN, news=True).count()


def overdue(before: datetime) -> tuple[int, datetime | None]:
    """Count the signals posted before then that nobody has answered, and give the oldest."""
    found = Signal.objects.filter(SHOWN, answered_at__isnull=True, created_at__lt=before)
    told = found.aggregate(number=Count("pk"), oldest=Min("created_at"))
    return told["number"], told["oldest"]


def shown_by_number(numbers: Sequence[int]) -> dict[int, Signal]:
    """Give the signals of these numbers that were not withdrawn."""
    return {signal.pk: signal for signal in signals().filter(pk__in=numbers)}


def voices_of(numbers: Sequence[int]) -> dict[int, int]:
    """Count the signals of these groups."""
    counted = (
        Signal.objects.filter(SHOWN, group__in=numbers).values("group").annotate(n=Count("pk"))
    )
    return {row["group"]: row["n"] for row in counted.order_by()}


def texts_after(number: int) -> tuple[int, list[tuple[int, str]]]:
    """Give the highest number of a signal, and the texts above ``number``."""
    last = Signal.objects.aggregate(last=Max("pk"))["last"] or 0
    if last <= number:
        return last, []
    rows = Signal.objects.filter(pk__gt=number).order_by("pk").values_list("pk", "text")
    return last, list(rows)


def weekly_counts(numbers: Sequence[int], now: datetime) -> dict[int, list[int]]:
    """Count the signals of each group in each of the last weeks, the latest week last."""
    counted = {number: [0] * WEEKS for number in numbers}
    since = now - timedelta(weeks=WEEKS)
    rows = Signal.objects.filter(
        SHOWN, group__in=counted, created_at__gt=since, created_at__lte=now
    )
    for group, at in rows.values_list("group", "created_at").order_by():
        counted[group][WEEKS - 1 - min(WEEKS - 1, (now - at).days // 7)] += 1
    return counted


def lives(now: datetime) -> list[Life]:
    """Give what became of every signal."""
    rows = Signal.objects.filter(SHOWN).order_by("pk").values_list(
        "kind", "team", "fate", "created_at", "answered_at"
    )  # fmt: skip
    return [
        Life(
            kind,
            team,
            fate in ACTED_UPON,
            answered is not None,
            max(0.0, ((answered or now) - created).total_seconds() / 86400),
        )
        for kind, team, fate, created, answered in rows.iterator(chunk_size=2000)
    ]
