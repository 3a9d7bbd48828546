"""What one design would see, said: after how long, or that waiting will not settle it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from levier.workspace.planning.assumed import periods_until
from levier.workspace.planning.results import DesignOutlook, NoDesign, PlanDesign, Refusal
from levier.workspace.planning.words import both, lasting, size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.planning.asked import Asked
    from levier.workspace.planning.results import Assumed, Seen


def refused(design: PlanDesign, reason: Refusal, **fields: object) -> NoDesign:
    """Say why a design gives no answer."""
    return NoDesign(design, reason, both(f"refusals.{reason.value}", **fields))


def design_outlook(
    asked: Asked,
    design: PlanDesign,
    method: str,
    seen: tuple[Seen, ...],
    assumed: Assumed,
    assumptions: tuple[Mapping[str, str], ...],
) -> DesignOutlook:
    """Put a design's answer together."""
    needed, soonest, latest = (
        periods_until(assumed.value, [(one.periods, getattr(one, which)) for one in seen])
        for which in ("effect", "low", "high")
    )
    return DesignOutlook(
        design=design,
        method=method,
        seen=seen,
        periods_needed=needed,
        soonest=soonest,
        latest=latest,
        sentence=_sentence(asked, seen, assumed, (needed, soonest, latest)),
        assumptions=assumptions,
    )


def _sentence(
    asked: Asked,
    seen: tuple[Seen, ...],
    assumed: Assumed,
    periods: tuple[int | None, int | None, int | None],
) -> dict[str, str]:
    metric = asked.question.workspace.metrics[asked.metric]
    grain = metric.grain.value
    least = min(seen, key=lambda one: (one.effect is None, one.effect, one.periods))
    told = {
        "size": partial(size, assumed.value, assumed.scale, metric.unit),
        "least": partial(size, least.effect, assumed.scale, metric.unit),
        "after": partial(lasting, least.periods, grain),
    }
    needed, soonest, latest = periods
    if assumed.value is None:
        return both("answer.no_size", **told)
    if needed is None:
        return both("answer.never" if soonest is None else "answer.hardly", **told)
    told["periods"] = partial(lasting, needed, grain)
    if soonest is None or soonest >= needed:
        soonest = needed
    told["soonest"] = partial(lasting, soonest, grain)
    if latest is None:
        return both("answer.reached_or_never", **told)
    if latest == soonest:
        return both("answer.reached", **told)
    told["latest"] = partial(lasting, latest, grain)
    return both("answer.reached_between", **told)
