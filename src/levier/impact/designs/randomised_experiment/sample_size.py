"""How many users an experiment needs, and what it can see with those it has.

The usual two-sample formula (Cohen, 1988, *Statistical Power Analysis*, chapter 2), with
Dunnett's bound instead of 1.96 when several treatments share the control.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri

from levier.errors import InvalidArgument
from levier.impact.designs.randomised_experiment.dunnett import critical_value


def users_per_arm(
    mean: float,
    sd: float,
    relative_effect: float,
    *,
    power: float = 0.8,
    level: float = 0.05,
    treatments: int = 1,
) -> int:
    """Count the users needed in each arm to see ``relative_effect`` on a quantity.

    Parameters
    ----------
    mean, sd
        Of the outcome per user, without the treatment.
    relative_effect
        The effect to be seen, as a share of ``mean``: 0.05 is +5 %.
    power, level
        Chance of a verdict when the effect is there, and when it is not (two-sided).
    treatments
        Number of treatments compared with the same control.

    Raises
    ------
    InvalidArgument
        When there is nothing to see (a zero mean or effect) or a figure is impossible.
    """
    return _users(2 * sd**2, mean * relative_effect, power, level, treatments)


def users_per_arm_for_rate(
    rate: float,
    relative_effect: float,
    *,
    power: float = 0.8,
    level: float = 0.05,
    treatments: int = 1,
) -> int:
    """Count the users needed in each arm to see ``relative_effect`` on a conversion rate.

    Raises
    ------
    InvalidArgument
        When either rate is not strictly between 0 and 1, or there is nothing to see.
    """
    after = rate * (1 + relative_effect)
    if not (0 < rate < 1 and 0 < after < 1):
        msg = f"both rates must be strictly between 0 and 1, got {rate} and {after}"
        raise InvalidArgument(msg)
    variance = rate * (1 - rate) + after * (1 - after)
    return _users(variance, after - rate, power, level, treatments)


def detectable_relative_effect(
    mean: float,
    sd: float,
    users: int,
    *,
    power: float = 0.8,
    level: float = 0.05,
    treatments: int = 1,
) -> float:
    """Give the smallest relative effect seen ``power`` of the time with ``users`` per arm.

    Raises
    ------
    InvalidArgument
        When the mean is zero, or a figure is impossible.
    """
    if mean == 0 or users < 1 or sd < 0:
        msg = f"expected mean != 0, users >= 1 and sd >= 0, got {mean}, {users} and {sd}"
        raise InvalidArgument(msg)
    return _quantiles(power, level, treatments) * sd * math.sqrt(2 / users) / abs(mean)


def _users(variance: float, difference: float, power: float, level: float, arms: int) -> int:
    if difference == 0 or not math.isfinite(difference) or variance < 0:
        msg = f"the difference to be seen must be finite and not zero, got {difference}"
        raise InvalidArgument(msg)
    return math.ceil(_quantiles(power, level, arms) ** 2 * variance / difference**2)


def _quantiles(power: float, level: float, treatments: int) -> float:
    """Give z of the test plus z of the power; equal arms correlate at one half."""
    if not (0.5 <= power < 1 and 0 < level < 1 and treatments >= 1):
        msg = (
            "expected 0.5 <= power < 1, 0 < level < 1 and treatments >= 1, "
            f"got {power}, {level} and {treatments}"
        )
        raise InvalidArgument(msg)
    loadings = np.full(treatments, math.sqrt(0.5)) if treatments > 1 else np.zeros(1)
    return critical_value(loadings, level) + float(ndtri(power))
