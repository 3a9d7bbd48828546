"""Which decisions on one metric cannot be told apart, and what would separate them.

Two decisions that began within days of each other share their effect in any way that keeps its
sum. The correlation of their posteriors says so; moving one of them in the fit, on paper, says how
far apart they would have had to begin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.impact.checks.result import CheckStatus
from levier.impact.checks.wording import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.impact.checks.result import CheckResult
    from levier.impact.models.difference_spectrum import Array
    from levier.impact.models.noise_lattice_fit import NoiseLatticeFit

CONFUSED = 0.6
_TRIED = (2, 4, 7, 14, 21, 28, 42, 56, 84, 112)


def check_identifiability(
    correlated: Mapping[str, float], apart: Mapping[str, int | None]
) -> CheckResult | None:
    """Name the decisions confused with one, with the distance that would separate them.

    Parameters
    ----------
    correlated
        Posterior correlation with each decision beyond ``CONFUSED``.
    apart
        For each, periods between the two starts that would bring it below; None if none would.
    """
    if not correlated:
        return None
    worst = max(correlated, key=lambda name: abs(correlated[name]))
    distance = apart.get(worst)
    return worded(
        "identifiability",
        CheckStatus.INFORMATIVE,
        correlated[worst],
        words={"decisions": ", ".join(correlated), "periods": distance},
        key="by_units" if distance is None else "by_time",
        columns=("decision", "correlation", "periods"),
        table=tuple(
            (name, figure, "" if apart.get(name) is None else float(apart[name] or 0))
            for name, figure in correlated.items()
        ),
    )


def periods_apart(fit: NoiseLatticeFit, effects: Array, first: int, second: int) -> int | None:
    """Find how many periods between two starts would have told two effects apart.

    Parameters
    ----------
    fit
        The joint fit, its last k columns the effects.
    effects
        (T, k) those columns in time.
    first, second
        The two; the second is moved later, then earlier.

    Returns
    -------
    int or None
        Of those tried, the smallest that brings the correlation below ``CONFUSED``.
    """
    starts = [int(np.flatnonzero(effects[:, k])[0]) for k in (first, second)]
    for distance in _TRIED:
        for shift in (starts[0] + distance - starts[1], starts[0] - distance - starts[1]):
            moved = _moved(effects[:, second], shift)
            if moved is None:
                continue
            columns = effects.copy()
            columns[:, second] = moved
            if abs(_correlation(fit, columns, first, second)) < CONFUSED:
                return distance
    return None


def _moved(column: Array, shift: int) -> Array | None:
    """Move a column in time; None when too little of it would be left on either side."""
    length = len(column)
    start = int(np.flatnonzero(column)[0]) + shift
    if not length // 10 <= start <= length - max(length // 20, 2):
        return None
    if shift >= 0:
        return np.concatenate([np.zeros(shift), column[: length - shift]])
    return np.concatenate([column[-shift:], np.repeat(column[-1:], -shift)])


def _correlation(fit: NoiseLatticeFit, effects: Array, first: int, second: int) -> float:
    """Give the posterior correlation of two effects at the most probable noise model."""
    count = effects.shape[1]
    columns = fit.columns.copy()
    columns[:, -count:] = fit.spectrum.transform(effects)
    position = fit.best
    weighted = columns / fit.node_spectrum(position)[:, None] / fit.noise_variance[position]
    covariance = np.linalg.inv(weighted.T @ columns + np.diag(fit.prior.precision))
    i, j = covariance.shape[0] - count + first, covariance.shape[0] - count + second
    return float(covariance[i, j] / np.sqrt(covariance[i, i] * covariance[j, j]))
