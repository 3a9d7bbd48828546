"""What a test would be worth before it is run (EVSI), and how large it should be.

Preposterior analysis (Raiffa and Schlaifer 1961, chapters 4 and 5): each result that the test may
give is followed by the best act after it, and the gains are averaged over the results.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betaln, gammaln, ndtr

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike, NDArray

    from levier.portfolio.value_of_information import LinearChoice

    Array = NDArray[np.float64]

_REACH, _HALVINGS = 10.0, 60
_SHARPEST = 1e-9
"""A test whose noise is under this share of the spread of x tells x itself."""


def unit_normal_loss(distance: ArrayLike) -> Array:
    """Give the unit normal linear loss L(u) = phi(u) - u (1 - Phi(u)), same shape as ``distance``.

    Raiffa and Schlaifer (1961), section 11.2 and table II.
    """
    u = np.asarray(distance, dtype=np.float64)
    return np.asarray(np.exp(-(u**2) / 2) / math.sqrt(2 * math.pi) - u * ndtr(-u))


def normal_information(
    mean: float, sd: float, choice: LinearChoice, noise_sd: float = 0.0
) -> float:
    """Give the value of seeing x with noise, when x ~ N(mean, sd^2), in closed form.

    Parameters
    ----------
    mean, sd
        What is believed of x; ``sd`` zero or more.
    choice
        What x decides.
    noise_sd
        Standard error of what is seen: the spread of one observation over the root of their
        number. Zero is perfect information.

    Returns
    -------
    float
        The posterior mean is N(mean, s^2) beforehand with s^2 = sd^4 / (sd^2 + noise_sd^2), so it
        is |slope| s L(|mean - break-even| / s).
    """
    if sd < 0 or noise_sd < 0:
        raise InvalidArgument(f"spreads must be zero or more, got {sd} and {noise_sd}")
    spread = abs(choice.slope) * (sd**2 / math.hypot(sd, noise_sd) if sd else 0.0)
    if spread == 0:
        return 0.0
    margin = choice.intercept + choice.slope * mean - choice.otherwise
    return spread * float(unit_normal_loss(abs(margin) / spread))


def noisy_information(atoms: ArrayLike, noise_sd: float, choice: LinearChoice) -> float:
    """Give the value of seeing x with normal noise, whatever is believed of x.

    Parameters
    ----------
    atoms
        (M,) values of x, equally likely.
    noise_sd
        Standard error of what is seen, zero or more.
    choice
        What x decides.

    Returns
    -------
    float
        The higher the result y, the higher the mean of x that it leaves, so that one of the two
        acts is best above some result y* and the other below; given y*, what is gained is a sum of
        normal probabilities over the atoms. Exact up to the search of y*, and never above the value
        of perfect information.

    Raises
    ------
    InvalidArgument
        When the noise is negative.
    """
    x = np.sort(np.asarray(atoms, dtype=np.float64))
    if not noise_sd >= 0:
        raise InvalidArgument(f"the noise must be zero or more, got {noise_sd}")
    if choice.slope == 0 or noise_sd <= _SHARPEST * (x[-1] - x[0]):
        return choice.value_of_knowing(x)
    turns = (choice.otherwise - choice.intercept) / choice.slope
    result = _result_that_leaves(turns, x, noise_sd)
    done = ndtr(np.sign(choice.slope) * (x - result) / noise_sd)
    gains = choice.intercept + choice.slope * x - choice.otherwise
    followed = choice.otherwise + float(np.mean(done * gains))
    return max(0.0, followed - float(choice.best(x.mean())))


def _result_that_leaves(mean: float, x: Array, noise_sd: float) -> float:
    """Find by halving the result after which the mean of x is ``mean``; an end when none does."""
    low, high = x[0] - _REACH * noise_sd, x[-1] + _REACH * noise_sd
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        steps = ((middle - x) / noise_sd) ** 2
        weights = np.exp((steps.min() - steps) / 2)
        below = weights @ x < mean * weights.sum()
        low, high = (middle, high) if below else (low, middle)
    return float((low + high) / 2)


def binomial_information(a: float, b: float, trials: int, choice: LinearChoice) -> float:
    """Give the value of counting successes in ``trials``, when the share x ~ Beta(a, b).

    Parameters
    ----------
    a, b
        Of the Beta, above zero: as if a successes and b failures had been seen.
    trials
        How many are asked, zero or more.
    choice
        What the share decides.

    Returns
    -------
    float
        Summed over the beta-binomial number of successes; exact.
    """
    if not (a > 0 and b > 0 and trials >= 0):
        raise InvalidArgument(
            f"a and b must be above 0 and trials 0 or more; got {a}, {b}, {trials}"
        )
    seen = np.arange(trials + 1)
    ways = gammaln(trials + 1) - gammaln(seen + 1) - gammaln(trials - seen + 1)
    chance = np.exp(ways + betaln(a + seen, b + trials - seen) - betaln(a, b))
    after = choice.best((a + seen) / (a + b + trials))
    return max(0.0, float(chance @ after - choice.best(a / (a + b))))


def listed_information(payoffs: ArrayLike, prior: ArrayLike, likelihood: ArrayLike) -> float:
    """Give the value of a test with K possible results, over states in a list.

    Parameters
    ----------
    payoffs
        (D, S) of each act in each state.
    prior
        (S,) probabilities of the states.
    likelihood
        (K, S) chance of each result in each state; columns sum to one.

    Raises
    ------
    InvalidArgument
        When the chances of the results do not sum to one in every state.
    """
    table, chance, seen = (
        np.asarray(one, dtype=np.float64) for one in (payoffs, prior, likelihood)
    )
    if (seen < 0).any() or not np.allclose(seen.sum(axis=0), 1.0):
        raise InvalidArgument(
            f"the results' chances must sum to 1 in each state, got {seen.sum(axis=0)}"
        )
    joint = seen * chance
    return max(0.0, float((joint @ table.T).max(axis=1).sum() - (table @ chance).max()))


@dataclass(frozen=True, slots=True)
class SampleSize:
    """A size of test and what it brings.

    Attributes
    ----------
    size
        Observations; 0 is no test.
    information
        Expected value of the sample.
    net_gain
        That less the price and the delay of the test.
    """

    size: int
    information: float
    net_gain: float


def best_size(
    sizes: Sequence[int],
    information: Callable[[int], float],
    price: Callable[[int], float],
) -> SampleSize:
    """Find the size with the highest expected net gain of sampling.

    Parameters
    ----------
    sizes
        Those to be tried, above zero.
    information
        Expected value of a sample of that size.
    price
        What it costs, its delay included.

    Returns
    -------
    SampleSize
        Of size 0 when no test earns its price.
    """
    found = [SampleSize(0, 0.0, 0.0)]
    for size in sizes:
        worth = information(size)
        found.append(SampleSize(size, worth, worth - price(size)))
    return max(found, key=lambda one: (one.net_gain, -one.size))
