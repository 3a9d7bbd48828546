"""Synthetic control: one or few units reached at one date, against a mix of units never reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.impact.designs.synthetic_control import NotAPanel, Panel, measure
from levier.language import LANGUAGES
from levier.workspace.measurement.across_units.checks import donor_checks
from levier.workspace.measurement.across_units.reading import (
    NORMAL_95,
    Method,
    NoReading,
    UnitReading,
    said,
)
from levier.workspace.model import Grain
from levier.workspace.results import Design, PathPoint

if TYPE_CHECKING:
    from levier.impact.designs.synthetic_control import SyntheticControlMeasurement
    from levier.workspace.measurement.across_units.comparable import Comparable
    from levier.workspace.measurement.across_units.unit_panel import UnitPanel

_DAYS_OF_WEEK = 7
_STRETCHES_BEFORE = 8


def donor_reading(
    panel: UnitPanel, units: Comparable, mean_height: float, seed: int
) -> UnitReading | NoReading:
    """Compare the units reached with the mix of the others that moved most like them before.

    ``mean_height`` is the mean part of the full effect that acts on the cells reached.
    """
    reached = units.reached
    if not reached.any() or not units.at_once:
        return NoReading(Design.SYNTHETIC_CONTROL, said("not_at_once"))
    first = int(units.first[reached].min())
    begins = _begins(panel, units.end, first)
    kept = units.kept
    try:
        donors = Panel(
            panel.over(begins)[kept],
            reached[kept],
            int(np.searchsorted(begins, first)),
            tuple(name for name, keep in zip(panel.names, kept, strict=True) if keep),
        )
        found = measure(donors, seed=seed)
    except NotAPanel as refusal:
        sentence: dict[str, str] = {
            language: refusal.refusal.sentence(language, **refusal.fields) for language in LANGUAGES
        }
        return NoReading(Design.SYNTHETIC_CONTROL, sentence)
    low, high = found.interval95
    return UnitReading(
        design=Design.SYNTHETIC_CONTROL,
        method=Method.DONORS,
        mean=found.effect / mean_height,
        sd=(high - low) / 2 / NORMAL_95 / mean_height,
        reached=int(reached.sum()),
        compared=len(found.weights),
        left_out=len(panel.often_absent) + units.touched,
        path=_path(found),
        checks=donor_checks(donors, found),
    )


def _begins(panel: UnitPanel, end: int, first: int) -> NDArray[np.int64]:
    """Give where the stretches compared begin: periods, or weeks about the exposure for days.

    Weeks hold as often as days and are a quarter to a third narrower (``benchmarks/designs.py``).
    """
    step = panel.least_stretch
    if panel.index.grain is Grain.DAY:
        step = max(step, _DAYS_OF_WEEK)
    if first < _STRETCHES_BEFORE * step:
        step = 1
    return np.arange(first % step, end + 1, step)


def _path(found: SyntheticControlMeasurement) -> tuple[PathPoint, ...]:
    estimate = found.estimate
    return tuple(
        PathPoint(period - estimate.first_after, float(gap), None, None)
        for period, gap in enumerate(estimate.gap)
    )
