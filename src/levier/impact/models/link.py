"""The scale on which effects are additive: log for levels, log-odds for shares, plain otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import expit, logit

from levier.impact.models.difference_spectrum import Array

_TINY = 1e-12


class LinkName(StrEnum):
    """The scales that a series may be analysed on."""

    LOG = "log"
    LOG_HALF = "log_half"
    LOGIT = "logit"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Link:
    """A scale: its name and the two directions."""

    name: LinkName

    def forward(self, values: Array) -> Array:
        """Take values in the metric's unit to the scale of the analysis."""
        match self.name:
            case LinkName.LOG:
                return np.asarray(np.log(values))
            case LinkName.LOG_HALF:
                return np.asarray(np.log(values + 0.5))
            case LinkName.LOGIT:
                return np.asarray(logit(values))
            case LinkName.IDENTITY:
                return np.asarray(values, dtype=float)

    def inverse(self, scores: Array) -> Array:
        """Take the scale of the analysis back to the metric's unit."""
        match self.name:
            case LinkName.LOG:
                return np.asarray(np.exp(scores))
            case LinkName.LOG_HALF:
                return np.asarray(np.exp(scores) - 0.5)
            case LinkName.LOGIT:
                return np.asarray(expit(scores))
            case LinkName.IDENTITY:
                return np.asarray(scores, dtype=float)

    def shift_for(self, relative: float, level: float) -> float:
        """Give the shift on the scale that a relative change of ``level`` amounts to."""
        reached = level * (1 + relative)
        if self.name is LinkName.LOGIT:
            reached = float(np.clip(reached, 1e-6, 1 - 1e-6))
        elif self.name is not LinkName.IDENTITY:
            reached = max(reached, 1e-6 * level)
        pair = self.forward(np.array([level, reached]))
        return float(pair[1] - pair[0])

    def relative_for(self, shift: Array, level: float) -> Array:
        """Give the relative change of ``level`` that a shift on the scale amounts to."""
        start = self.forward(np.array([level]))[0]
        return np.asarray(self.inverse(start + shift) / level - 1)


def choose_link(values: Array, *, is_ratio: bool, is_count: bool) -> Link:
    """Choose the scale from what the values are (finite ones only are looked at).

    A share strictly between 0 and 1 is analysed as log-odds, a positive quantity as a logarithm,
    a count with zeros as log(y + 1/2), anything else as it is.
    """
    finite = values[np.isfinite(values)]
    if is_ratio and finite.min() > 0 and finite.max() < 1:
        return Link(LinkName.LOGIT)
    if finite.min() > 0:
        return Link(LinkName.LOG)
    if is_count and finite.min() >= 0:
        return Link(LinkName.LOG_HALF)
    return Link(LinkName.IDENTITY)


def mean_slope(high: Array, low: Array, high_score: Array, low_score: Array) -> Array:
    """Give (high - low) / (high_score - low_score), the logarithmic mean when the scale is log.

    Multiplying additive parts of a difference of scores by this makes them add up to the
    difference in the metric's unit exactly (LMDI: Ang 2004, Energy Policy 32, eq. 6).
    """
    gap = high_score - low_score
    close = np.abs(gap) < _TINY
    return np.asarray(np.where(close, 1.0, (high - low) / np.where(close, 1.0, gap)))
