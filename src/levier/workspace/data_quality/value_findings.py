"""What the values of one metric show about themselves: holes, repeats, collapses, jumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.data_finding import DataFinding, FindingKind, Handling
from levier.workspace.data_quality.collapses import collapses
from levier.workspace.data_quality.levels import Levels, levels, runs
from levier.workspace.data_quality.stuck import stuck_runs
from levier.workspace.data_quality.told import Dates, as_number, declaration, told
from levier.workspace.measurement.calendar_index import PeriodIndex, as_date
from levier.workspace.model import Kind, OutageHandling, PeriodKind

if TYPE_CHECKING:
    from levier.workspace.data_quality.levels import Array
    from levier.workspace.data_quality.told import Write
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.model import Merged, Metric

LISTED = 3
"""More holes than this are told in one sentence."""


def levels_of(series: MetricSeries) -> Levels | None:
    """Take one metric to the scale on which its values are examined."""
    return levels(series.index, series.values, is_count=series.metric.kind is Kind.COUNT)


def merged_rows(metric: Metric, merged: Merged) -> DataFinding:
    """Tell of rows that came several times."""
    return told(
        metric,
        FindingKind.DUPLICATES,
        Dates(merged.first, merged.last),
        float(merged.rows),
        Handling.MERGED,
        ("duplicates.found", f"duplicates.{metric.data.duplicates.value}"),
        {"rows": as_number(merged.rows)},
    )


def missing_periods(series: MetricSeries, explained: Array) -> list[DataFinding]:
    """List the holes inside a series, or count them when there are many.

    Holidays and declared stretches are no holes.
    """
    holes = np.isnan(series.values) & np.isfinite(explained)
    stretches = runs(holes)
    if len(stretches) > LISTED:
        stretches = [(stretches[0][0], stretches[-1][1])]
    return [
        _hole(series, first, last, int(holes[first : last + 1].sum())) for first, last in stretches
    ]


def _hole(series: MetricSeries, first: int, last: int, count: int) -> DataFinding:
    return told(
        series.metric,
        FindingKind.MISSING,
        days_of(series.index, first, last),
        float(count),
        Handling.SHOWN,
        ("missing.one" if count == 1 else "missing.several", "missing.handling"),
        {"periods": as_number(count)},
    )


def repeated_values(series: MetricSeries, explained: Array) -> list[DataFinding]:
    """List the runs of one value that are too long for chance and that nothing declared covers."""
    return [
        _stopped(
            series.metric,
            FindingKind.STUCK,
            days_of(series.index, run.first, run.last),
            float(run.length),
            {"periods": as_number(run.length), "value": as_number(run.value)},
        )
        for run in stuck_runs(series.values)
        if np.isfinite(explained[run.first : run.last + 1]).any()
    ]


def collapsed_values(found: Levels, metric: Metric, explained: Array) -> list[DataFinding]:
    """List the collapses that nothing declared covers."""
    return [
        _stopped(
            metric,
            FindingKind.OUTAGE,
            days_of(found.index, one.first, one.last),
            one.departure,
            {"periods": as_number(one.last - one.first + 1)},
        )
        for one in collapses(found, explained)
    ]


def _stopped(
    metric: Metric, kind: FindingKind, dates: Dates, figure: float, fields: dict[str, Write]
) -> DataFinding:
    masked = metric.data.outages is OutageHandling.MASK
    return told(
        metric,
        kind,
        dates,
        figure,
        Handling.MASKED if masked else Handling.SHOWN,
        (f"{kind.value}.found", "stopped.masked" if masked else "stopped.shown"),
        fields,
        None if masked else declaration(metric, PeriodKind.OUTAGE, dates, "outage"),
    )


def days_of(index: PeriodIndex, first: int, last: int) -> Dates:
    """Give the first and last day of a stretch of periods."""
    return Dates(as_date(int(index.first_days[first])), index.last_day_of(last))
