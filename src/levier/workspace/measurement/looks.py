"""Several looks at one randomised test: the last one answers, and allows for the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from levier.impact.checks.sequential_reading import Look, check_sequential_reading
from levier.impact.designs.randomised_experiment import (
    ExperimentEstimate,
    NotAnExperiment,
    Sequential,
    measure_experiment,
)
from levier.workspace.measurement.arm_statistics import statistics_of
from levier.workspace.model import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from levier.impact.checks.result import CheckResult
    from levier.workspace.model import ExperimentArm


def looks_of(rows: Sequence[ExperimentArm]) -> list[list[ExperimentArm]]:
    """Group the rows of a test by look, in the order of their days."""
    days = sorted({row.looked_on for row in rows if row.looked_on is not None})
    return [[row for row in rows if row.looked_on == day] for day in days] or [list(rows)]


def told_sequential(rows: Sequence[ExperimentArm]) -> tuple[ExperimentArm, ...]:
    """Mark the rows of tests with several looks, so that none is taken for the only one."""
    days: dict[tuple[str, str], set[date | None]] = {}
    for row in rows:
        days.setdefault((row.decision, row.metric), set()).add(row.looked_on)
    return tuple(
        replace(row, reading=Reading.SEQUENTIAL) if len(days[row.decision, row.metric]) > 1 else row
        for row in rows
    )


def sequential_of(looks: Sequence[Sequence[ExperimentArm]]) -> Sequential | None:
    """Tell how the test is read: at the size planned when it may have been stopped at any look.

    Whoever has written several looks down could have stopped at each: that the test would have
    gone on whatever they showed cannot be seen from them. To have only the last one count, as
    planned beforehand, one gives it alone.
    """
    last = looks[-1]
    if len(looks) == 1 and all(row.reading is not Reading.SEQUENTIAL for row in last):
        return None
    planned = [row.planned_users for row in last if row.planned_users is not None]
    return Sequential(sum(planned)) if len(planned) == len(last) else Sequential()


def read_looks(
    looks: Sequence[Sequence[ExperimentArm]],
) -> tuple[ExperimentEstimate, CheckResult | None]:
    """Measure the last look; show what each would have said when there were several.

    Raises
    ------
    NotMeasurable
        As ``NotAnExperiment`` when the last look holds no answer. An earlier one that holds none
        (no user had converted yet) is left out of what is shown.
    """
    sequential = sequential_of(looks)
    if sequential is None:
        return measure_experiment([statistics_of(row) for row in looks[-1]]), None
    shown = [_look(rows, sequential) for rows in looks[:-1]]
    last = _measured(looks[-1], sequential)
    known = [look for look in shown if look is not None]
    return last.valid, check_sequential_reading([*known, last])


def _look(rows: Sequence[ExperimentArm], sequential: Sequential) -> Look | None:
    try:
        return _measured(rows, sequential)
    except NotAnExperiment:
        return None


def _measured(rows: Sequence[ExperimentArm], sequential: Sequential) -> Look:
    statistics = [statistics_of(row) for row in rows]
    day = rows[0].looked_on
    return Look(
        "" if day is None else day.isoformat(),
        measure_experiment(statistics),
        measure_experiment(statistics, sequential),
    )
