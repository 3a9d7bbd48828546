"""Units by periods, and when each was first reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.impact.designs.difference_in_differences.refusals import NotARollout, Refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEVER = int(np.iinfo(np.int64).max)
"""``first_treated`` of a unit that is never reached."""


@dataclass(frozen=True, slots=True)
class Panel:
    """N units observed in T consecutive periods, numbered from 0.

    Attributes
    ----------
    units
        (N,) names, each once.
    outcome
        (N, T) in the metric's unit; NaN where a unit was not seen. A count or a ratio is put on its
        scale beforehand: ``counts_and_ratios``.
    first_treated
        (N,) number of the first period in which the unit is reached, or ``NEVER``. A period
        after the last one is never, as far as this panel can see; 0 is always.
    weights
        (N,) positive; how much each unit counts in a mean. Only their ratios matter.
    cluster
        (N,) label of what is drawn or decided together; a label per unit when units are alone.
    covariates
        (N, K) what was known of each unit before, on which trends may depend; None: on nothing.
    denominators
        (N, T) exposures, when ``outcome`` holds totals to be compared in proportion: effects are
        then differences of logarithms. None otherwise.

    Raises
    ------
    InvalidArgument
        When the arrays do not have these shapes.
    """

    units: tuple[str, ...]
    outcome: NDArray[np.float64]
    first_treated: NDArray[np.int64]
    weights: NDArray[np.float64]
    cluster: NDArray[np.int64]
    covariates: NDArray[np.float64] | None = None
    denominators: NDArray[np.float64] | None = None

    def __post_init__(self) -> None:
        count = len(self.units)
        if self.outcome.ndim != 2 or len(self.outcome) != count:
            raise InvalidArgument(
                f"outcome has shape {self.outcome.shape}; expected ({count}, periods)"
            )
        for name in ("first_treated", "weights", "cluster"):
            shape = getattr(self, name).shape
            if shape != (count,):
                raise InvalidArgument(f"{name} has shape {shape}; expected ({count},)")
        _require_optional_shapes(self)

    @property
    def periods(self) -> int:
        """T."""
        return int(self.outcome.shape[1])

    @property
    def seen(self) -> NDArray[np.bool_]:
        """(N, T) whether the unit was observed in the period."""
        seen = np.isfinite(self.outcome)
        return seen if self.denominators is None else seen & np.isfinite(self.denominators)

    @property
    def size(self) -> float:
        """The largest outcome, beside which rounding is judged; 1 on a scale of logarithms."""
        return 1.0 if self.denominators is not None else float(np.nanmax(np.abs(self.outcome)))

    def change(self, period: int, base: int) -> NDArray[np.float64]:
        """Give the change (N,) from ``base`` to ``period``; zero where not seen, to be left out."""
        change = self.outcome[:, period] - self.outcome[:, base]
        return np.where(self.seen[:, period] & self.seen[:, base], change, 0.0)

    def keep(self, kept: NDArray[np.bool_]) -> Panel:
        """Give the panel of the units (N,) that are kept."""
        return Panel(
            tuple(name for name, keep in zip(self.units, kept, strict=True) if keep),
            self.outcome[kept],
            self.first_treated[kept],
            self.weights[kept],
            self.cluster[kept],
            None if self.covariates is None else self.covariates[kept],
            None if self.denominators is None else self.denominators[kept],
        )

    @property
    def relative_weights(self) -> NDArray[np.float64]:
        """(N,) weights of mean one."""
        return np.asarray(self.weights / self.weights.mean())

    @property
    def groups(self) -> NDArray[np.int64]:
        """(G,) periods in which some unit is first reached, in order."""
        return np.unique(self.first_treated[self.first_treated < self.periods])

    @property
    def never_treated(self) -> NDArray[np.bool_]:
        """(N,) whether the unit is not reached within the panel."""
        return self.first_treated >= self.periods


def usable_panel(
    panel: Panel, *, anticipation: int = 0, allow_missing: bool = False
) -> tuple[Panel, tuple[str, ...]]:
    """Check a panel and leave out the units that have no before, or were never seen.

    Parameters
    ----------
    panel
        What was measured.
    anticipation
        How many periods before being reached a unit may already react.
    allow_missing
        Whether a unit may miss periods.

    Returns
    -------
    tuple
        The panel without them, and their names.

    Raises
    ------
    NotARollout
        With its ``Refusal``, naming the unit at fault.
    """
    _require_sound(panel)
    if not allow_missing:
        _require_complete(panel)
    kept = (panel.first_treated > anticipation) & panel.seen.any(axis=1)
    left_out = tuple(name for name, keep in zip(panel.units, kept, strict=True) if not keep)
    usable = panel.keep(kept)
    if not len(usable.groups):
        raise NotARollout(Refusal.NOBODY_REACHED)
    return usable, left_out


def _require_optional_shapes(panel: Panel) -> None:
    covariates, denominators = panel.covariates, panel.denominators
    if covariates is not None and (covariates.ndim != 2 or len(covariates) != len(panel.units)):
        raise InvalidArgument(
            f"covariates has shape {covariates.shape}; expected ({len(panel.units)}, covariates)"
        )
    if denominators is not None and denominators.shape != panel.outcome.shape:
        raise InvalidArgument(
            f"denominators has shape {denominators.shape}; expected {panel.outcome.shape}"
        )
    if covariates is not None and denominators is not None:
        raise InvalidArgument("covariates and denominators are not used together; give one")


def _require_sound(panel: Panel) -> None:
    if panel.periods < 2:
        raise NotARollout(Refusal.FEW_PERIODS, periods=panel.periods)
    seen: set[str] = set()
    for unit in panel.units:
        if unit in seen:
            raise NotARollout(Refusal.REPEATED_UNIT, unit=unit)
        seen.add(unit)
    for unit, weight in zip(panel.units, panel.weights, strict=True):
        if not (np.isfinite(weight) and weight > 0):
            raise NotARollout(Refusal.UNUSABLE_WEIGHT, unit=unit, weight=weight)
    if panel.covariates is not None:
        unknown = np.flatnonzero(~np.isfinite(panel.covariates).all(axis=1))
        if len(unknown):
            raise NotARollout(Refusal.MISSING_COVARIATE, unit=panel.units[unknown[0]])


def _require_complete(panel: Panel) -> None:
    missing = np.argwhere(~panel.seen)
    if len(missing):
        row, period = missing[0]
        raise NotARollout(Refusal.MISSING_OUTCOME, unit=panel.units[row], period=int(period))
