"""Mean after minus mean before, with nothing to compare with: the widest honest range.

With a handful of periods nobody can tell noise from wandering, nor either from a drift. So none
is chosen: the range holds what each of them would say.

Write w for the weights of the comparison, -1/B on the B periods before and 1/A on the A after.
They sum to zero, so the comparison is a sum of the changes from one period to the next,

    m = sum_k c_k d_k,   d_k = y_{k+1} - y_k,   c_k = -(w_1 + ... + w_k),   0 <= c_k <= 1.

*Where the metric stays where chance takes it.* When changes are never positively correlated (white
noise, a random walk, any mix of the two, an autoregression of order one), the covariances of the
sum of non-negative terms are at most zero, hence Var(m) <= E(d²) sum_k c_k², with equality for a
random walk. E(d²) is estimated by the mean square of the n changes within each side, not centred,
and the range is that of Student's t with n degrees of freedom: exact for independent Gaussian
changes but for the change at the decision being the only one new, which makes it wider than need be
(Student, 1908, *Biometrika* 6, 1-25).

*Where it goes on drifting.* With g the mean change before and L the time from the middle of before
to the middle of after, m - g L is the comparison with a random walk with drift (Harvey, 1989,
*Forecasting, Structural Time Series Models and the Kalman Filter*, section 2.3). Its coefficients
are c_k - L / (t_B - t_1) on the changes before; its range is that of Student's t with one degree
less than there are changes before.

The reported range reaches from the lower of both lower ends to the higher of both higher ends,
about m: two half Student distributions. It covers more than it says except where changes feed on
one another (momentum) over a long stretch, or a trend bends (``benchmarks/before_after.py``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from levier.arguments import at_least

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

LEAST_BEFORE = 4
"""Three changes, two degrees of freedom about their drift. With one degree the 97.5 % point of t
is 12.7 and rests on the tails of the Gaussian alone."""
LEAST_AFTER = 1
_END = 0.975


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Mean after minus mean before, on the scale of the values.

    Attributes
    ----------
    change
        The comparison m, also the median.
    below, above
        Scale of the half Student distribution on each side of it.
    degrees
        Its degrees of freedom: changes within either side.
    drift
        Mean change per period before.
    drift_p_value
        Chance of a drift at least as large before, were changes independent around zero.
    """

    change: float
    below: float
    above: float
    degrees: int
    drift: float
    drift_p_value: float

    def quantiles(self, probabilities: Array) -> Array:
        """Give the quantiles (q,) of the change."""
        student = np.asarray(stdtrit(self.degrees, probabilities))
        return self.change + np.where(student < 0, self.below, self.above) * student

    @property
    def probability_positive(self) -> float:
        """The chance that the change is above zero."""
        scale = self.below if self.change > 0 else self.above
        return float(stdtr(self.degrees, self.change / scale))

    @property
    def sd(self) -> float:
        """A Gaussian standard deviation with as wide a 95 % range."""
        low, high = self.quantiles(np.array([1 - _END, _END]))
        return float(high - low) / 3.92


def before_after(values: Array, before: Mask, after: Mask) -> BeforeAfter:
    """Compare the mean of the periods after with that of the periods before.

    Parameters
    ----------
    values
        (T,) one per period; those of neither side are not looked at.
    before, after
        (T,) which periods make either side, all of before earlier than all of after.

    Raises
    ------
    InvalidArgument
        When either side has too few periods.
    """
    at_least(LEAST_BEFORE, int(before.sum()), "the number of periods before")
    at_least(LEAST_AFTER, int(after.sum()), "the number of periods after")
    coefficients = _coefficients(before, after)
    change = float(values[after].mean() - values[before].mean())
    earlier, later = _changes(values, before), _changes(values, after)
    squares = np.concatenate([earlier.squares(0.0), later.squares(0.0)])
    stays = _half_range(float(squares.mean()), coefficients, len(squares))
    drift = float(earlier.steps.sum() / earlier.gaps.sum())
    degrees = len(earlier.steps) - 1
    spread = float(earlier.squares(drift).sum()) / degrees
    known = np.flatnonzero(before)
    distance = float(np.flatnonzero(after).mean() - known.mean())
    followed = coefficients.copy()
    followed[known[0] : known[-1]] -= distance / float(known[-1] - known[0])
    goes_on, gone = _half_range(spread, followed, degrees), drift * distance
    point = float(stdtrit(len(squares), _END))
    return BeforeAfter(
        change,
        below=max(stays, gone + goes_on) / point,
        above=max(stays, goes_on - gone) / point,
        degrees=len(squares),
        drift=drift,
        drift_p_value=_two_sided(drift, math.sqrt(spread / float(earlier.gaps.sum())), degrees),
    )


@dataclass(frozen=True, slots=True)
class _Changes:
    """Changes (n,) between neighbours known on one side, with the periods (n,) between them."""

    steps: Array
    gaps: Array

    def squares(self, drift: float) -> Array:
        """Give their squares about a drift, for one period each."""
        return np.asarray((self.steps - drift * self.gaps) ** 2 / self.gaps)


def _changes(values: Array, side: Mask) -> _Changes:
    return _Changes(np.diff(values[side]), np.diff(np.flatnonzero(side)).astype(float))


def _coefficients(before: Mask, after: Mask) -> Array:
    """Give what each change (T - 1,) counts in the comparison."""
    weights = after / after.sum() - before / before.sum()
    return np.asarray(-np.cumsum(weights)[:-1])


def _half_range(spread: float, coefficients: Array, degrees: int) -> float:
    error = math.sqrt(spread * float((coefficients**2).sum()))
    return error * float(stdtrit(degrees, _END))


def _two_sided(value: float, error: float, degrees: int) -> float:
    if error == 0:
        return float(value == 0)
    return 2 * float(stdtr(degrees, -abs(value) / error))
