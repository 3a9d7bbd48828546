"""Whether an effect is large enough to matter, not only different from zero."""

from __future__ import annotations

from enum import StrEnum

from levier.errors import InvalidArgument


class PracticalVerdict(StrEnum):
    """Where an interval lies against the smallest effect that matters, on either side."""

    GAIN = "gain"
    """All of it is a gain that matters."""
    LOSS = "loss"
    """All of it is a loss that matters."""
    NEGLIGIBLE = "negligible"
    """All of it is too small to matter."""
    GAIN_POSSIBLE = "gain_possible"
    """A gain that matters is possible, such a loss is excluded."""
    LOSS_POSSIBLE = "loss_possible"
    """A loss that matters is possible, such a gain is excluded."""
    UNKNOWN = "unknown"
    """Both are possible."""


def practical_verdict(low: float, high: float, smallest_that_matters: float) -> PracticalVerdict:
    """Read an interval against the smallest effect that matters (``d_min``).

    Parameters
    ----------
    low, high
        Interval of the effect, gains positive: change both signs for a metric to be lowered.
    smallest_that_matters
        Positive, in the unit of the interval.

    Raises
    ------
    InvalidArgument
        When the threshold is not positive or the interval is upside down.
    """
    if not (smallest_that_matters > 0 and low <= high):
        msg = (
            "expected a positive threshold and low <= high, "
            f"got {smallest_that_matters}, {low} and {high}"
        )
        raise InvalidArgument(msg)
    if low >= smallest_that_matters:
        return PracticalVerdict.GAIN
    if high <= -smallest_that_matters:
        return PracticalVerdict.LOSS
    loss_possible = low <= -smallest_that_matters
    gain_possible = high >= smallest_that_matters
    if loss_possible and gain_possible:
        return PracticalVerdict.UNKNOWN
    if loss_possible:
        return PracticalVerdict.LOSS_POSSIBLE
    return PracticalVerdict.GAIN_POSSIBLE if gain_possible else PracticalVerdict.NEGLIGIBLE
