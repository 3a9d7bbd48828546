"""A roll-out as rows of ``exposures.csv``, to be pasted into a workspace."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from levier.workspace.planning.results import Plan, Rollout

COLUMNS = ("decision", "unit", "starts_on")
UNNAMED = "my-decision"


def write_exposures(plan: Plan, path: str | Path) -> None:
    """Write the roll-out of the metric that sees its effect soonest.

    Parameters
    ----------
    plan
        What ``levier.plan`` answered.
    path
        A file that is not there yet.

    Raises
    ------
    InvalidArgument
        When no metric has a roll-out, or the file is there already.
    OSError
        When the file cannot be written.
    """
    order = first_rollout(plan)
    if order is None:
        raise InvalidArgument(
            "the plan has no roll-out by unit, so there are no exposures to write"
        )
    rows = [
        (plan.decision or UNNAMED, unit, wave.starts_on.isoformat())
        for wave in order.waves
        for unit in wave.units
    ]
    try:
        with Path(path).open("x", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows)
    except FileExistsError:
        raise InvalidArgument(f"{path} is there already: nothing was written over it") from None


def first_rollout(plan: Plan) -> Rollout | None:
    """Give the roll-out of the first metric that has one."""
    return next((one.rollout for one in plan.metrics if one.rollout is not None), None)
