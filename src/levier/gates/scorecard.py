r"""A scorecard whose weights are the experts' until outcomes say otherwise.

Criteria are scored between a worst and a best mark and put on :math:`z \in [-1, 1]`. The chance of
success is logistic in :math:`\beta_0 + \sum_k \beta_k z_k`, with a Gaussian prior centred on the
experts' weights: :math:`\beta_k \sim N(S w_k, \tau^2)`, :math:`\beta_0 \sim N(0, \tau_0^2)`. The
weights :math:`w_k` sum to one, and :math:`S = 3` says that a case with every best mark succeeds 95
times in a hundred and one with every worst mark 5 times. The posterior is Laplace's approximation
(MacKay 1992, *Neural Computation* 4, 720-736); the predictive probability averages over it.

No outcome gives the experts' weights exactly; few outcomes move them little; many take over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, ndtri

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

STRENGTH = 3.0
WEIGHT_SD = 1.0
BASE_SD = 1.5
_STEPS = 100
_NODES, _NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(31)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion.

    Attributes
    ----------
    weight
        The experts', relative to the others; not negative.
    worst, best
        Ends of its marks; ``worst`` may be the larger number, when less is better.
    """

    name: str
    weight: float = 1.0
    worst: float = 1.0
    best: float = 5.0


@dataclass(frozen=True, slots=True)
class LearnedWeight:
    """What outcomes made of one weight, in shares of the sum of the weights.

    Attributes
    ----------
    expert
        The experts' weight.
    learned
        After the outcomes, in the same unit.
    low95, high95
        Its range.
    moved
        Whether that range leaves the experts' weight out: the data allow to say that it changed.
    """

    criterion: str
    expert: float
    learned: float
    low95: float
    high95: float
    moved: bool


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability of success with its range: expectation, P10, P50, P90, and 95 %."""

    mean: float
    p10: float
    p50: float
    p90: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The criteria and the posterior of their weights.

    Attributes
    ----------
    mean
        (1 + K,) of the base and of each criterion, in log-odds.
    covariance
        (1 + K, 1 + K).
    outcomes
        Cases that taught the weights.
    """

    criteria: tuple[Criterion, ...]
    mean: Array
    covariance: Array
    outcomes: int

    @property
    def weights(self) -> tuple[LearnedWeight, ...]:
        """What became of each weight."""
        return tuple(self._weight(k) for k in range(len(self.criteria)))

    def chance(self, marks: Array) -> Chance:
        """Give the chance of success of a case.

        Parameters
        ----------
        marks
            (K,) on the scale of each criterion; NaN where there is none, which counts as a mark
            that could be anywhere: the middle, with the spread of a uniform one.
        """
        scores = standard(self.criteria, marks[None, :])[0]
        unknown = np.isnan(scores)
        row = np.concatenate([[1.0], np.where(unknown, 0.0, scores)])
        centre = float(row @ self.mean)
        missing = float((np.where(unknown, self.mean[1:], 0.0) ** 2).sum()) / 3
        sd = float(np.sqrt(row @ self.covariance @ row + missing))
        ends = expit(centre + sd * ndtri(np.array([0.1, 0.5, 0.9, 0.025, 0.975])))
        mean = float(_NODE_WEIGHTS @ expit(centre + sd * _NODES) / _NODE_WEIGHTS.sum())
        return Chance(mean, *(float(end) for end in ends))

    def _weight(self, k: int) -> LearnedWeight:
        expert = _expert(self.criteria)[k]
        learned = float(self.mean[k + 1])
        half = float(ndtri(0.975)) * float(np.sqrt(self.covariance[k + 1, k + 1]))
        low, high = learned - half, learned + half
        return LearnedWeight(
            criterion=self.criteria[k].name,
            expert=float(expert),
            learned=float(expert) if self.outcomes == 0 else learned / STRENGTH,
            low95=low / STRENGTH,
            high95=high / STRENGTH,
            moved=not low <= STRENGTH * expert <= high,
        )


def standard(criteria: tuple[Criterion, ...], marks: Array) -> Array:
    """Put marks (n, K) on [-1, 1], -1 for the worst.

    Raises
    ------
    InvalidArgument
        When a mark is outside its scale.
    """
    worst = np.array([one.worst for one in criteria])
    best = np.array([one.best for one in criteria])
    scores = 2 * (marks - worst) / (best - worst) - 1
    outside = np.abs(scores) > 1 + 1e-9
    if outside.any():
        case, k = (int(place[0]) for place in np.nonzero(outside))
        one = criteria[k]
        raise InvalidArgument(
            f"a mark of {one.name} must be between {one.worst} and {one.best}, "
            f"got {float(marks[case, k])}"
        )
    return np.asarray(scores)


def scorecard(
    criteria: tuple[Criterion, ...],
    marks: Array | None = None,
    outcomes: NDArray[np.bool_] | None = None,
) -> Scorecard:
    """Learn the weights of criteria from the outcomes of past cases.

    Parameters
    ----------
    criteria
        At least one, of which one has a weight.
    marks
        (n, K) of past cases; NaN where there is none, read as the middle of the scale.
    outcomes
        (n,) whether each succeeded.

    Raises
    ------
    InvalidArgument
        When weights are negative or all zero, or a mark is outside its scale.
    """
    _check(criteria)
    prior_mean = np.concatenate([[0.0], STRENGTH * _expert(criteria)])
    precision = np.diag([BASE_SD**-2] + [WEIGHT_SD**-2] * len(criteria))
    if marks is None or outcomes is None or len(marks) == 0:
        return Scorecard(criteria, prior_mean, np.linalg.inv(precision), 0)
    scores = np.nan_to_num(standard(criteria, marks))
    design = np.column_stack([np.ones(len(scores)), scores])
    # One order whatever the order of the rows: sums of floats are then the same to the last bit.
    order = np.lexsort(np.column_stack([design, outcomes]).T)
    mean, covariance = _laplace(design[order], outcomes[order], prior_mean, precision)
    return Scorecard(criteria, mean, covariance, len(scores))


def _check(criteria: tuple[Criterion, ...]) -> None:
    weights = [one.weight for one in criteria]
    if not weights or min(weights) < 0 or sum(weights) <= 0:
        raise InvalidArgument(f"weights must be zero or more, and not all zero; got {weights}")
    for one in criteria:
        if one.worst == one.best:
            raise InvalidArgument(f"{one.name}: worst and best must differ, got {one.best} twice")


def _expert(criteria: tuple[Criterion, ...]) -> Array:
    weights = np.array([one.weight for one in criteria])
    return np.asarray(weights / weights.sum())


def _laplace(
    design: Array, outcomes: NDArray[np.bool_], prior_mean: Array, precision: Array
) -> tuple[Array, Array]:
    """Find the posterior's mode by Newton's method, halved where it overshoots, and its curve."""
    beta = prior_mean.copy()
    for _ in range(_STEPS):
        chance = expit(design @ beta)
        slope = design.T @ (outcomes - chance) - precision @ (beta - prior_mean)
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + precision
        step = np.linalg.solve(curve, slope)
        scale = min(1.0, 5.0 / max(float(np.abs(step).max()), 1e-300))
        beta = beta + scale * step
        if float(np.abs(step).max()) < 1e-10:
            break
    chance = expit(design @ beta)
    curve = (design * (chance * (1 - chance))[:, None]).T @ design + precision
    return beta, np.asarray(np.linalg.inv(curve), dtype=np.float64)
