"""``levier.measure``: a folder of plain files in, what every decision was worth out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from levier.errors import InvalidArgument
from levier.workspace.measurement.canonical_order import in_order
from levier.workspace.measurement.known_on import known_on
from levier.workspace.measurement.reconciled import Spans
from levier.workspace.measurement.run import DRAWS, RunOptions, run
from levier.workspace.model import Workspace
from levier.workspace.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

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
