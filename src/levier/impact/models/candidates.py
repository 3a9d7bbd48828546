"""Which starts and shapes are held possible for a decision, and how probable each is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from levier.impact.models.candidate_averaging import CandidateSet
from levier.impact.models.difference_spectrum import Array
from levier.impact.models.effect_shapes import EffectShape, ShapeName

_DECLARED_SHAPE = 0.65
_DECLARED_START = 0.6
_OTHER_SHAPES = (
    (EffectShape(ShapeName.STEP), 1.0),
    (EffectShape(ShapeName.RAMP, 14.0), 1.0),
    (EffectShape(ShapeName.RAMP, 30.0), 1.0),
    (EffectShape(ShapeName.RAMP, 60.0), 1.0),
    (EffectShape(ShapeName.RAMP, 120.0), 0.5),
    (EffectShape(ShapeName.PULSE, 14.0), 0.25),
    (EffectShape(ShapeName.PULSE, 45.0), 0.25),
)
_HALF_LIFE_FACTORS = (0.5, 2.0)
_SHIFT_STEPS = (-1.0, -0.7, -0.4, -0.15, 0.15, 0.4, 0.7, 1.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible shape and shift of the start, in days, with its prior weight."""

    shape: EffectShape
    shift: int
    weight: float


def possible_candidates(
    declared: EffectShape, window_days: int, date_uncertainty: int
) -> tuple[Candidate, ...]:
    """List the candidates of a decision, the declared one first; weights sum to one.

    Parameters
    ----------
    declared
        What the author expects.
    window_days
        Length of the measured window: a ramp longer than it cannot be told from a slope.
    date_uncertainty
        The true start may lie this many days before or after the declared one.
    """
    shifts = sorted({round(step * date_uncertainty) for step in _SHIFT_STEPS} - {0})
    stay = _DECLARED_START if shifts else 1.0
    candidates = [Candidate(declared, 0, _DECLARED_SHAPE * stay)]
    candidates += [
        Candidate(declared, shift, _DECLARED_SHAPE * (1 - stay) / len(shifts)) for shift in shifts
    ]
    others = _other_shapes(declared, window_days)
    total = sum(weight for _, weight in others)
    candidates += [
        Candidate(shape, 0, (1 - _DECLARED_SHAPE) * weight / total) for shape, weight in others
    ]
    whole = sum(candidate.weight for candidate in candidates)
    return tuple(
        Candidate(candidate.shape, candidate.shift, candidate.weight / whole)
        for candidate in candidates
    )


def _other_shapes(declared: EffectShape, window_days: int) -> list[tuple[EffectShape, float]]:
    """List what else the effect may look like; one declared to fade may fade faster or slower."""
    if declared.name is ShapeName.PULSE:
        return [
            (EffectShape(ShapeName.PULSE, declared.days * factor), 1.0)
            for factor in _HALF_LIFE_FACTORS
        ]
    return [
        (shape, weight)
        for shape, weight in _OTHER_SHAPES
        if shape != declared and shape.days <= window_days
    ]


def candidate_set(paths: Array, weights: Array, window: slice) -> CandidateSet:
    """Scale candidate paths (T, c) to average one over the declared window, the first to itself.

    A candidate that never acts within the window is given no weight.
    """
    means = paths[window].mean(axis=0)
    acts = means > 1e-6
    columns = np.where(acts, paths / np.where(acts, means, 1.0), paths[:, [0]] / means[0])
    return CandidateSet(columns, np.where(acts, np.log(weights), -np.inf))
