"""What a gate may answer, and how a range is held against a threshold."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from levier.errors import InvalidArgument


class Verdict(StrEnum):
    """The answer of a gate."""

    PASS = "pass"  # noqa: S105 - the answer of a gate, no password
    """The whole range is at the threshold or above."""
    FAIL = "fail"
    """The whole range is below the threshold."""
    NOT_ENOUGH = "not_enough"
    """The threshold lies within the range: the data do not settle it."""


@dataclass(frozen=True, slots=True)
class ShareRange:
    """A share with its range.

    Attributes
    ----------
    share
        What was seen, between 0 and 1.
    low95, high95
        Ends of the interval of 95 %.
    """

    share: float
    low95: float
    high95: float


def judged(low: float, high: float, threshold: float) -> Verdict:
    """Hold a range against a threshold: it passes or fails only as a whole."""
    if low >= threshold:
        return Verdict.PASS
    return Verdict.FAIL if high < threshold else Verdict.NOT_ENOUGH


def checked_share(given: float, name: str) -> None:
    """Refuse what is no share.

    Raises
    ------
    InvalidArgument
        When it is not strictly between 0 and 1: a gate at 0 or 1 would be settled beforehand.
    """
    if not 0 < given < 1:
        raise InvalidArgument(
            f"{name} must be a share between 0 and 1, as 0.6 for 60 %; got {given}"
        )


def checked_count(successes: float, trials: float, name: str) -> None:
    """Refuse counts that cannot be.

    Raises
    ------
    InvalidArgument
        When one is negative or not a number, or there are more successes than trials.
    """
    if not (math.isfinite(trials) and 0 <= successes <= trials):
        raise InvalidArgument(
            f"{name}: expected 0 <= successes <= trials, got {successes} of {trials}"
        )
