"""The plan of one decision: what is asked of which metrics, each answered, the soonest first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from levier import __version__
from levier.errors import InvalidArgument
from levier.workspace.data_quality.examine import examine
from levier.workspace.measurement.known_on import known_on
from levier.workspace.measurement.planned_effects import applied
from levier.workspace.measurement.question import (
    MeasureOptions,
    Question,
    all_series,
    last_day,
)
from levier.workspace.measurement.tested import tested_effects
from levier.workspace.model import Decision
from levier.workspace.planning.asked import Asked, PlanOptions
from levier.workspace.planning.metric_outlook import metric_outlook
from levier.workspace.planning.results import Plan, PlanProvenance

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.workspace.model import Workspace
    from levier.workspace.planning.results import MetricOutlook

UNNAMED = "planned"
_FEWEST_DRAWS = 200


def _silent(metric: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class PlanRun:
    """What is to be planned.

    Attributes
    ----------
    decision, metric
        Ids; at least one of them.
    as_of
        Pretend that it is that day; None: the last day observed.
    options
        The rest.
    progress
        Called with a metric's id, how many are done and how many there are.
    """

    decision: str | None = None
    metric: str | None = None
    as_of: date | None = None
    options: PlanOptions = field(default_factory=PlanOptions)
    progress: Callable[[str, int, int], None] = _silent


def run_plan(workspace: Workspace, asked: PlanRun) -> Plan:
    """Plan one decision."""
    known = workspace if asked.as_of is None else known_on(workspace, asked.as_of)
    as_of = asked.as_of or last_day(known)
    examined = examine(known, as_of).workspace if known.observations else known
    decision = _decision(examined, asked, as_of)
    metrics = _metrics(examined, asked)
    options = MeasureOptions(False, asked.options.seed, _FEWEST_DRAWS)
    tests, _ = tested_effects(examined)
    question = Question(examined, as_of, all_series(examined, as_of), tests, options)
    outlooks = []
    for done, metric in enumerate(metrics):
        asked.progress(metric, done, len(metrics))
        rows = tuple(
            row
            for row in examined.expectations
            if row.decision == decision.id and row.metric == metric
        )
        outlooks.append(metric_outlook(Asked(question, metric, decision, rows, asked.options)))
    asked.progress("", len(metrics), len(metrics))
    return _plan(examined, asked, as_of, outlooks)


def _plan(workspace: Workspace, asked: PlanRun, as_of: date, outlooks: list[MetricOutlook]) -> Plan:
    days = {name: _days(one) for name, one in zip(range(len(outlooks)), outlooks, strict=True)}
    order = sorted(days, key=lambda rank: (days[rank] is None, days[rank] or 0.0, rank))
    best = outlooks[order[0]] if order else None
    chance = asked.options.chance
    return Plan(
        as_of=as_of,
        decision=asked.decision,
        power=chance.power,
        level=chance.level,
        metrics=tuple(outlooks[rank] for rank in order),
        best=None if best is None or best.soonest is None else best.metric,
        provenance=PlanProvenance(
            __version__, workspace.fingerprint, asked.options.seed, asked.options.draws
        ),
        workspace=workspace,
    )


def _days(outlook: MetricOutlook) -> float | None:
    """Give the soonest answer in days, so that metrics of several grains can be compared."""
    length = {"day": 1.0, "week": 7.0, "month": 30.4, "quarter": 91.3, "year": 365.25}
    return None if outlook.soonest is None else outlook.soonest * length[outlook.grain]


def _decision(workspace: Workspace, asked: PlanRun, as_of: date) -> Decision:
    """Give the decision to be planned, which has not begun."""
    if asked.decision is None:
        name = UNNAMED
        while name in workspace.decisions:
            name += "-"
        return Decision(name, "", asked.options.starts_on or date.min)
    found = workspace.decisions.get(asked.decision)
    if found is None:
        expected = ", ".join(workspace.decisions) or "none"
        raise InvalidArgument(f"no decision {asked.decision!r}; the workspace has {expected}")
    if found.covers:
        raise InvalidArgument(f"{found.id} is a holdout: it acts on no series, nothing to plan")
    if found.starts_on <= as_of and applied(found):
        raise InvalidArgument(
            f"{found.id} began on {found.starts_on}, and the data go to {as_of}: `levier measure` "
            "says what it did; to plan it as of an earlier day, give that day (--as-of, as_of)"
        )
    return replace(found, ends_on=None)


def _metrics(workspace: Workspace, asked: PlanRun) -> list[str]:
    """List the metric asked for, or those that the decision should move, or all of them."""
    if asked.metric is not None:
        if asked.metric not in workspace.metrics:
            expected = ", ".join(workspace.metrics)
            raise InvalidArgument(f"no metric {asked.metric!r}; the workspace has {expected}")
        return [asked.metric]
    if asked.decision is None:
        raise InvalidArgument("give a decision or a metric (--decision, --metric)")
    moved = [row.metric for row in workspace.expectations if row.decision == asked.decision]
    return list(dict.fromkeys(moved)) or [
        name for name in workspace.metrics if name in workspace.observations
    ]
