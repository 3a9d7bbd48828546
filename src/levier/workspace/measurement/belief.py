"""How far the forecasts of each decision are believed: by what the other decisions taught."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.elicitation import SplitNormal
from levier.forecasting.priors import UNCALIBRATED, GaussianPrior
from levier.forecasting.recalibration import PastPairs, Recalibration, recalibrate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

GROUPINGS = ("author", "team", "kind")
"""By what forecasts may be told apart: people or AI, the team, the kind of decision."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One author's forecast and what was measured without it: relative, positive when wanted.

    Attributes
    ----------
    decision
        Whose effect it is.
    groups
        By grouping.
    outcome
        What was measured, by name: pairs of one outcome share its weight.
    forecast, variance
        Expectation and variance of the forecast.
    measured, sd
        The effect and its standard error.
    """

    decision: str
    groups: Mapping[str, str]
    outcome: str
    forecast: float
    variance: float
    measured: float
    sd: float


@dataclass(frozen=True, slots=True)
class StatedForecast:
    """One author's forecast of a relative effect, in the metric's own direction."""

    forecast: SplitNormal
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Belief:
    """What forecasts and measurements are known.

    Attributes
    ----------
    here
        The pairs measured in this workspace.
    past
        Those of its past forecasts.
    """

    here: tuple[Pair, ...]
    past: tuple[Pair, ...]
    _learned: dict[str, Recalibration] = field(default_factory=dict, compare=False, repr=False)

    @property
    def outcomes_here(self) -> int:
        """How many measured effects of this workspace had a forecast."""
        return len({one.outcome for one in self.here})

    @property
    def outcomes_past(self) -> int:
        """How many effects the history brought."""
        return len({one.outcome for one in self.past})

    def for_decision(self, decision: str) -> Recalibration:
        """Give what the other decisions teach, of which this one's measurement is no part.

        Its own would be counted twice: once to calibrate its forecast, once beside it.
        """
        if decision not in self._learned:
            others = [one for one in (*self.here, *self.past) if one.decision != decision]
            pairs = _as_pairs(others)
            self._learned[decision] = recalibrate(pairs, told_apart(pairs))
        return self._learned[decision]

    def prior(
        self, decision: str, stated: Sequence[StatedForecast], wanted: float
    ) -> GaussianPrior:
        """Turn what authors say of one relative effect into a prior for it.

        Each forecast is recalibrated, then they are pooled: authors who disagree widen it.
        Surprises are never held smaller than before any pair (``UNCALIBRATED``): a launch that
        does harm is the one not to be missed.

        Parameters
        ----------
        decision
            Whose effect it is.
        stated
            One for each author, at least one.
        wanted
            1 or -1, the way the metric should go: forecasts are calibrated in it.
        """
        learned = self.for_decision(decision)
        found = [learned.predict(turned(one.forecast, wanted), one.groups) for one in stated]
        means = np.array([one.mean for one in found])
        variance = float(np.mean([one.variance for one in found]) + means.var())
        least = UNCALIBRATED.residual_sd**2
        known = np.mean([learned.surprise_variance(one.groups) for one in stated])
        lacking = max(0.0, least - float(known))
        return GaussianPrior(wanted * float(means.mean()), math.sqrt(variance + lacking))


def turned(forecast: SplitNormal, sign: float) -> SplitNormal:
    """Look at a forecast from the other side when ``sign`` is -1."""
    if sign > 0:
        return forecast
    return SplitNormal(-forecast.median, forecast.right_sd, forecast.left_sd)


def _as_pairs(known: Sequence[Pair]) -> PastPairs:
    def column(name: str) -> NDArray[np.float64]:
        return np.array([getattr(one, name) for one in known], dtype=np.float64)

    return PastPairs(
        forecasts=column("forecast"),
        variances=column("variance"),
        measured=column("measured"),
        sds=column("sd"),
        groups={name: [one.groups.get(name, "") for one in known] for name in GROUPINGS},
        outcomes=tuple(one.outcome for one in known),
    )


def told_apart(pairs: PastPairs) -> tuple[str, ...]:
    """Give the groupings of which two groups at least are known: one alone teaches nothing."""
    return tuple(name for name in GROUPINGS if len({one for one in pairs.groups[name] if one}) > 1)
