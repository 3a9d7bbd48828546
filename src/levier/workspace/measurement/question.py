"""What one run is asked: a workspace as it stood on a day, its series and its tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.workspace.measurement.calendar_index import as_date, period_index
from levier.workspace.measurement.metric_series import MetricSeries, metric_series

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from levier.workspace.measurement.tested import TestedEffect
    from levier.workspace.model import Expectation, Workspace

Pair = tuple[str, str]
"""A decision and a metric."""


@dataclass(frozen=True, slots=True)
class MeasureOptions:
    """What the caller asked for."""

    use_forecasts: bool
    seed: int
    draws: int


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that the steps of a run share.

    Attributes
    ----------
    workspace, as_of
        The workspace, and the day on which it is looked at.
    series
        By metric, those that have observations.
    tests
        By decision and metric, the valid randomised tests.
    options
        Forecasts, seed, draws.
    """

    workspace: Workspace
    as_of: date
    series: Mapping[str, MetricSeries]
    tests: Mapping[Pair, TestedEffect]
    options: MeasureOptions

    def wanted(self) -> dict[str, dict[str, tuple[Expectation, ...]]]:
        """List, by metric then decision, what was expected; a test is an expectation.

        A holdout is none: it acts on no series, and only its test says what it measures.
        """
        wanted: dict[str, dict[str, tuple[Expectation, ...]]] = {}
        for row in self.workspace.expectations:
            if self.is_holdout(row.decision):
                continue
            rows = wanted.setdefault(row.metric, {})
            rows[row.decision] = (*rows.get(row.decision, ()), row)
        for decision, metric in self.tests:
            if not self.is_holdout(decision):
                wanted.setdefault(metric, {}).setdefault(decision, ())
        return wanted

    def is_holdout(self, decision: str) -> bool:
        """Tell whether a decision only holds others back."""
        return bool(self.workspace.decisions[decision].covers)


def last_day(workspace: Workspace) -> date:
    """Give the last day that any metric says something about, or any test when no metric does."""
    ends = [
        int(period_index(one.dates, workspace.metrics[name].grain).days[-1])
        for name, one in workspace.observations.items()
    ]
    if ends:
        return as_date(max(ends))
    tested = [arm.looked_on or arm.ends_on for arm in workspace.experiments]
    started = [one.starts_on for one in workspace.decisions.values()]
    return max(day for day in (*started, *tested) if day is not None)


def all_series(workspace: Workspace, as_of: date) -> dict[str, MetricSeries]:
    """Build the series of every metric that was observed by ``as_of``."""
    found = {
        name: metric_series(workspace.metrics[name], observations, as_of)
        for name, observations in workspace.observations.items()
    }
    return {name: one for name, one in found.items() if one is not None}
