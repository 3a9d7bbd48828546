"""Whether the answer hangs on one piece of the data: a control, a donor, a unit, some weeks.

An estimate that uses more data is the more precise; how far it moves when a piece is left out has
a variance of its own, that of the estimate without less that of the estimate with (Hausman 1978,
*Econometrica* 46, 1251-1271). A piece that moves it further than that says something else than the
rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from levier.impact.checks.wording import passed_unless, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from levier.impact.checks.result import CheckResult
    from levier.impact.models.difference_spectrum import Array
    from levier.impact.models.noise_lattice_fit import NoiseLatticeFit

LEVEL = 0.01
"""Pieces that say the same set off the alarm once in a hundred, however many (Bonferroni)."""
_SHOWN = 8
_LEAST_LOST = 0.02
"""A piece is taken to hold at least this share of the variance, lest rounding decide."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One effect and its variance."""

    value: float
    variance: float


def check_leave_one_out(
    left_out: str, whole: Estimate, without: Mapping[str, Estimate]
) -> CheckResult | None:
    """Compare an estimate with those made without each piece; None when there is no piece.

    Parameters
    ----------
    left_out
        What the pieces are: ``controls``, ``donors``, ``units`` or ``weeks``.
    whole
        The estimate with everything.
    without
        The estimate without each piece, by its name.

    Returns
    -------
    CheckResult
        Its figure is the largest move in standard errors of the move, its table the pieces that
        move the estimate most.
    """
    if not without:
        return None
    scores = {name: _score(whole, one) for name, one in without.items()}
    ordered = sorted(scores, key=lambda name: -abs(scores[name]))
    figure = scores[ordered[0]]
    status = passed_unless(abs(figure) > float(-ndtri(LEVEL / 2 / len(without))))
    return worded(
        "leave_one_out",
        status,
        figure,
        words={"piece": ordered[0], "count": len(without)},
        key=f"{left_out}_{status}",
        columns=(left_out, "estimate", "score"),
        table=tuple((name, without[name].value, scores[name]) for name in ordered[:_SHOWN]),
    )


def _score(whole: Estimate, without: Estimate) -> float:
    lost = max(without.variance - whole.variance, _LEAST_LOST * whole.variance)
    return (without.value - whole.value) / float(np.sqrt(lost))


def without_periods(
    fit: NoiseLatticeFit, periods: NDArray[np.bool_], effects: int
) -> tuple[Estimate, ...]:
    """Give the k effects with some periods (T,) left out, each by a column of its own.

    At the most probable noise model, which a stretch of many hardly changes.
    """
    gaps = np.flatnonzero(periods)
    indicators = np.zeros((fit.spectrum.periods, len(gaps)))
    indicators[gaps, np.arange(len(gaps))] = 1.0
    added = fit.spectrum.transform(indicators)
    first = fit.columns.shape[1] - effects
    columns = np.hstack([fit.columns[:, :first], added, fit.columns[:, first:]])
    none = np.full(len(gaps), -1)
    origin = np.concatenate([np.arange(first), none, np.arange(first, fit.columns.shape[1])])
    return _solved(fit, columns, origin, effects)


def with_everything(fit: NoiseLatticeFit, effects: int) -> tuple[Estimate, ...]:
    """Give the k effects of the fit itself, at the same noise model."""
    return _solved(fit, fit.columns, np.arange(fit.columns.shape[1]), effects)


def _solved(
    fit: NoiseLatticeFit, columns: Array, origin: NDArray[np.intp], effects: int
) -> tuple[Estimate, ...]:
    """Solve the regression on other columns; ``origin`` says which prior each has, -1 for none."""
    position = fit.best
    variance = fit.noise_variance[position]
    weighted = columns / fit.node_spectrum(position)[:, None] / variance
    known = origin >= 0
    precision = np.where(known, fit.prior.precision[np.maximum(origin, 0)], 1e-10 / variance)
    mean = np.where(known, fit.prior.mean[np.maximum(origin, 0)], 0.0)
    covariance = np.linalg.inv(weighted.T @ columns + np.diag(precision))
    values = covariance @ (weighted.T @ fit.target + precision * mean)
    spread = np.diag(covariance)
    return tuple(
        Estimate(float(value), float(one))
        for value, one in zip(values[-effects:], spread[-effects:], strict=True)
    )
