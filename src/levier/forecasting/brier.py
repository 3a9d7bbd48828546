"""Forecasts of events: how good the probabilities were, and why.

Brier (1950), *Monthly Weather Review* 78, 1-3; Murphy (1973), *A new vector partition of the
probability score*, Journal of Applied Meteorology 12, 595-600.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.forecasting.binomial import ShareRange, exact_share

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
"""Where the reliability curve cuts stated probabilities; each bin holds its lower edge."""


@dataclass(frozen=True, slots=True)
class BrierDecomposition:
    """The mean Brier score and its three parts: ``reliability - resolution + uncertainty``.

    Attributes
    ----------
    score
        Mean of (probability - outcome)^2: 0 is perfect, 0.25 is saying one half each time.
    reliability
        How far what came true, among cases given one probability, was from it; lower is better.
    resolution
        How far it differed from case to case with the probability; higher is better.
    uncertainty
        The score of always stating the share that came true: nobody's merit.
    skill
        One minus score over uncertainty; None when all came true, or none, and there was nothing
        to tell apart.
    forecasts
        How many.
    """

    score: float
    reliability: float
    resolution: float
    uncertainty: float
    skill: float | None
    forecasts: int


@dataclass(frozen=True, slots=True)
class ReliabilityPoint:
    """Cases given about the same probability, and the share that came true with its range."""

    stated: float
    """Mean of the probabilities stated."""
    came_true: ShareRange


def brier_score(probability: float, came_true: bool) -> float:
    """Score the probability of one event: squared distance to what happened.

    Raises
    ------
    InvalidArgument
        When the probability is not between 0 and 1.
    """
    stated, _ = _checked([probability], [came_true])
    return float((stated[0] - came_true) ** 2)


def decompose_brier(probabilities: ArrayLike, came_true: ArrayLike) -> BrierDecomposition:
    """Split the mean score into reliability, resolution and uncertainty, exactly.

    Parameters
    ----------
    probabilities
        (n,) between 0 and 1. Cases are grouped by the very number stated, so that the parts add
        up to the score without remainder.
    came_true
        (n,) of true or false.

    Raises
    ------
    InvalidArgument
        When there is none, a probability is outside 0 to 1, or lengths differ.
    """
    stated, outcomes = _checked(probabilities, came_true)
    values, group = np.unique(stated, return_inverse=True)
    sizes = np.bincount(group)
    shares = np.bincount(group, weights=outcomes) / sizes
    overall = float(outcomes.mean())
    weights = sizes / len(stated)
    uncertainty = overall * (1 - overall)
    score = float(np.mean((stated - outcomes) ** 2))
    return BrierDecomposition(
        score=score,
        reliability=float(weights @ (values - shares) ** 2),
        resolution=float(weights @ (shares - overall) ** 2),
        uncertainty=uncertainty,
        skill=1 - score / uncertainty if uncertainty > 0 else None,
        forecasts=len(stated),
    )


def reliability_curve(
    probabilities: ArrayLike, came_true: ArrayLike
) -> tuple[ReliabilityPoint, ...]:
    """Give, for each band of stated probabilities that was used, the share that came true.

    Raises
    ------
    InvalidArgument
        As ``decompose_brier``.
    """
    stated, outcomes = _checked(probabilities, came_true)
    band = np.minimum(np.searchsorted(EDGES, stated, side="right") - 1, len(EDGES) - 2)
    return tuple(
        ReliabilityPoint(
            float(np.sort(stated[band == one]).mean()),
            exact_share(int(outcomes[band == one].sum()), int((band == one).sum())),
        )
        for one in np.unique(band)
    )


def _checked(probabilities: ArrayLike, came_true: ArrayLike) -> tuple[Array, Array]:
    stated = np.atleast_1d(np.asarray(probabilities, dtype=np.float64))
    outcomes = np.atleast_1d(np.asarray(came_true, dtype=np.float64))
    if len(stated) == 0 or stated.shape != outcomes.shape:
        msg = f"expected one outcome per probability, got {len(stated)} and {len(outcomes)}"
        raise InvalidArgument(msg)
    wrong = stated[~((stated >= 0) & (stated <= 1))]
    if len(wrong):
        raise InvalidArgument(f"a probability must be between 0 and 1, got {wrong[0]}")
    return stated, outcomes
