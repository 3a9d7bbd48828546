"""How often the range of a before/after holds: on drawn noise, with drifts, and on real panels.

    python -m benchmarks.before_after [--cases 1000]

Nothing is planted. A range should hold zero 95 times in 100, whatever the noise, and whatever a
drift that goes on would have done by itself. Real windows are cut anywhere out of published panels
in which nothing was done to the units (``panels``); their few units come back, so that the figures
of one line are far from independent. The Monte-Carlo standard error of 95 % over 1,000 is 0.7.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from benchmarks.panels import real_panels
from levier.impact.designs.before_after import before_after

Array = NDArray[np.float64]
Noise = Callable[[np.random.Generator, int], Array]

LENGTHS = ((4, 1), (4, 4), (6, 3), (8, 2), (7, 12), (12, 12), (4, 20), (30, 10))
"""Periods before and after."""
_SETTLING = 200
_ENDS = np.array([0.025, 0.975])
_FLAGGED = 0.01


def walk(generator: np.random.Generator, length: int, *, drift: float = 0.0) -> Array:
    """Draw a random walk whose steps have variance one, and may have a mean."""
    return np.cumsum(generator.standard_normal(length) + drift)


def remembers(generator: np.random.Generator, length: int, *, memory: float) -> Array:
    """Draw stationary noise that keeps a part of the period before."""
    shocks = generator.standard_normal(length + _SETTLING)
    for period in range(1, len(shocks)):
        shocks[period] += memory * shocks[period - 1]
    return shocks[_SETTLING:]


def climbs(generator: np.random.Generator, length: int, *, drift: float) -> Array:
    """Draw white noise about a straight line."""
    return generator.standard_normal(length) + drift * np.arange(length)


def heavy(generator: np.random.Generator, length: int) -> Array:
    """Draw a random walk whose steps are Student's with three degrees of freedom."""
    return np.cumsum(generator.standard_t(3, length))


def skewed(generator: np.random.Generator, length: int) -> Array:
    """Draw log-normal noise."""
    return np.exp(generator.standard_normal(length))


def momentum(generator: np.random.Generator, length: int) -> Array:
    """Draw a metric whose changes feed on one another."""
    return np.cumsum(remembers(generator, length, memory=0.5))


NOISES: Mapping[str, Noise] = {
    "white noise": partial(climbs, drift=0.0),
    "AR(1), 0.6": partial(remembers, memory=0.6),
    "AR(1), 0.9": partial(remembers, memory=0.9),
    "random walk": walk,
    "random walk, Student-3 steps": heavy,
    "log-normal": skewed,
    "white noise, line of 1": partial(climbs, drift=1.0),
    "white noise, line of 3": partial(climbs, drift=3.0),
    "random walk, drift of 0.3": partial(walk, drift=0.3),
    "random walk, drift of 1": partial(walk, drift=1.0),
    "changes that feed on one another": momentum,
}


def cell(windows: Iterator[Array], before: int) -> str:
    """Tell how often the range held, and how often a drift was flagged, in %."""
    held, flagged = [], []
    for values in windows:
        earlier = np.arange(len(values)) < before
        found = before_after(values, earlier, ~earlier)
        low, high = found.quantiles(_ENDS)
        held.append(low <= 0 <= high)
        flagged.append(found.drift_p_value < _FLAGGED)
    if not held:
        return ""
    return f"{100 * np.mean(held):.1f} ({100 * np.mean(flagged):.1f})"


def drawn(noise: Noise, length: int, cases: int) -> Iterator[Array]:
    """Draw so many series, the same whatever else is drawn."""
    for seed in range(cases):
        yield noise(np.random.default_rng([31, seed]), length)


def windows_of(table: Array, length: int, cases: int) -> Iterator[Array]:
    """Cut so many windows out of a panel (N, T); none when it is too short."""
    last = table.shape[1] - length
    generator = np.random.default_rng(32)
    for _ in range(cases if last >= 0 else 0):
        unit, first = generator.integers(len(table)), generator.integers(last + 1)
        yield table[unit, first : first + length]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    cases = parser.parse_args().cases
    titles = " | ".join(f"{before} + {after}" for before, after in LENGTHS)
    print(f"95 % ranges that hold, in % (in brackets: drift before flagged); {cases} cases each\n")
    print(f"| noise | {titles} |\n| --- |{' --- |' * len(LENGTHS)}")
    for name, noise in NOISES.items():
        cells = [cell(drawn(noise, before + after, cases), before) for before, after in LENGTHS]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    for panel in real_panels():
        cells = [
            cell(windows_of(panel.outcomes, before + after, cases), before)
            for before, after in LENGTHS
        ]
        print(f"| {panel.title} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
