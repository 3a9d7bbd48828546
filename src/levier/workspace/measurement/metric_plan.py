"""What is to be measured jointly on one metric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier.workspace.measurement.across_units.choosing import AcrossUnits
    from levier.workspace.measurement.across_units.reading import UnitReading
    from levier.workspace.measurement.metric_scale import MetricScale
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.planned_effects import PlannedEffect
    from levier.workspace.measurement.tested import TestedEffect


@dataclass(frozen=True, slots=True)
class MetricPlan:
    """One metric with the decisions and tests on it.

    Attributes
    ----------
    series, scale
        The metric and how it is analysed.
    effects
        By date of start.
    tests
        For each effect, the randomised test that enters as evidence; None without.
    across
        What comparisons between units say.
    readings
        For each effect, the comparison between units that answers; None where another design does.
    """

    series: MetricSeries
    scale: MetricScale
    effects: tuple[PlannedEffect, ...]
    tests: tuple[TestedEffect | None, ...]
    across: AcrossUnits
    readings: tuple[UnitReading | None, ...]
