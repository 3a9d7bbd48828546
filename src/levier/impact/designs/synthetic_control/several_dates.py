"""Units reached at several dates: one comparison for each date, pooled.

Arkhangelsky et al. (2021), appendix: units reached at one date are measured together against those
never reached, and the dates are averaged by treated units and periods, which makes the answer the
mean effect per unit and period reached. Ben-Michael, Feller and Rothstein (2022), *Synthetic
controls with staggered adoption*, JRSS B 84, 351-381, ask of such an average what is asked here:
that its own error before be small, not only that of each part.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtr, stdtrit

from levier.errors import InvalidArgument
from levier.impact.designs.synthetic_control.estimate import (
    Estimate,
    Estimator,
    synthetic_difference_in_differences,
)
from levier.impact.designs.synthetic_control.measurement import LEVEL
from levier.impact.designs.synthetic_control.moderated_placebos import moderated_error
from levier.impact.designs.synthetic_control.panel import FEWEST_DONORS, Array, Panel
from levier.impact.designs.synthetic_control.refusals import NotAPanel, Refusal
from levier.impact.designs.synthetic_control.standard_error import PLACEBOS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

NEVER = int(np.iinfo(np.int64).max)
"""``first_after`` of a unit that is never reached."""


@dataclass(frozen=True, slots=True)
class SeveralDates:
    """One metric over N units and T periods, each unit with its own date.

    Attributes
    ----------
    outcomes
        (N, T), on the scale on which effects add up.
    first_after
        (N,) first period in which the decision could touch the unit, or ``NEVER``; from T on is
        never, as far as this panel can see.
    units
        (N,) names.

    Raises
    ------
    InvalidArgument
        When the shapes do not agree.
    """

    outcomes: Array
    first_after: NDArray[np.int64]
    units: tuple[str, ...]

    def __post_init__(self) -> None:
        shape = self.outcomes.shape
        if len(shape) != 2 or self.first_after.shape != shape[:1] or len(self.units) != shape[0]:
            found = f"{shape}, {self.first_after.shape} and {len(self.units)}"
            raise InvalidArgument(f"expected (N, T), (N,) and N names, got {found}")

    @property
    def never(self) -> NDArray[np.bool_]:
        """(N,) whether the unit is not reached within the panel."""
        return np.asarray(self.first_after >= self.outcomes.shape[1])

    def panels(self) -> dict[int, Panel]:
        """Give, by date, the panel of the units reached then and of those never reached.

        Raises
        ------
        NotMeasurable
            As ``NotAPanel`` when nobody is reached, or a date cannot be measured.
        """
        dates = np.unique(self.first_after[~self.never])
        if not len(dates):
            raise NotAPanel(Refusal.NO_TREATED_UNIT)
        return {int(date): self._panel(int(date)) for date in dates}

    def _panel(self, date: int) -> Panel:
        kept = np.flatnonzero(self.never | (self.first_after == date))
        names = tuple(self.units[one] for one in kept)
        return Panel(self.outcomes[kept], self.first_after[kept] == date, date, names)


@dataclass(frozen=True, slots=True)
class SeveralDatesMeasurement:
    """The mean effect over all treated units and periods.

    Attributes
    ----------
    effect, standard_error, degrees_of_freedom
        In the unit of the outcomes; the effect less the truth, over the error, follows Student's
        law.
    interval95
        In the unit of the outcomes.
    p_value
        Chance of an effect as far from zero by chance alone.
    estimates
        By date.
    shares
        By date, of treated units and periods; they sum to one.
    """

    effect: float
    standard_error: float
    degrees_of_freedom: int
    interval95: tuple[float, float]
    p_value: float
    estimates: Mapping[int, Estimate]
    shares: Mapping[int, float]


def measure_several_dates(
    panel: SeveralDates,
    *,
    seed: int = 0,
    estimator: Estimator = synthetic_difference_in_differences,
    most: int = PLACEBOS,
) -> SeveralDatesMeasurement:
    """Measure the effect on units reached at several dates, and how uncertain it is.

    Placebos draw, among the units never reached, as many units for each date as were reached.

    Parameters
    ----------
    panel
        What was measured.
    seed
        Of the drawing of placebos.
    estimator
        For each date.
    most
        Number of placebos.

    Raises
    ------
    NotMeasurable
        As ``NotAPanel`` when a date cannot be measured, or when too few units never reached would
        be left to compare placebos with.
    """
    pooled = _pool(panel, estimator)
    donors = np.flatnonzero(panel.never)
    dates = np.sort(panel.first_after[~panel.never])
    fewest = FEWEST_DONORS + len(dates)
    if len(donors) < fewest:
        raise NotAPanel(Refusal.TOO_FEW_DONORS_FOR_PLACEBOS, donors=len(donors), fewest=fewest)
    generator = np.random.default_rng(seed)
    placebos = [_pool(_placebo(panel, donors, dates, generator), estimator) for _ in range(most)]
    error = math.sqrt(1 + len(dates) / len(donors)) * moderated_error(
        pooled.error_before,
        np.array([one.effect for one in placebos]),
        np.array([one.error_before for one in placebos]),
        float(np.diff(panel.outcomes[donors, : dates[0]], axis=1).std(ddof=1)),
    )
    return _measurement(pooled, error, len(donors) - len(dates))


@dataclass(frozen=True, slots=True)
class _Pooled:
    effect: float
    error_before: float
    estimates: dict[int, Estimate]
    shares: dict[int, float]


def _pool(panel: SeveralDates, estimator: Estimator) -> _Pooled:
    panels = panel.panels()
    reached = {date: one.treated_count * one.periods_after for date, one in panels.items()}
    shares = {date: count / sum(reached.values()) for date, count in reached.items()}
    estimates = {date: estimator(one) for date, one in panels.items()}
    effect = sum(shares[date] * one.effect for date, one in estimates.items())
    # As if the errors of the dates were independent: placebos are scaled alike.
    error = math.sqrt(
        sum((shares[date] * one.error_before) ** 2 for date, one in estimates.items())
    )
    return _Pooled(effect, error, estimates, shares)


def _placebo(
    panel: SeveralDates,
    donors: NDArray[np.intp],
    dates: NDArray[np.int64],
    generator: np.random.Generator,
) -> SeveralDates:
    first_after = np.full(len(donors), NEVER)
    first_after[generator.choice(len(donors), len(dates), replace=False)] = dates
    names = tuple(panel.units[one] for one in donors)
    return SeveralDates(panel.outcomes[donors], first_after, names)


def _measurement(pooled: _Pooled, error: float, freedom: int) -> SeveralDatesMeasurement:
    half = float(stdtrit(freedom, 0.5 + LEVEL / 2)) * error
    return SeveralDatesMeasurement(
        effect=pooled.effect,
        standard_error=error,
        degrees_of_freedom=freedom,
        interval95=(pooled.effect - half, pooled.effect + half),
        p_value=2 * float(stdtr(freedom, -abs(pooled.effect) / error)),
        estimates=pooled.estimates,
        shares=pooled.shares,
    )
