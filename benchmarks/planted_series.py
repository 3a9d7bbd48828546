"""Simulated series whose truth is known: the kinds of noise on which calibration is claimed.

The kind "mix" is the main one: daily log series, noise sd log-uniform 2-8 %, level sd 0.05-0.6 %
a day log-uniform, weekly pattern 2-20 %, two yearly harmonics, half of the series AR(1), Student
noise for four in five, half heteroscedastic, outliers, half with 2 % missing, three controls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlantedDecision:
    """One decision as planted: what is declared and what is true.

    Attributes
    ----------
    start, end
        The measured window: from the declared first period to, for a pulse, five half-lives
        later (exclusive), else the end of the series.
    shape, days
        Declared shape and its duration.
    effect
        True average effect over the window, on the log scale.
    path
        (T,) the true effect, on the log scale.
    """

    start: int
    end: int
    shape: str
    days: float
    effect: float
    path: Array


@dataclass(frozen=True, slots=True)
class PlantedSeries:
    """One series: ``target`` (T,) on the log scale with NaN where missing, ``controls`` (T, c)."""

    target: Array
    controls: Array
    decisions: tuple[PlantedDecision, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to simulate.

    Attributes
    ----------
    noise
        ``clean`` (white), ``mix``, ``ar``, ``student``, ``outliers`` or ``heteroscedastic``.
    late_by
        The true start differs from the declared one by a uniform draw in ± this many periods.
    true_ramp
        The true shape is a ramp of this many periods though a step is declared; 0: as declared.
    after_dip
        The decision is declared at the end of the lowest mean of so many periods.
    shapes
        Draw step, ramp or pulse at random; otherwise steps.
    """

    periods: int = 730
    decisions: int = 1
    noise: str = "mix"
    late_by: int = 0
    true_ramp: int = 0
    after_dip: int = 0
    shapes: bool = False


def plant(recipe: Recipe, rng: np.random.Generator) -> PlantedSeries:
    """Simulate one series."""
    base, controls = _baseline(recipe, rng)
    starts = _starts(recipe, base, rng)
    decisions = tuple(_decision(recipe, start, rng) for start in starts)
    target = base + sum(decision.path for decision in decisions)
    if recipe.noise == "mix" and rng.random() < 0.5:
        target[rng.random(recipe.periods) < 0.02] = np.nan
    return PlantedSeries(target, controls, decisions)


def _baseline(recipe: Recipe, rng: np.random.Generator) -> tuple[Array, Array]:
    periods = recipe.periods
    t = np.arange(periods)
    sd = np.exp(rng.uniform(np.log(0.02), np.log(0.08)))
    level_sd = np.exp(rng.uniform(np.log(0.0005), np.log(0.006)))
    weekly = rng.normal(size=7) * np.exp(rng.uniform(np.log(0.02), np.log(0.2)))
    angle = 2 * np.pi * t[:, None] / 365.25 * np.array([1.0, 2.0])
    yearly = np.hstack([np.sin(angle), np.cos(angle)]) @ rng.normal(size=4) * 0.05
    controls = _controls(periods, rng)
    level = np.cumsum(rng.normal(size=periods) * level_sd)
    shared = controls @ rng.normal(size=3) * 0.03
    noise = sd * _noise(recipe.noise, periods, rng)
    return np.asarray(
        5 + level + (weekly - weekly.mean())[t % 7] + yearly + shared + noise
    ), controls


def _controls(periods: int, rng: np.random.Generator) -> Array:
    wander = np.cumsum(rng.normal(size=(periods, 3)) * 0.05, axis=0)
    return wander + rng.normal(size=(periods, 3)) * 0.5


def _noise(kind: str, periods: int, rng: np.random.Generator) -> Array:
    freedom = {"student": 3.0, "mix": rng.choice([3.0, 4.0, 5.0, 8.0, np.inf])}.get(kind, np.inf)
    noise = _student(freedom, periods, rng)
    if kind == "ar" or (kind == "mix" and rng.random() < 0.5):
        low, high = (0.3, 0.8) if kind == "ar" else (0.0, 0.6)
        noise = _autoregress(noise, rng.uniform(low, high))
    if kind == "heteroscedastic" or (kind == "mix" and rng.random() < 0.5):
        swing = np.exp(0.4 * np.sin(2 * np.pi * np.arange(periods) / rng.uniform(60, 400)))
        noise = noise * swing / np.sqrt(np.mean(swing**2))
    if kind in {"outliers", "mix"}:
        where = rng.integers(0, periods, size=rng.poisson(3))
        noise[where] += rng.choice([-1, 1], size=len(where)) * rng.uniform(4, 12, size=len(where))
    return noise


def _student(freedom: float, periods: int, rng: np.random.Generator) -> Array:
    if np.isinf(freedom):
        return rng.normal(size=periods)
    scale = np.sqrt((freedom - 2) / freedom)
    return np.asarray(rng.standard_t(freedom, size=periods) * scale)


def _autoregress(shocks: Array, coefficient: float) -> Array:
    noise = np.empty_like(shocks)
    noise[0] = shocks[0]
    for t in range(1, len(shocks)):
        noise[t] = coefficient * noise[t - 1] + np.sqrt(1 - coefficient**2) * shocks[t]
    return noise


def _starts(recipe: Recipe, base: Array, rng: np.random.Generator) -> list[int]:
    low, high = (0.5, 0.88) if recipe.decisions == 1 else (0.2, 0.9)
    first, last = int(low * recipe.periods), int(high * recipe.periods)
    if recipe.after_dip:
        width = recipe.after_dip
        means = np.convolve(base, np.ones(width) / width, mode="valid")
        return [first + int(np.argmin(means[first - width : last - width]))]
    starts = sorted(int(start) for start in rng.integers(first, last, size=recipe.decisions))
    if recipe.decisions > 1:
        pair = int(rng.integers(0, recipe.decisions - 1))
        starts[pair + 1] = min(starts[pair] + int(rng.integers(1, 4)), recipe.periods - 30)
    return sorted(starts)


def _decision(recipe: Recipe, start: int, rng: np.random.Generator) -> PlantedDecision:
    size = 0.0 if rng.random() < 0.3 else rng.uniform(0, 0.10)
    if recipe.decisions > 1:
        size *= rng.choice([-1, 1])
    shape = str(rng.choice(["step", "ramp", "pulse"])) if recipe.shapes else "step"
    days = {"step": 0.0, "ramp": 30.0, "pulse": 30.0}[shape]
    begin = start + int(rng.integers(-recipe.late_by, recipe.late_by + 1))
    true_shape, true_days = ("ramp", float(recipe.true_ramp)) if recipe.true_ramp else (shape, days)
    path = size * height(true_shape, true_days, np.arange(recipe.periods) - begin)
    end = min(start + 150, recipe.periods) if shape == "pulse" else recipe.periods
    return PlantedDecision(start, end, shape, days, float(path[start:end].mean()), path)


def height(shape: str, days: float, since: NDArray[np.int64]) -> Array:
    """Give the height of a shape so many periods after its start."""
    after = np.asarray(since >= 0, dtype=float)
    if shape == "ramp":
        return after * np.clip((since + 1) / days, 0, 1)
    if shape == "pulse":
        return after * 0.5 ** (np.maximum(since, 0) / days)
    return after
