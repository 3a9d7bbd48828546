"""Tests that answer alone, drawn towards what the tests of their metric have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import block_diag

from levier.valuation.common_distribution import draw_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.measurement.question import Question
    from levier.workspace.measurement.tested import TestedEffect

Array = NDArray[np.float64]


def draws_per_unit(question: Question, tested: TestedEffect) -> Array:
    """Draw (d, A) the differences of one test per user, their errors stretched to its bounds."""
    options = question.options
    generator = np.random.default_rng([options.seed, 2, *tested.decision.encode()])
    return generator.multivariate_normal(
        tested.estimate.difference.mean,
        _covariance(tested),
        size=options.draws,
        method="cholesky",
    )


def shrunk_together(
    question: Question, tests: Sequence[TestedEffect], draws: Sequence[Array]
) -> list[Array]:
    """Carry the draws (d, A) of each test of one metric to their common distribution.

    What is common is the effect relative to the control. A test without a relative effect, one
    whose arms differed before, and a holdout, which is a sum of decisions, stay as they are; so do
    all of them when fewer than three effects are left.
    """
    chosen = [i for i, one in enumerate(tests) if _belongs(question, one)]
    carried = list(draws)
    if not chosen:
        return carried
    levels = np.concatenate([_level(tests[i]) for i in chosen])
    means = np.concatenate([tests[i].estimate.difference.mean for i in chosen])
    errors = block_diag(*(_covariance(tests[i]) for i in chosen))
    change = draw_together(means / levels, errors / np.outer(levels, levels))
    if change is None:
        return carried
    moved = change.carry(np.hstack([draws[i] for i in chosen]) / levels) * levels
    ends = np.cumsum([draws[i].shape[1] for i in chosen])[:-1]
    for i, columns in zip(chosen, np.split(moved, ends, axis=1), strict=True):
        carried[i] = columns
    return carried


def _belongs(question: Question, tested: TestedEffect) -> bool:
    holdout = bool(question.workspace.decisions[tested.decision].covers)
    return tested.comparable and tested.estimate.log_ratio is not None and not holdout


def _level(tested: TestedEffect) -> Array:
    """Give the control's mean for each treatment; above zero wherever there is a ratio."""
    return np.full(len(tested.estimate.comparisons), tested.estimate.control_mean)


def _covariance(tested: TestedEffect) -> Array:
    stretch = tested.estimate.stretch
    return np.asarray(tested.estimate.difference.covariance * np.outer(stretch, stretch))
