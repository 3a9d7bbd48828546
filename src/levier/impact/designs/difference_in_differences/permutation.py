"""Few clusters: what the effect would be had others been reached on the same dates.

The dates are dealt again among the clusters, and the effect over its standard error is ranked among
all deals (MacKinnon and Webb, 2020, *Randomization inference for difference-in-differences with
few treated clusters*, Journal of Econometrics 218, 435-450). When clusters are alike each rank is
as likely as another, however few they are and whatever the law of their noise. The interval holds
the constant effects that are not rejected.

Noisier clusters on the treated side make it reject too often: 7 to 8 % at 5 % when they are twice
as noisy and there are three or more, 10 % with two, and 30 % with a lone one, whose effect has no
standard error; hence ``FEWEST``. The wild cluster bootstrap rejected 6 to 10 % there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from math import factorial, prod
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.impact.designs.difference_in_differences.aggregation import (
    Aggregation,
    Combination,
    aggregate,
)
from levier.impact.designs.difference_in_differences.clusters import ROUNDING
from levier.impact.designs.difference_in_differences.group_time import (
    Controls,
    group_time_effects,
)
from levier.impact.designs.difference_in_differences.inference import cluster_contributions
from levier.impact.designs.difference_in_differences.panel import usable_panel
from levier.impact.designs.difference_in_differences.refusals import NotARollout, Refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.impact.designs.difference_in_differences.panel import Panel

    Array = NDArray[np.float64]

FEWEST = 3
"""Clusters on either side."""
DEALS = 199
_LEVEL = 0.95
_TIE = 1e-9
_STEPS = np.exp2(np.arange(-8, 41) / 4)
"""Effects tried each side of the estimate, in standard errors: from a quarter to a thousand."""
_HALVINGS = 12


@dataclass(frozen=True, slots=True)
class PermutationInterval:
    """An overall effect whose range rests on no law.

    Attributes
    ----------
    value
        In the unit of the outcome; that of ``measure_rollout``.
    interval95
        In the unit of the outcome.
    p_value
        Of no effect; not below one over the number of deals.
    deals
        How many were ranked, the true one included.
    """

    value: float
    interval95: tuple[float, float]
    p_value: float
    deals: int


@dataclass(frozen=True, slots=True)
class _Deals:
    """Effects (D,) of the outcome and of a unit effect, and the sums of their squared errors.

    Supposing an effect s, a deal's effect is ``outcome - s * unit`` and its variance
    ``squares - 2 s * products + s^2 * unit_squares``: nothing is measured again.
    """

    outcome: Array
    unit: Array
    squares: Array
    products: Array
    unit_squares: Array
    smallest: float

    def p_value(self, effect: float) -> float:
        """Give the share of deals at least as far from the effect supposed; the first is true."""
        found = np.abs(self.outcome - effect * self.unit)
        variance = self.squares - 2 * effect * self.products + effect**2 * self.unit_squares
        statistic = found / np.sqrt(np.maximum(variance, self.smallest**2))
        return float((statistic >= statistic[0] * (1 - _TIE)).mean())


def permutation_interval(
    panel: Panel,
    *,
    along: Aggregation = Aggregation.SIMPLE,
    controls: Controls = Controls.NOT_YET_TREATED,
    deals: int = DEALS,
    seed: int = 0,
) -> PermutationInterval:
    """Give the overall effect with the range and p-value of a permutation of dates.

    Parameters
    ----------
    panel
        Complete, with neither covariates nor denominators; every cluster reached at one date.
    along, controls
        Which overall effect, against whom.
    deals
        How many are drawn beside the true one, when there are more.
    seed
        Of the drawing.

    Raises
    ------
    InvalidArgument
        When the panel has covariates or denominators, or ``deals`` are too few to reject at 5 %.
    NotARollout
        When either side has fewer than three clusters, a cluster is reached at several dates, or
        no effect can be rejected.
    """
    if panel.covariates is not None or panel.denominators is not None:
        raise InvalidArgument("dates are permuted on outcomes alone, without covariates")
    if deals < round(1 / (1 - _LEVEL)) - 1:
        raise InvalidArgument(f"deals is {deals}; expected at least 19")
    usable, _ = usable_panel(panel)
    _require_clusters(usable, along, controls)
    ranked = _rank(usable, along, controls, deals, seed)
    error = max(float(np.sqrt(ranked.squares[0])), ranked.smallest)
    steps = error * np.concatenate([-_STEPS[::-1], [0.0], _STEPS])
    return PermutationInterval(
        float(ranked.outcome[0]),
        _interval(ranked, ranked.outcome[0] + steps),
        ranked.p_value(0.0),
        len(ranked.outcome),
    )


def _require_clusters(panel: Panel, along: Aggregation, controls: Controls) -> None:
    labels, first = np.unique(panel.cluster, return_index=True)
    dates = panel.first_treated[first]
    mixed = np.flatnonzero(panel.first_treated != dates[np.searchsorted(labels, panel.cluster)])
    if len(mixed):
        raise NotARollout(Refusal.CLUSTER_OF_SEVERAL_DATES, unit=panel.units[mixed[0]])
    cells = group_time_effects(panel, controls)
    used = aggregate(panel, cells, along).overall.cells
    against = min(len(np.unique(panel.cluster[cells.controls[:, one]])) for one in used)
    fewest = min(int((dates < panel.periods).sum()), against)
    if fewest < FEWEST:
        raise NotARollout(Refusal.TOO_FEW_TO_PERMUTE, clusters=fewest, fewest=FEWEST)


def _rank(panel: Panel, along: Aggregation, controls: Controls, deals: int, seed: int) -> _Deals:
    unit = (np.arange(panel.periods) >= panel.first_treated[:, None]).astype(float)
    unit_panel = replace(panel, outcome=unit)
    rows = []
    for dates in _dates(panel, deals, seed):
        ours, unit_ours = (
            _overall(replace(one, first_treated=dates), along, controls)
            for one in (panel, unit_panel)
        )
        its, unit_its = (
            cluster_contributions(one.influence[:, None], panel.cluster)[:, 0]
            for one in (ours, unit_ours)
        )
        rows.append((ours.value, unit_ours.value, its @ its, its @ unit_its, unit_its @ unit_its))
    outcome, effect, squares, products, unit_squares = np.array(rows).T
    smallest = ROUNDING * panel.size
    return _Deals(outcome, effect, squares, products, unit_squares, smallest)


def _dates(panel: Panel, deals: int, seed: int) -> list[NDArray[np.int64]]:
    """Give the dates of units (N,), first the true ones, then dealt again among clusters.

    Every deal once when they are few; drawn, the true one among them, when they are many.
    """
    _, first, position = np.unique(panel.cluster, return_index=True, return_inverse=True)
    true = panel.first_treated[first]
    if _ways(true) <= deals:
        dealt = [one for one in _every_deal(true) if not np.array_equal(one, true)]
    else:
        generator = np.random.default_rng(seed)
        dealt = [generator.permutation(true) for _ in range(deals)]
    return [one[position] for one in (true, *dealt)]


def _ways(dates: NDArray[np.int64]) -> int:
    """Count the different deals of dates (C,) among clusters."""
    _, counts = np.unique(dates, return_counts=True)
    return factorial(len(dates)) // prod(factorial(int(count)) for count in counts)


def _every_deal(dates: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """List the different deals: whoever gets the earliest date, and the rest among the others."""
    earliest = dates == dates.min()
    if earliest.all():
        return [dates]
    dealt = []
    for chosen in combinations(range(len(dates)), int(earliest.sum())):
        others = np.setdiff1d(np.arange(len(dates)), chosen)
        for rest in _every_deal(dates[~earliest]):
            one = np.full(len(dates), dates.min())
            one[others] = rest
            dealt.append(one)
    return dealt


def _overall(panel: Panel, along: Aggregation, controls: Controls) -> Combination:
    return aggregate(panel, group_time_effects(panel, controls), along).overall


def _interval(ranked: _Deals, effects: Array) -> tuple[float, float]:
    """Give the smallest interval that holds every effect kept."""
    kept = [ranked.p_value(float(effect)) > 1 - _LEVEL + _TIE for effect in effects]
    inside = np.flatnonzero(kept)
    first, last = int(inside[0]), int(inside[-1])
    if first == 0 or last == len(effects) - 1:
        raise NotARollout(Refusal.NO_EFFECT_REJECTED)
    low = _end(ranked, float(effects[first]), float(effects[first - 1]))
    return low, _end(ranked, float(effects[last]), float(effects[last + 1]))


def _end(ranked: _Deals, inside: float, outside: float) -> float:
    """Halve between an effect kept and one rejected; the answer is the outer of the two left."""
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        held = ranked.p_value(middle) > 1 - _LEVEL + _TIE
        inside, outside = (middle, outside) if held else (inside, middle)
    return outside
