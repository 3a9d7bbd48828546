"""What one more unit of a metric brings, with its own uncertainty."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_P90 = NormalDist().inv_cdf(0.9)


def unit_value_draws(low: float, mid: float, high: float, normals: Array) -> Array:
    """Turn standard normals (d,) into values whose P10, P50 and P90 are ``low, mid, high``.

    Positive values follow a log-normal with one spread on each side of the median, so that none
    is ever negative; others a normal with one spread on each side. One draw serves every
    decision on the metric: an unknown margin is unknown for all of them alike.
    """
    if low > 0:
        return np.asarray(np.exp(_two_sided(np.log(low), np.log(mid), np.log(high), normals)))
    return _two_sided(low, mid, high, normals)


def _two_sided(low: float, mid: float, high: float, normals: Array) -> Array:
    spread = np.where(normals < 0, mid - low, high - mid) / _P90
    return np.asarray(mid + spread * normals)
