"""How far a share counted on a few cases can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import betaincinv, ndtri

from levier.errors import InvalidArgument
from levier.intervals.wilson import score_interval


@dataclass(frozen=True, slots=True)
class ShareRange:
    """A share with its 95 % range.

    Attributes
    ----------
    successes, trials
        What was counted.
    share
        ``successes / trials``.
    low95, high95
        Between 0 and 1.
    """

    successes: int
    trials: int
    share: float
    low95: float
    high95: float


def exact_share(
    successes: int, trials: int, independent: float | None = None, level: float = 0.95
) -> ShareRange:
    """Count a share, with the range of Clopper and Pearson (1934, *Biometrika* 26, 404-413).

    It holds at least as often as it claims, however few the trials.

    Parameters
    ----------
    successes, trials
        What was counted.
    independent
        How many independent cases the trials are worth, when several are of one outcome: the
        range is that of as many, with the same share.
    level
        What the range claims.

    Raises
    ------
    InvalidArgument
        When nothing was tried, or more succeeded than were tried.
    """
    _check(successes, trials)
    tail = (1 - level) / 2
    cases = trials if independent is None else min(independent, trials)
    hit, missed = successes * cases / trials, (trials - successes) * cases / trials
    low = float(betaincinv(hit, missed + 1, tail)) if successes else 0.0
    high = float(betaincinv(hit + 1, missed, 1 - tail)) if missed else 1.0
    return ShareRange(successes, trials, successes / trials, low, high)


def wilson_share(successes: int, trials: int, level: float = 0.95) -> ShareRange:
    """Count a share, with the score range of Wilson (1927, JASA 22, 209-212).

    It holds as often as it claims on average over shares, and is narrower than the exact one.

    Raises
    ------
    InvalidArgument
        When nothing was tried, or more succeeded than were tried.
    """
    _check(successes, trials)
    share, critical = successes / trials, float(ndtri((1 + level) / 2))
    return ShareRange(successes, trials, share, *score_interval(share, trials, critical))


def _check(successes: int, trials: int) -> None:
    if not 0 <= successes <= trials or trials < 1:
        msg = f"successes must be between 0 and trials, of which one at least; got {successes} of "
        raise InvalidArgument(f"{msg}{trials}")
