"""Least squares with weights that are not negative and sum to one, solved exactly.

With weights that sum to one, features @ w - target = (features - target) @ w, so the problem is
to find the point of a convex hull nearest to the origin. Adding one row of ones with target one
turns it into least squares without the sum (Lawson and Hanson, 1974, *Solving Least Squares
Problems*, chapter 23): with u = s w, the sum of squares is s^2 |Bw|^2 + (s - 1)^2, whose best
direction w does not depend on s. Their active-set method ends on the exact answer, with no step
size and no stopping tolerance to choose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import nnls

if TYPE_CHECKING:
    from levier.impact.designs.synthetic_control.panel import Array


def simplex_least_squares(features: Array, target: Array, ridge: float) -> Array:
    """Minimise |target - features @ w|^2 + ridge |w|^2 over w >= 0, sum(w) = 1.

    Parameters
    ----------
    features, target
        (k, n) and (k,).
    ridge
        Above zero, so that the answer is unique; squared units of the target.

    Returns
    -------
    Array
        (n,) weights.
    """
    count = features.shape[1]
    rows = np.vstack([features - target[:, None], np.sqrt(ridge) * np.eye(count)])
    # One unit for the hull and for the row of ones, so that neither hides the other.
    scale = np.sqrt((rows**2).sum() / count)
    stacked = np.vstack([rows / scale, np.ones(count)])
    right = np.zeros(len(stacked))
    right[-1] = 1.0
    found, _ = nnls(stacked, right)
    return np.asarray(found / found.sum())
