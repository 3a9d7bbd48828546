"""``levier.measure`` and ``levier.plan``: a folder of plain files in, an answer out."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from levier.arguments import at_least, one_of
from levier.errors import InvalidArgument
from levier.impact.planning.chance import Chance
from levier.workspace.measurement.canonical_order import in_order
from levier.workspace.measurement.known_on import known_on
from levier.workspace.measurement.reconciled import Spans
from levier.workspace.measurement.run import DRAWS, RunOptions, run
from levier.workspace.model import EffectScale, Workspace
from levier.workspace.planning.asked import PlanOptions
from levier.workspace.planning.run import PlanRun, run_plan
from levier.workspace.planning.users import UsersAsked
from levier.workspace.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from levier.workspace.planning.results import Plan
    from levier.workspace.results import Results


def measure(
    workspace: str | Path | Workspace,
    *,
    as_of: date | None = None,
    priors: Literal["on", "off"] = "on",
    before: tuple[date, date] | None = None,
    after: tuple[date, date] | None = None,
    draws: int = DRAWS,
    progress: Callable[[str, int, int], None] | None = None,
) -> Results:
    """Measure what every decision of a workspace did to every metric it should have moved.

    Parameters
    ----------
    workspace
        A folder, or a workspace already read.
    as_of
        Pretend that it is that day; by default the last day that any metric says something about.
    priors
        ``on``: forecasts are used as priors, discounted; ``off``: they are left out.
    before, after
        First and last day of the two spans that the reconciliation compares; by default the
        last year and the year before it, or two halves of shorter series.
    draws
        Number of joint draws per metric, at least 200.
    progress
        Called with a metric's id, how many metrics are done and how many there are.

    Returns
    -------
    Results
        Effects, groups, reconciliation and portfolio; the same data and seed give the same
        results.

    Raises
    ------
    InvalidWorkspace
        With every fault found in the files.
    InvalidArgument
        When an option cannot be obeyed.
    """
    if priors not in ("on", "off"):
        raise InvalidArgument(f"priors must be 'on' or 'off', got {priors!r}")
    if draws < 200:
        raise InvalidArgument(f"draws must be at least 200, got {draws}")
    for name, span in (("before", before), ("after", after)):
        if span is not None and span[0] > span[1]:
            raise InvalidArgument(
                f"{name} must begin before it ends, got {span[0]} to {span[1]}: swap the two days"
            )
    checked = in_order(workspace if isinstance(workspace, Workspace) else read(workspace))
    if as_of is not None:
        checked = known_on(checked, as_of)
    options = RunOptions(as_of, priors == "on", Spans(before, after), draws)
    if progress is not None:
        options = RunOptions(as_of, priors == "on", Spans(before, after), draws, progress)
    return run(checked, options)


def plan(
    workspace: str | Path | Workspace,
    *,
    decision: str | None = None,
    metric: str | None = None,
    effect: float | None = None,
    scale: Literal["relative", "absolute"] = "relative",
    power: float = 0.8,
    units: Sequence[str] | None = None,
    waves: int | None = None,
    every: int | None = None,
    starts_on: date | None = None,
    users: UsersAsked | None = None,
    as_of: date | None = None,
    seed: int = 0,
    progress: Callable[[str, int, int], None] | None = None,
) -> Plan:
    """Say what a decision not yet taken would let us see: how soon, by which design, with whom.

    Parameters
    ----------
    workspace
        A folder, or a workspace already read.
    decision
        Its id in ``decisions.csv``; it has not begun. None: one that is not written down yet.
    metric
        Where its effect is to be seen; by default every metric that it is expected to move.
    effect, scale
        The effect to be seen, a share (0.03 is +3 %) or in the metric's own unit; by default
        what is expected of the decision.
    power
        Chance with which it must be seen; when there is nothing, 5 % (two-sided) are.
    units
        The units that would be reached first; by default they are chosen.
    waves, every
        Number of waves of the roll-out and periods from one to the next.
    starts_on
        First day of the decision, for the dates of the waves.
    users
        What is known of users, for a randomised test; by default what the workspace tells.
    as_of
        Pretend that it is that day; by default the last day observed.
    seed
        Where lots and drawn futures start from.
    progress
        Called with a metric's id, how many are done and how many there are.

    Returns
    -------
    Plan
        Metrics, the one that sees its effect soonest first; the same data and seed give the same
        plan.

    Raises
    ------
    InvalidWorkspace
        With every fault found in the files.
    InvalidArgument
        When an option cannot be obeyed.
    """
    if seed < 0:
        raise InvalidArgument(f"seed must be zero or more, got {seed}")
    for name, count in (("waves", waves), ("every", every)):
        if count is not None:
            at_least(1, count, name)
    options = PlanOptions(
        effect=_sizeable(effect),
        scale=one_of(EffectScale, scale, "scale"),
        chance=Chance(power),
        units=None if units is None else tuple(units),
        waves=waves,
        every=every,
        starts_on=starts_on,
        users=users or UsersAsked(),
        seed=seed,
    )
    checked = in_order(workspace if isinstance(workspace, Workspace) else read(workspace))
    asked = PlanRun(decision, metric, as_of, options)
    return run_plan(checked, asked if progress is None else replace(asked, progress=progress))


def _sizeable(effect: float | None) -> float | None:
    if effect is not None and not (effect != 0 and math.isfinite(effect)):
        raise InvalidArgument(f"effect must be a number other than zero, got {effect}")
    return effect
