"""The examination of a whole workspace: every metric looked at, and handled as told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.data_finding import FindingKind, Handling
from levier.workspace.data_quality.explained import explained
from levier.workspace.data_quality.last_periods import last_periods, not_over
from levier.workspace.data_quality.publications import choose
from levier.workspace.data_quality.unexplained_shifts import unexplained_shift
from levier.workspace.data_quality.value_findings import (
    collapsed_values,
    levels_of,
    merged_rows,
    missing_periods,
    repeated_values,
)
from levier.workspace.data_quality.vintage_findings import VintageFindings, study
from levier.workspace.measurement.metric_series import MetricSeries, metric_series
from levier.workspace.model import BreakHandling, Observations, Period, PeriodKind

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.data_finding import DataFinding
    from levier.workspace.data_quality.levels import Levels
    from levier.workspace.model import Metric, Workspace


@dataclass(frozen=True, slots=True)
class Examined:
    """A workspace after its data were looked at.

    Attributes
    ----------
    workspace
        With incomplete periods left out, and with periods added for what is to be masked or
        modelled, as ``[data]`` asks.
    findings
        Everything found, in the order of metrics.
    """

    workspace: Workspace
    findings: tuple[DataFinding, ...]


@dataclass(slots=True)
class _Notes:
    """What is gathered while metrics are looked at one by one."""

    findings: dict[str, list[DataFinding]] = field(default_factory=dict)
    observations: dict[str, Observations] = field(default_factory=dict)
    seams: dict[str, tuple[date, ...]] = field(default_factory=dict)
    levels: dict[str, Levels] = field(default_factory=dict)


def examine(workspace: Workspace, as_of: date) -> Examined:
    """Look at the data of every metric, as they stood on a day, before anything is measured.

    Parameters
    ----------
    workspace
        Read and, for another day than its last, cut to what was known on it.
    as_of
        The day on which it is looked at.
    """
    notes = _Notes(observations=dict(workspace.observations))
    for name, metric in workspace.metrics.items():
        if name in workspace.observations:
            notes.findings[name] = _metric_findings(workspace, metric, as_of, notes)
    for name in notes.levels:
        metric, seams = workspace.metrics[name], notes.seams.get(name, ())
        shift = unexplained_shift(workspace, metric, notes.levels, seams)
        if shift is not None:
            notes.findings[name].append(shift)
    findings = tuple(one for found in notes.findings.values() for one in found)
    return Examined(
        replace(
            workspace,
            observations={name: one for name, one in notes.observations.items() if len(one.dates)},
            periods=(*workspace.periods, *_added(findings), *_steps(workspace, notes)),
        ),
        findings,
    )


def _metric_findings(
    workspace: Workspace, metric: Metric, as_of: date, notes: _Notes
) -> list[DataFinding]:
    observations = workspace.observations[metric.id]
    found: list[DataFinding] = []
    if metric.id in workspace.merged:
        found.append(merged_rows(metric, workspace.merged[metric.id]))
    studied = _studied(workspace, metric)
    if studied is not None:
        found += studied.findings
        notes.seams[metric.id] = studied.seams
    open_period = not_over(metric, observations, as_of)
    if open_period is not None:
        found.append(open_period)
    series = metric_series(metric, observations, as_of)
    if series is not None:
        found += _series_findings(workspace, series, studied, notes)
    return found


def _studied(workspace: Workspace, metric: Metric) -> VintageFindings | None:
    vintages = workspace.vintages.get(metric.id)
    return None if vintages is None else study(vintages, metric)


def _series_findings(
    workspace: Workspace, series: MetricSeries, studied: VintageFindings | None, notes: _Notes
) -> list[DataFinding]:
    metric = series.metric
    calendar = explained(workspace, metric, series.index)
    vintages = workspace.vintages.get(metric.id)
    last = last_periods(
        series,
        calendar,
        None if vintages is None else choose(vintages, metric),
        None if studied is None else studied.maturity,
    )
    if last.left_out:
        rows = notes.observations[metric.id]
        notes.observations[metric.id] = _without_last(series, rows, last.left_out)
    levels = levels_of(series)
    found = [*last.findings, *missing_periods(series, calendar), *repeated_values(series, calendar)]
    if levels is not None:
        notes.levels[metric.id] = levels
        found += collapsed_values(levels, metric, calendar)
    return found


def _without_last(series: MetricSeries, rows: Observations, periods: int) -> Observations:
    end = int(series.index.first_days[len(series.index) - periods])
    kept = rows.dates.astype("datetime64[D]").astype(np.int64) < end
    return Observations(
        rows.dates[kept],
        rows.values[kept],
        None if rows.units is None else rows.units[kept],
        None if rows.weights is None else rows.weights[kept],
    )


def _added(findings: tuple[DataFinding, ...]) -> list[Period]:
    """Make the periods that mask what stopped and let a jump be estimated."""
    kinds = {
        FindingKind.OUTAGE: PeriodKind.OUTAGE,
        FindingKind.STUCK: PeriodKind.OUTAGE,
        FindingKind.LEVEL_SHIFT: PeriodKind.DEFINITION,
    }
    return [
        Period(
            one.kind.value,
            kinds[one.kind],
            one.from_,
            None if kinds[one.kind] is PeriodKind.DEFINITION else one.to,
            (one.metric,),
        )
        for one in findings
        if one.kind in kinds and one.handling in (Handling.MASKED, Handling.MODELLED)
    ]


def _steps(workspace: Workspace, notes: _Notes) -> list[Period]:
    """Make the steps of the changes of definition that publications showed."""
    return [
        Period(FindingKind.REDEFINITION.value, PeriodKind.DEFINITION, seam, None, (name,))
        for name, seams in notes.seams.items()
        if workspace.metrics[name].data.definition_breaks is BreakHandling.MODEL
        for seam in seams
    ]
