"""One arm of one stratum as sufficient statistics: a count, a mean, a variance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

from levier.errors import InvalidArgument

CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Covariate:
    """What was known of the same users before the test, for CUPED.

    Attributes
    ----------
    mean, sd
        Per user, in the covariate's own unit.
    correlation
        With the outcome, over the users of the arm.
    """

    mean: float
    sd: float
    correlation: float

    @property
    def usable(self) -> bool:
        """Whether it says something of the outcome without saying all of it."""
        figures = (self.mean, self.sd, self.correlation)
        return all(map(math.isfinite, figures)) and self.sd > 0 and abs(self.correlation) < 1


@dataclass(frozen=True, slots=True)
class ArmStatistics:
    """One arm of one stratum.

    Attributes
    ----------
    arm
        ``control``, or the name of a treatment.
    users
        Number of users assigned, the unit of randomisation unless there are ``clusters``.
    mean, variance
        Of the outcome per user, or per unit of a denominator; ``variance / users`` is the
        squared standard error of the mean.
    conversions
        Number of users who converted; None when the outcome is a quantity.
    stratum
        Name of the stratum; empty when there is only one.
    covariate
        For CUPED; None without.
    clusters
        Number of clusters drawn by lot (``clusters.py``); None when users were, one by one.
    volume
        Over how many units the mean is taken, when these are not the users: all the sessions of
        a revenue per session; None when they are.
    """

    arm: str
    users: int
    mean: float
    variance: float
    conversions: int | None = None
    stratum: str = ""
    covariate: Covariate | None = None
    clusters: int | None = None
    volume: float | None = None

    @classmethod
    def from_conversions(
        cls,
        arm: str,
        users: int,
        conversions: int,
        *,
        stratum: str = "",
        covariate: Covariate | None = None,
    ) -> Self:
        """Take a rate: ``conversions`` out of ``users``.

        The variance is taken at (x + 1) / (n + 2), so that an arm with no conversion, or only
        conversions, is not held to be known without error (Agresti and Caffo, 2000,
        *The American Statistician* 54, 280-288). The mean stays x / n.

        Raises
        ------
        InvalidArgument
            When the counts are impossible.
        """
        if not 0 <= conversions <= users:
            msg = f"arm {arm!r}: expected 0 <= conversions <= users, got {conversions} of {users}"
            raise InvalidArgument(msg)
        shrunk = (conversions + 1) / (users + 2)
        variance = shrunk * (1 - shrunk)
        mean = conversions / max(users, 1)
        return cls(arm, users, mean, variance, conversions, stratum, covariate)

    @classmethod
    def from_mean(
        cls,
        arm: str,
        users: int,
        mean: float,
        sd: float,
        *,
        stratum: str = "",
        covariate: Covariate | None = None,
    ) -> Self:
        """Take a quantity per user: its mean and its standard deviation.

        Raises
        ------
        InvalidArgument
            When a figure is impossible.
        """
        if not (users >= 0 and sd >= 0 and math.isfinite(mean) and math.isfinite(sd)):
            msg = f"arm {arm!r}: expected users >= 0 and sd >= 0, got users={users}, sd={sd}"
            raise InvalidArgument(msg)
        return cls(arm, users, mean, sd**2, None, stratum, covariate)

    @property
    def total(self) -> float:
        """The units that the mean is taken over: the users, or those of the denominator."""
        return float(self.users) if self.volume is None else self.volume

    @property
    def is_control(self) -> bool:
        """Whether it is the arm that the others are compared with."""
        return self.arm == CONTROL
