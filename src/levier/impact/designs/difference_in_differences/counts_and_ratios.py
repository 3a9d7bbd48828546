"""Counts and ratios by unit and period, put on the scale on which their effects add up.

Effects on what cannot be negative are proportions, and proportions add up in logarithms. When every
unit always has something to count, each unit's own logarithm is taken, so that each counts alike.
A unit with nothing at times has no logarithm: then totals are compared (``ratio_of_ratios``), so
that each counts as much as it holds. Adding one before taking logs would make the answer depend on
the unit of measure (Chen and Roth, 2024, *Logs with zeros?*, Quarterly Journal of Economics 139,
891-936).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.impact.designs.difference_in_differences.panel import Panel
from levier.impact.designs.difference_in_differences.refusals import NotARollout, Refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Scale(StrEnum):
    """What is compared; either way effects are differences of logarithms."""

    LOG_OF_UNITS = "log_of_units"
    """The mean of the units' logarithms: the effect on a typical unit."""
    LOG_OF_TOTALS = "log_of_totals"
    """The logarithm of totals: the effect on all events together."""


@dataclass(frozen=True, slots=True)
class ScaledPanel:
    """A panel ready for ``measure_rollout``, and the scale that it is on.

    Attributes
    ----------
    panel
        Whose effects are differences of logarithms: exp(effect) - 1 is a proportion.
    scale
        Which logarithms.
    """

    panel: Panel
    scale: Scale


def panel_of_ratios(
    units: tuple[str, ...],
    numerators: NDArray[np.float64],
    denominators: NDArray[np.float64] | None,
    first_treated: NDArray[np.int64],
    *,
    weights: NDArray[np.float64] | None = None,
    cluster: NDArray[np.int64] | None = None,
    scale: Scale | None = None,
) -> ScaledPanel:
    """Put counts or ratios on their scale, and say which.

    Parameters
    ----------
    units
        (N,) names.
    numerators
        (N, T) events or amounts, not negative; NaN where not seen.
    denominators
        (N, T) what they are divided by, positive; None for counts.
    first_treated, weights, cluster
        As for ``Panel``; by default units weigh alike and stand alone.
    scale
        By default the units' own logarithms where every one has one, and totals otherwise.

    Raises
    ------
    InvalidArgument
        When the shapes do not agree.
    NotARollout
        When a numerator is negative, a denominator not positive, or a unit has no logarithm on
        the scale asked for.
    """
    below = np.ones_like(numerators) if denominators is None else denominators
    if below.shape != numerators.shape:
        msg = f"denominators has shape {below.shape}; expected that of numerators"
        raise InvalidArgument(f"{msg}, {numerators.shape}")
    _refuse(units, numerators < 0, Refusal.NEGATIVE_COUNT)
    _refuse(units, below <= 0, Refusal.EMPTY_DENOMINATOR)
    if scale is None:
        scale = Scale.LOG_OF_TOTALS if (numerators == 0).any() else Scale.LOG_OF_UNITS
    totals = scale is Scale.LOG_OF_TOTALS
    if not totals:
        _refuse(units, numerators == 0, Refusal.NO_LOGARITHM)
    outcome = numerators if totals else np.log(numerators / below)
    panel = Panel(
        units=units,
        outcome=outcome,
        first_treated=first_treated,
        weights=np.ones(len(units)) if weights is None else weights,
        cluster=np.arange(len(units)) if cluster is None else cluster,
        denominators=below if totals else None,
    )
    return ScaledPanel(panel, scale)


def _refuse(units: tuple[str, ...], wrong: NDArray[np.bool_], refusal: Refusal) -> None:
    at = np.argwhere(wrong)
    if len(at):
        row, period = at[0]
        raise NotARollout(refusal, unit=units[row], period=int(period))
