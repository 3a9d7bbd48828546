"""Why a metric changed between two spans of time: parts that add up to the change exactly.

Parts add up on the scale of the analysis. For any day of the later span and any of the earlier
one, the difference in the metric's unit is the logarithmic-mean weight times the difference of
the scores (LMDI: Ang 2004, Energy Policy 32, 1131-1139); averaging over all pairs of days gives
the difference of the means, part by part, with nothing left over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.link import mean_slope

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ChangeOfMean:
    """A change of mean per period and its parts.

    Attributes
    ----------
    before, after
        Mean per period of each span, in the metric's unit.
    parts
        (k,) what each part made of ``after - before``; they sum to it.
    """

    before: float
    after: float
    parts: Array


def decompose_change(
    values: Array, scores: Array, parts: Array, before: NDArray[np.intp], after: NDArray[np.intp]
) -> ChangeOfMean:
    """Decompose the change of mean between two sets of periods.

    Parameters
    ----------
    values
        (T,) in the metric's unit.
    scores
        (T,) the same on the scale of the analysis.
    parts
        (k, T) parts that sum to ``scores`` up to a constant.
    before, after
        Indices of the periods compared, neither empty.
    """
    slope = mean_slope(
        values[after][:, None], values[before][None, :],
        scores[after][:, None], scores[before][None, :],
    )  # fmt: skip
    pairs = slope.size
    out = parts[:, after] @ slope.sum(axis=1) - parts[:, before] @ slope.sum(axis=0)
    return ChangeOfMean(
        float(values[before].mean()), float(values[after].mean()), np.asarray(out / pairs)
    )
