"""The workspace as it stood on one day: nothing that was seen, spent or said later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.data_quality.publications import choose, known_by
from levier.workspace.measurement.looks import told_sequential
from levier.workspace.model import Observations

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.model import ExperimentArm, Workspace


def known_on(workspace: Workspace, day: date) -> Workspace:
    """Take out what was not known on ``day``.

    Observations and costs of later days, publications of later days, tests that had not ended,
    forecasts stated later, past ones whose outcome came later. Decisions stay: one that had not
    started yet is reported as such.
    """
    vintages = {
        name: known
        for name, one in workspace.vintages.items()
        if (known := known_by(one, day)) is not None
    }
    believed = {
        name: choose(vintages[name], workspace.metrics[name]).rows if name in vintages else one
        for name, one in workspace.observations.items()
        if name in vintages or name not in workspace.vintages
    }
    seen = {name: _until(one, day) for name, one in believed.items()}
    return replace(
        workspace,
        observations={name: one for name, one in seen.items() if len(one.values)},
        vintages=vintages,
        expectations=tuple(
            row for row in workspace.expectations if row.stated_on is None or row.stated_on <= day
        ),
        experiments=tuple(
            arm for arm in told_sequential(workspace.experiments) if _ended(arm, day)
        ),
        costs=tuple(cost for cost in workspace.costs if cost.date <= day),
        past_forecasts=tuple(row for row in workspace.past_forecasts if row.measured_on <= day),
        past_projects=tuple(
            row for row in workspace.past_projects if row.ended_on is None or row.ended_on <= day
        ),
    )


def _until(observations: Observations, day: date) -> Observations:
    seen = observations.dates <= np.datetime64(day)
    if seen.all():
        return observations
    return Observations(
        observations.dates[seen],
        observations.values[seen],
        None if observations.units is None else observations.units[seen],
        None if observations.weights is None else observations.weights[seen],
    )


def _ended(arm: ExperimentArm, day: date) -> bool:
    last = arm.looked_on or arm.ends_on or arm.starts_on
    return last is None or last <= day
