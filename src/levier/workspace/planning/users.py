"""What is known of users, for a randomised test."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UsersAsked:
    """What the caller knows of the users of a randomised test.

    Attributes
    ----------
    rate
        Conversion rate without the treatment.
    mean, sd
        Of the outcome per user.
    per_period
        Users who come in one period, all arms together.
    cluster_size
        Users in a store, team or country, when these are drawn by lot and not users.
    correlation
        Of users of one cluster.
    """

    rate: float | None = None
    mean: float | None = None
    sd: float | None = None
    per_period: float | None = None
    cluster_size: float | None = None
    correlation: float | None = None
