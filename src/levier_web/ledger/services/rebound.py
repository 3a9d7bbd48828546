"""How long losses take to be recovered: the median, those still waiting counted as waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from levier.intervals.survival import kaplan_meier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier_web.ledger.queries.losses import Recovered


def rebound(losses: Sequence[Recovered]) -> float | None:
    """Give the median number of days from a loss to the first gain drawn from it, or None."""
    if not losses:
        return None
    today = timezone.localdate()
    known = [one.days_to_rebound for one in losses]
    times = [
        float(max(days if days is not None else (today - one.loss.found_on).days, 0))
        for days, one in zip(known, losses, strict=True)
    ]
    return kaplan_meier(times, [days is not None for days in known]).time_by(0.5)
