"""Units by periods: those reached by a decision, all at one date, and those never reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.errors import InvalidArgument
from levier.impact.designs.synthetic_control.refusals import NotAPanel, Refusal

Array = NDArray[np.float64]
Positions = NDArray[np.intp]

FEWEST_DONORS = 3
FEWEST_PERIODS_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Panel:
    """One metric over N units and T periods, in blocks: treated together, from one period on.

    Attributes
    ----------
    outcomes
        (N, T), on the scale on which effects add up.
    treated
        (N,) whether the decision reached the unit; the others are the donors.
    first_after
        Position of the first period that the decision could touch: as many periods before.
    units
        (N,) names, for refusals.

    Raises
    ------
    InvalidArgument
        When the shapes do not agree.
    NotMeasurable
        As ``NotAPanel``, with its ``Refusal``, when the data cannot answer.
    """

    outcomes: Array
    treated: NDArray[np.bool_]
    first_after: int
    units: tuple[str, ...]

    def __post_init__(self) -> None:
        _require_shapes(self)
        _require_enough(self)
        _require_complete(self)
        _require_variation(self)

    @property
    def donors(self) -> Array:
        """(J, T) outcomes of the units never reached."""
        return self.outcomes[~self.treated]

    @property
    def treated_mean(self) -> Array:
        """(T,) mean outcome of the treated units."""
        return np.asarray(self.outcomes[self.treated].mean(axis=0))

    @property
    def treated_count(self) -> int:
        """How many units were reached."""
        return int(self.treated.sum())

    @property
    def periods_after(self) -> int:
        """How many periods the decision could touch."""
        return int(self.outcomes.shape[1]) - self.first_after

    @property
    def noise(self) -> float:
        """Standard deviation of the donors' changes from period to period before.

        Sigma-hat of Arkhangelsky et al. (2021), equation 5.
        """
        return float(np.diff(self.donors[:, : self.first_after], axis=1).std(ddof=1))

    def pretend(self, treated: Positions, kept: Positions) -> Panel:
        """Give the panel of the units ``kept``, as if those at ``treated`` had been reached.

        Parameters
        ----------
        treated, kept
            Positions among the N units; ``kept`` includes ``treated``.
        """
        return Panel(
            self.outcomes[kept],
            np.isin(kept, treated),
            self.first_after,
            tuple(self.units[one] for one in kept),
        )


def _require_shapes(panel: Panel) -> None:
    shape = panel.outcomes.shape
    if len(shape) != 2 or panel.treated.shape != shape[:1] or len(panel.units) != shape[0]:
        msg = (
            "expected outcomes (N, T), treated (N,) and N names, got "
            f"{shape}, {panel.treated.shape} and {len(panel.units)}"
        )
        raise InvalidArgument(msg)
    if not 0 <= panel.first_after <= shape[1]:
        msg = f"first_after: expected 0 to {shape[1]}, got {panel.first_after}"
        raise InvalidArgument(msg)


def _require_enough(panel: Panel) -> None:
    donors = len(panel.units) - panel.treated_count
    if panel.treated_count == 0:
        raise NotAPanel(Refusal.NO_TREATED_UNIT)
    if donors < FEWEST_DONORS:
        raise NotAPanel(Refusal.TOO_FEW_DONORS, donors=donors, fewest=FEWEST_DONORS)
    if panel.first_after < FEWEST_PERIODS_BEFORE:
        periods = panel.first_after
        raise NotAPanel(
            Refusal.TOO_FEW_PERIODS_BEFORE, periods=periods, fewest=FEWEST_PERIODS_BEFORE
        )
    if panel.periods_after == 0:
        raise NotAPanel(Refusal.NO_PERIOD_AFTER)


def _require_complete(panel: Panel) -> None:
    missing = ~np.isfinite(panel.outcomes).all(axis=1)
    for refusal, group in (
        (Refusal.TREATED_MISSING_VALUES, panel.treated),
        (Refusal.DONOR_MISSING_VALUES, ~panel.treated),
    ):
        named = [panel.units[one] for one in np.flatnonzero(missing & group)]
        if named:
            raise NotAPanel(refusal, units=", ".join(named))


def _require_variation(panel: Panel) -> None:
    # Rounding leaves a little noise on a straight line; compared with the values it is nothing.
    if panel.noise <= 1e-12 * np.abs(panel.donors).max():
        raise NotAPanel(Refusal.NO_VARIATION_BEFORE)
