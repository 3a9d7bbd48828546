"""What a new forecast is worth here: bias and spread learned from past pairs, group by group.

    measured_k = a + (b + u_k) f_k + sum over groupings of (a_g + b_g f_k) + e_k + error_k,
    u_k ~ N(0, omega^2),   e_k ~ N(0, tau^2 + c w_k),   error_k ~ N(0, v_k),
    b_g ~ N(0, s^2),   a_g ~ N(0, (0.05 s)^2),   one s for each grouping

f_k is the expectation of a forecast and w_k its variance as its author stated it, v_k the squared
error of the measurement. Groupings are the kind of author, the team, the kind of decision: each
group is drawn towards the whole, the harder the fewer its pairs. The spreads tau, omega, every s
and the share c of the stated variance that is real are summed over on a grid, so that what is not
known of them widens the answer. Measurements must have been made without the forecasts, or these
would be counted twice.

How far a group scatters more than the others is learned last: its own variance is the common one
times a factor whose logarithm is N(0, 0.5^2) before any pair (the idea of Smyth, 2004,
*Statistical Applications in Genetics and Molecular Biology* 3, of shrinking variances).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.forecasting.gaussian_mixture import GaussianMixture, heaviest, mixture
from levier.forecasting.priors import UNCALIBRATED, ForecastCalibration
from levier.forecasting.regression_grid import log_half_normal, mesh, regress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from levier.forecasting.distribution import Distribution

    Array = NDArray[np.float64]
    Groups = Mapping[str, Sequence[str]]

_RESIDUALS = np.geomspace(0.002, 0.15, 16)
_SPREADS = np.geomspace(0.02, 1.5, 14)
_FEWER_RESIDUALS = np.geomspace(0.002, 0.15, 8)
_FEWER_SPREADS = np.geomspace(0.03, 1.2, 5)
_DEPARTURES = np.array([0.05, 0.18, 0.6])
_DEPARTURE_SCALE = 0.3
_STATED = np.array([0.0, 0.3, 1.0])
_LEFT_OUT = 1e-3
"""Share of the grid that is left out once weighed."""
_FACTORS = np.geomspace(0.2, 5.0, 33)
_FACTOR_SCALE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class PastPairs:
    """Forecasts and what was measured of them, K of each.

    Attributes
    ----------
    forecasts, variances
        (K,) expectation and variance of each forecast of a relative effect, positive when wanted.
    measured, sds
        (K,) each effect as measured without its forecast, and its standard error.
    groups
        By grouping, the group (K,) of each pair; an empty one for no group.
    outcomes
        (K,) what was measured, by name: pairs of one outcome share its weight.
    """

    forecasts: Array
    variances: Array
    measured: Array
    sds: Array
    groups: Groups
    outcomes: tuple[str, ...]

    def __len__(self) -> int:
        """Give the number of pairs."""
        return len(self.forecasts)

    def only(self, kept: NDArray[np.bool_]) -> PastPairs:
        """Keep some of the pairs."""
        return PastPairs(
            self.forecasts[kept],
            self.variances[kept],
            self.measured[kept],
            self.sds[kept],
            {
                name: [one for one, keep in zip(of, kept, strict=True) if keep]
                for name, of in self.groups.items()
            },
            tuple(one for one, keep in zip(self.outcomes, kept, strict=True) if keep),
        )

    @property
    def weights(self) -> Array:
        """One, shared by the pairs of one outcome."""
        _, place, count = np.unique(
            np.array(self.outcomes, dtype=np.str_), return_inverse=True, return_counts=True
        )
        return np.asarray(1.0 / count[place], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Worth:
    """What comes true of one more point forecast (1: all of it), and by how much it scatters.

    Attributes
    ----------
    slope, low95, high95
        Of b, or of b + b_g for a group.
    scatter
        Variance of the group's surprises as a multiple of the common one.
    pairs
        How many the group has.
    """

    slope: float
    low95: float
    high95: float
    scatter: float
    pairs: int


@dataclass(frozen=True, slots=True, eq=False)
class Recalibration:
    """What was learned; g nodes of the grid that weigh something, p coefficients.

    Attributes
    ----------
    names
        (p - 2) / 2 groups, as grouping and group, in the order of the coefficients: a, b, then
        a_g and b_g for each.
    groupings
        The groupings, in the order of ``departures``.
    residual, spread, stated
        (g,) tau, omega and c.
    departures
        (g, groupings) s.
    log_weights, means, covariances
        (g,), (g, p), (g, p, p).
    scatter
        By grouping and group, the factor on the variance of surprises.
    counts
        By grouping and group, its number of pairs.
    pairs
        How many in all.
    intercept_share
        Standard deviation of a_g as a share of that of b_g.
    uses_stated
        Whether c was learned; when not, the stated variance counts times (b + b_g)^2.
    """

    names: tuple[tuple[str, str], ...]
    groupings: tuple[str, ...]
    residual: Array
    spread: Array
    stated: Array
    departures: Array
    log_weights: Array
    means: Array
    covariances: Array
    scatter: Mapping[tuple[str, str], float]
    counts: Mapping[tuple[str, str], int]
    pairs: int
    intercept_share: float
    uses_stated: bool

    def predict(self, forecast: Distribution, groups: Mapping[str, str]) -> GaussianMixture:
        """Give the effect to expect when ``forecast`` is stated by these groups.

        Parameters
        ----------
        forecast
            Of a relative effect, positive when wanted.
        groups
            By grouping; one that is absent, empty or new is as uncertain as groups differ.
        """
        centre, blur = forecast.mean, forecast.variance
        told = {(name, group) for name, group in groups.items() if group}
        level, slope = self._directions(told)
        row = level + centre * slope
        real = self.stated if self.uses_stated else (self.means @ slope) ** 2 + self._of(slope)
        surprise = self.spread**2 * (centre**2 + blur) + self.residual**2 + real * blur
        surprise *= float(np.prod([self.scatter.get(one, 1.0) for one in sorted(told)]))
        unknown = [
            place
            for place, name in enumerate(self.groupings)
            if (name, groups.get(name, "")) not in self.names
        ]
        new = (self.departures[:, unknown] ** 2).sum(axis=1)
        new *= self.intercept_share**2 + centre**2
        variance = self._of(row) + surprise + new
        return mixture(self.log_weights, self.means @ row, np.sqrt(variance))

    def surprise_variance(self, groups: Mapping[str, str]) -> float:
        """Give what no forecast of these groups knows of an effect, on average over the grid."""
        weights = np.exp(self.log_weights - self.log_weights.max())
        common = float(weights @ self.residual**2 / weights.sum())
        told = sorted((name, group) for name, group in groups.items() if group)
        return common * float(np.prod([self.scatter.get(one, 1.0) for one in told]))

    def worth(self, grouping: str = "", group: str = "") -> Worth:
        """Say what comes true of the forecasts of one group, or of all of them.

        Raises
        ------
        InvalidArgument
            When the group has no pair.
        """
        name = (grouping, group)
        if grouping and name not in self.names:
            raise InvalidArgument(f"no pair of {grouping} {group!r}; there are {self.names}")
        _, slope = self._directions({name} if grouping else set())
        found = mixture(self.log_weights, self.means @ slope, np.sqrt(self._of(slope)))
        return Worth(
            found.mean,
            found.quantile(0.025),
            found.quantile(0.975),
            self.scatter.get(name, 1.0),
            self.counts[name] if grouping else self.pairs,
        )

    def _directions(self, told: set[tuple[str, str]]) -> tuple[Array, Array]:
        """Give the coefficients (p,) that make the level, and those that make the slope."""
        level, slope = np.zeros(self.means.shape[1]), np.zeros(self.means.shape[1])
        level[0] = slope[1] = 1.0
        for place, name in enumerate(self.names):
            if name in told:
                level[2 + 2 * place] = slope[3 + 2 * place] = 1.0
        return level, slope

    def _of(self, row: Array) -> Array:
        return np.asarray(np.einsum("i,gij,j->g", row, self.covariances, row))


def recalibrate(
    pairs: PastPairs,
    groupings: Sequence[str] = (),
    prior: ForecastCalibration = UNCALIBRATED,
    *,
    use_stated: bool = True,
) -> Recalibration:
    """Learn what forecasts are worth here.

    Parameters
    ----------
    pairs
        What is known on the day; there may be none.
    groupings
        Those of ``pairs.groups`` to tell apart.
    prior
        What is believed before any pair.
    use_stated
        Whether the variance that authors state is weighed too (c).
    """
    names = tuple(
        (grouping, group)
        for grouping in groupings
        for group in sorted({one for one in pairs.groups[grouping] if one})
    )
    residual, spread, stated, departures, log_prior = _grid(len(groupings), use_stated, prior)
    share = prior.intercept_sd / prior.slope_sd
    precision = _precision(names, groupings, departures, share, prior)
    centre = np.zeros(precision.shape[1])
    centre[:2] = prior.intercept_mean, prior.slope_mean
    noise = residual[:, None] ** 2 + (spread[:, None] * pairs.forecasts) ** 2
    noise = noise + stated[:, None] * pairs.variances
    design = _design(pairs, names)
    found = regress(design, pairs.measured, noise + pairs.sds**2, pairs.weights, centre, precision)
    log_weights = found.log_evidence + log_prior
    kept = heaviest(log_weights, _LEFT_OUT)
    best = np.exp(log_weights[kept] - log_weights.max())
    best /= best.sum()
    missed = pairs.measured - design @ (best @ found.means[kept])
    return Recalibration(
        names=names,
        groupings=tuple(groupings),
        residual=residual[kept],
        spread=spread[kept],
        stated=stated[kept],
        departures=departures[kept],
        log_weights=log_weights[kept],
        means=found.means[kept],
        covariances=found.covariances[kept],
        scatter=_scatter(pairs, names, missed, best @ noise[kept]),
        counts={(name, one): list(pairs.groups[name]).count(one) for name, one in names},
        pairs=len(pairs),
        intercept_share=share,
        uses_stated=use_stated,
    )


def _grid(
    groupings: int, use_stated: bool, prior: ForecastCalibration
) -> tuple[Array, Array, Array, Array, Array]:
    """Give tau, omega, c (g,) and every s (g, groupings) with their log prior (g,).

    The grid is coarser where there are more spreads to sum over.
    """
    fine = groupings == 0 and not use_stated
    axes = [
        _RESIDUALS if fine else _FEWER_RESIDUALS,
        _SPREADS if fine else _FEWER_SPREADS,
        _STATED if use_stated else np.zeros(1),
        *([_DEPARTURES] * groupings),
    ]
    residual, spread, stated, *departures = mesh(axes)
    log_prior = log_half_normal(residual, prior.residual_sd)
    log_prior = log_prior + log_half_normal(spread, prior.slope_spread)
    for one in departures:
        log_prior = log_prior + log_half_normal(one, _DEPARTURE_SCALE)
    columns = np.array(departures).reshape(groupings, len(residual)).T
    return residual, spread, stated, columns, log_prior


def _precision(
    names: Sequence[tuple[str, str]],
    groupings: Sequence[str],
    departures: Array,
    share: float,
    prior: ForecastCalibration,
) -> Array:
    precision = np.empty((len(departures), 2 + 2 * len(names)))
    precision[:, 0], precision[:, 1] = prior.intercept_sd**-2, prior.slope_sd**-2
    for place, (grouping, _) in enumerate(names):
        of_slope = departures[:, groupings.index(grouping)] ** -2
        precision[:, 2 + 2 * place] = of_slope / share**2
        precision[:, 3 + 2 * place] = of_slope
    return precision


def _design(pairs: PastPairs, names: Sequence[tuple[str, str]]) -> Array:
    columns = [np.ones(len(pairs)), pairs.forecasts]
    for grouping, group in names:
        member = np.array([one == group for one in pairs.groups[grouping]], dtype=np.float64)
        columns += [member, member * pairs.forecasts]
    return np.column_stack(columns)


def _scatter(
    pairs: PastPairs, names: Sequence[tuple[str, str]], missed: Array, surprise: Array
) -> dict[tuple[str, str], float]:
    """Learn by how much each group's surprises differ from the common ones, grouping by grouping.

    missed_k ~ N(0, factor x surprise_k + sd_k^2); the factor on a grid, its expectation kept.
    """
    found: dict[tuple[str, str], float] = {}
    weights, expected = pairs.weights, surprise.copy()
    for name in names:
        member = np.array([one == name[1] for one in pairs.groups[name[0]]])
        variance = np.outer(_FACTORS, expected[member]) + pairs.sds[member] ** 2
        misfit = np.log(variance) + missed[member] ** 2 / variance
        log_weights = -0.5 * (misfit @ weights[member])
        log_weights = log_weights - 0.5 * (np.log(_FACTORS) / _FACTOR_SCALE) ** 2
        share = np.exp(log_weights - log_weights.max())
        found[name] = float(np.exp(share @ np.log(_FACTORS) / share.sum()))
        expected[member] *= found[name]
    return found
