"""Intervals from periods instead of units: permute the residuals in time, and invert the test.

Chernozhukov, Wuthrich and Zhu (2021), *An exact and robust conformal inference method for
counterfactual and synthetic controls*, JASA 116, 1849-1864. The effect supposed is taken off, the
counterfactual is fitted on every period, after included, and the residuals after are ranked among
those of permuted periods. Residuals must be stationary. Their moving blocks allow them to
remember; independent permutations do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.impact.designs.synthetic_control.panel import (
    FEWEST_PERIODS_BEFORE,
    Array,
    Panel,
)
from levier.impact.designs.synthetic_control.refusals import NotAPanel, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from levier.impact.designs.synthetic_control.estimate import Estimator

DRAWS = 999
_SMALLEST = 1e-3
"""As in ``weights``: share of the noise under which an error before counts as none."""
_TIE = 1e-9
"""Statistics closer than this share are the same one but for rounding."""
_STEPS = np.exp2(np.arange(-8, 41) / 4)
"""Effects tried each side of the estimate, in errors before: from a quarter to a thousand."""
_HALVINGS = 10
"""An end of the interval is found to 1 / 1024 of the step that it lies in."""


class Permutations(StrEnum):
    """How periods are permuted."""

    MOVING_BLOCK = "moving_block"
    """All T cyclic shifts."""
    INDEPENDENT = "independent"
    """Draws among all orders; only for residuals without memory."""


class Supposition(StrEnum):
    """What is supposed of the effect, and tested."""

    CONSTANT_EFFECT = "constant_effect"
    """The same in every period after; the statistic is the mean absolute residual after."""
    AVERAGE_EFFECT = "average_effect"
    """Its mean over the periods after; periods are first averaged in blocks as long as they."""


@dataclass(frozen=True, slots=True)
class ConformalInterval:
    """Every effect that is not rejected.

    Attributes
    ----------
    low, high
        In the unit of the outcomes.
    p_value
        Of no effect at all.
    """

    low: float
    high: float
    p_value: float


def conformal_p_value(
    panel: Panel,
    estimator: Estimator,
    *,
    effect: float = 0.0,
    permutations: Permutations = Permutations.MOVING_BLOCK,
    supposition: Supposition = Supposition.CONSTANT_EFFECT,
    seed: int = 0,
) -> float:
    """Give the share of permutations whose residuals after are at least as large.

    Parameters
    ----------
    panel, estimator
        What was measured, and how.
    effect
        The effect supposed, in the unit of the outcomes.
    permutations, supposition
        How it is tested.
    seed
        Of independent permutations.

    Raises
    ------
    NotMeasurable
        As ``NotAPanel`` when blocks as long as the periods after are too few to fit on.
    """
    blocks = _in_blocks(panel) if supposition is Supposition.AVERAGE_EFFECT else panel
    orders = _orders(blocks, permutations, seed)
    return _p_value(blocks, estimator, effect, orders)


def conformal_interval(
    panel: Panel,
    estimator: Estimator,
    level: float = 0.95,
    *,
    permutations: Permutations = Permutations.MOVING_BLOCK,
    supposition: Supposition = Supposition.CONSTANT_EFFECT,
    seed: int = 0,
) -> ConformalInterval:
    """Give the effects that the test keeps at ``level``.

    Parameters
    ----------
    panel, estimator
        What was measured, and how.
    level
        How often the interval should hold the truth, in ]0, 1[.
    permutations, supposition, seed
        As for ``conformal_p_value``.

    Raises
    ------
    InvalidArgument
        When ``level`` is not between 0 and 1.
    NotMeasurable
        As ``NotAPanel`` when there are too few permutations to reject anything at this level, when
        no effect is large enough to be rejected, or when every constant effect is.
    """
    if not 0 < level < 1:
        raise InvalidArgument(f"level is {level}; expected above 0 and below 1")
    blocks = _in_blocks(panel) if supposition is Supposition.AVERAGE_EFFECT else panel
    _require_permutations(blocks, permutations, level)
    orders = _orders(blocks, permutations, seed)

    def kept(effect: float) -> bool:
        # A share of permutations that equals the level by count must not differ by rounding.
        return _p_value(blocks, estimator, effect, orders) > 1 - level + _TIE

    low, high = _hull(kept, _effects_to_try(blocks, estimator))
    return ConformalInterval(low, high, _p_value(blocks, estimator, 0.0, orders))


def _in_blocks(panel: Panel) -> Panel:
    """Average periods in blocks as long as the periods after; the earliest left over go."""
    length = panel.periods_after
    before = panel.first_after // length
    if before < FEWEST_PERIODS_BEFORE:
        fewest = FEWEST_PERIODS_BEFORE + 1
        raise NotAPanel(Refusal.TOO_FEW_PERMUTATIONS, permutations=before + 1, fewest=fewest)
    used = panel.outcomes[:, panel.first_after - before * length :]
    means = used.reshape(len(used), before + 1, length).mean(axis=2)
    return Panel(means, panel.treated, before, panel.units)


def _require_permutations(panel: Panel, permutations: Permutations, level: float) -> None:
    periods = panel.outcomes.shape[1]
    blocks = permutations is Permutations.MOVING_BLOCK
    count = periods if blocks else min(DRAWS + 1, comb(periods, panel.periods_after))
    fewest = int(np.ceil(1 / (1 - level) - _TIE))
    if count < fewest:
        raise NotAPanel(Refusal.TOO_FEW_PERMUTATIONS, permutations=count, fewest=fewest)


def _orders(panel: Panel, permutations: Permutations, seed: int) -> NDArray[np.intp]:
    """Give permutations of the periods (P, T), the first one changing nothing."""
    periods = np.arange(panel.outcomes.shape[1])
    if permutations is Permutations.MOVING_BLOCK:
        return np.array([np.roll(periods, shift) for shift in periods], dtype=np.intp)
    drawn = np.random.default_rng(seed).permuted(np.tile(periods, (DRAWS, 1)), axis=1)
    return np.vstack([periods, drawn]).astype(np.intp)


def _p_value(panel: Panel, estimator: Estimator, effect: float, orders: NDArray[np.intp]) -> float:
    sizes = np.abs(_residuals(panel, estimator, effect))
    statistics = sizes[orders][:, panel.first_after :].mean(axis=1)
    return float((statistics >= statistics[0] * (1 - _TIE)).mean())


def _residuals(panel: Panel, estimator: Estimator, effect: float) -> Array:
    """Give the gap (T,) left in every period by weights fitted on all of them.

    The estimators fit on the periods before, so every period is put before, and each unit's own
    mean stands in for the periods after, of which it tells nothing new.
    """
    supposed = panel.outcomes.copy()
    supposed[panel.treated, panel.first_after :] -= effect
    periods = supposed.shape[1]
    means = np.repeat(supposed.mean(axis=1, keepdims=True), panel.periods_after, axis=1)
    whole = Panel(np.hstack([supposed, means]), panel.treated, periods, panel.units)
    return estimator(whole).gap[:periods]


def _effects_to_try(panel: Panel, estimator: Estimator) -> Array:
    found = estimator(panel)
    steps = max(found.error_before, _SMALLEST * panel.noise) * _STEPS
    return found.effect + np.concatenate([-steps[::-1], [0.0], steps])


def _hull(kept: Callable[[float], bool], effects: Array) -> tuple[float, float]:
    """Give the smallest interval that holds every effect kept, which need not be neighbours.

    The estimate is in the middle of ``effects`` (E,). Where it is rejected itself, no constant
    effect explains the periods after, and what is kept far away only shows a test without power.
    """
    if not kept(float(effects[len(effects) // 2])):
        raise NotAPanel(Refusal.NO_CONSTANT_EFFECT)
    inside = np.flatnonzero([kept(float(effect)) for effect in effects])
    first, last = int(inside[0]), int(inside[-1])
    if first == 0 or last == len(effects) - 1:
        raise NotAPanel(Refusal.NO_EFFECT_REJECTED)
    return _end(kept, effects[first], effects[first - 1]), _end(
        kept, effects[last], effects[last + 1]
    )


def _end(kept: Callable[[float], bool], inside: float, outside: float) -> float:
    """Halve between an effect kept and one rejected; the answer is the outer of the two left."""
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if kept(middle) else (inside, middle)
    return float(outside)
