"""Planted series made ready for the engine, as the workspace would."""

from __future__ import annotations

import numpy as np

from benchmarks.planted_series import PlantedSeries, Recipe, plant
from levier.impact.designs.interrupted_time_series import Interventions, SeriesToMeasure
from levier.impact.models.candidates import Candidate, candidate_set, possible_candidates
from levier.impact.models.effect_shapes import EffectShape, Reach, ShapeName, daily_path
from levier.impact.models.regression_design import background
from levier.impact.models.seasonality import seasonal_contrasts, yearly_waves

WIDE = 0.2**2


def planted(recipe: Recipe, *seed: int) -> PlantedSeries:
    """Simulate one series from a seed of its own."""
    return plant(recipe, np.random.default_rng(seed))


def to_measure(series: PlantedSeries) -> SeriesToMeasure:
    """Give the series with its week, its year and its controls."""
    days = np.arange(len(series.target))
    season = np.hstack([seasonal_contrasts(days % 7), yearly_waves(days, 2)])
    spread = float(np.nanstd(series.target))
    known = background(len(days), spread, season, series.controls)
    return SeriesToMeasure(series.target, np.isfinite(series.target), known, spread)


def interventions(series: PlantedSeries, *, averaging: bool) -> Interventions:
    """Give the decisions as declared, with all their candidates when they are averaged over."""
    days = np.arange(len(series.target))
    sets = []
    for decision in series.decisions:
        declared = EffectShape(ShapeName(decision.shape), decision.days)
        candidates: tuple[Candidate, ...] = (Candidate(declared, 0, 1.0),)
        if averaging:
            candidates = possible_candidates(declared, decision.end - decision.start, 7)
        reach = (Reach(1.0, decision.start),)
        paths = [daily_path(one.shape, reach, days, one.shift) for one in candidates]
        weights = np.array([one.weight for one in candidates])
        window = slice(decision.start, decision.end)
        sets.append(candidate_set(np.column_stack(paths), weights, window))
    count = len(sets)
    return Interventions(tuple(sets), np.zeros(count), np.full(count, WIDE))
