"""How long things are kept: usual lengths, the company's own within bounds, and their removal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.practices.privacy.models import Retention, Sweep
from levier_web.practices.privacy.services.kinds import KINDS, Kind
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier_web.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """One kind as the page shows it, with how many rows would go today."""

    kind: Kind
    days: int
    count: int

    @property
    def usual(self) -> bool:
        """Whether the company left it as it comes."""
        return self.days == self.kind.days


BY_NAME = {kind.name: kind for kind in KINDS}
FOR_EVER = ("audit", "versions", "entries", "decisions", "signals", "measurements")
"""What is never removed by age: the ledger would not be true any more."""


def chosen() -> dict[str, int]:
    """Give the days of each kind as they are in force."""
    own = dict(Retention.objects.values_list("kind", "days"))
    return {kind.name: own.get(kind.name, kind.days) for kind in KINDS}


def preview(now: datetime | None = None) -> list[Line]:
    """Give each kind with how many rows would go now."""
    moment, days = now or timezone.now(), chosen()
    return [
        Line(kind, days[kind.name], kind.old(moment - timedelta(days=days[kind.name])).count())
        for kind in KINDS
    ]


def as_typed(typed: Mapping[str, str]) -> dict[str, int]:
    """Read the days that a form gave; a field that is missing changes nothing."""
    wished = {kind.name: typed[kind.name].strip() for kind in KINDS if kind.name in typed}
    if not all(days.isdecimal() and len(days) <= 5 for days in wished.values()):
        raise Refusal("privacy.refused.number")
    return {name: int(days) for name, days in wished.items()}


def settle(actor: Person, wished: dict[str, int]) -> None:
    """Set how long kinds are kept, within their bounds."""
    demand(actor, "privacy.manage")
    before = chosen()
    for name, days in wished.items():
        kind = BY_NAME.get(name)
        if kind is None:
            raise Refusal("privacy.refused.number")
        if not kind.least <= days <= kind.most:
            raise Refusal("privacy.refused.days", least=kind.least, most=kind.most)
    changed = {name: days for name, days in wished.items() if before[name] != days}
    with transaction.atomic():
        for name, days in changed.items():
            Retention.objects.update_or_create(kind=name, defaults={"days": days})
        if changed:
            audit.record(actor, "retention.settled", None, **changed)


def sweep(now: datetime | None = None) -> dict[str, int]:
    """Remove what is too old, once a day whatever the number of workers; give how much."""
    moment = now or timezone.now()
    try:
        with transaction.atomic():
            kept = Sweep.objects.create(day=timezone.localdate(moment))
    except IntegrityError:
        return {}
    removed: dict[str, int] = {}
    for kind in KINDS:
        days = chosen()[kind.name]
        with transaction.atomic():
            rows = kind.old(moment - timedelta(days=days))
            if count := rows.count():
                kind.remove(rows)
                removed[kind.name] = count
    with transaction.atomic():
        kept.removed = removed
        kept.save(update_fields=["removed"])
        if removed:
            audit.record(None, "retention.swept", kept, **removed)
    return removed
