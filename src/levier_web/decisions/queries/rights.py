"""Who recommends, decides, is consulted and informed, for a kind of decision and its cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from levier_web.decisions.models import Decision
from levier_web.organisation.models import DecisionRight, Part
from levier_web.organisation.queries_rights import IN_USE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rights:
    """The parts that functions have in one decision."""

    recommends: tuple[str, ...] = ()
    decides: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    escalates_to: tuple[str, ...] = ()
    answer_days: int | None = None
    threshold: Decimal | None = None

    @property
    def defined(self) -> bool:
        """Whether the company wrote who decides here."""
        return bool(self.decides)

    def names(self, function: str, part: Iterable[str]) -> bool:
        """Whether a function is among those of a part, whatever its case."""
        return bool(function) and function.casefold() in {one.casefold() for one in part}


def all_rights() -> list[DecisionRight]:
    """Read the whole table once, for pages that need it many times."""
    return list(DecisionRight.objects.all())


def kinds_in_use() -> list[str]:
    """Give the kinds of the decisions that were proposed: somebody has to decide them."""
    rows = Decision.objects.exclude(kind="").exclude(state=Decision.State.DRAFT)
    return list(rows.order_by("kind").values_list("kind", flat=True).distinct())


IN_USE.append(kinds_in_use)


def rights_of(decision: Decision, table: Iterable[DecisionRight] | None = None) -> Rights:
    """Give the rights that apply to a decision, from its kind and planned cost."""
    rows = [
        row
        for row in (all_rights() if table is None else table)
        if row.kind.casefold() == decision.kind.casefold()
        and row.threshold <= (decision.planned_cost or 0)
    ]
    if not rows:
        return Rights()
    level = max(row.threshold for row in rows)
    kept = [row for row in rows if row.threshold == level]
    days = [row.answer_days for row in kept if row.answer_days is not None]
    return Rights(
        recommends=_functions(kept, Part.RECOMMENDS),
        decides=_functions(kept, Part.DECIDES),
        consulted=_functions(kept, Part.CONSULTED),
        informed=_functions(kept, Part.INFORMED),
        escalates_to=tuple(dict.fromkeys(row.escalates_to for row in kept if row.escalates_to)),
        answer_days=min(days) if days else None,
        threshold=level,
    )


def due_on(decision: Decision, rights: Rights) -> date | None:
    """Give the day by which an answer is owed; None when none is, or no delay is written."""
    if decision.awaiting_since is None or rights.answer_days is None:
        return None
    return timezone.localdate(decision.awaiting_since) + timedelta(days=rights.answer_days)


def _functions(rows: Iterable[DecisionRight], part: Part) -> tuple[str, ...]:
    return tuple(row.function for row in rows if row.part == part)
