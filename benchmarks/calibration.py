"""Do the error bars hold? Coverage, false positives and width on simulated series.

    python -m benchmarks.calibration [--series 1000] [--rows mix,five,...]

Every row simulates series whose truth is known (``planted_series``), measures them, and counts
how often the 50, 80 and 95 % intervals hold the truth, how often an effect of zero is called
proven, and how wide the 95 % intervals are. Monte-Carlo standard error of a coverage of 95 %
over 1,000 series: 0.7 points.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.planted_series import PlantedSeries, Recipe, plant
from benchmarks.prepared_series import interventions, to_measure
from levier.impact.designs.interrupted_time_series import measure_jointly

Array = NDArray[np.float64]

LEVELS = np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    title: str
    recipe: Recipe
    averaging: bool = False
    jointly: bool = True
    share: float = 1.0
    """Of the number of series asked for."""


ROWS: dict[str, Row] = {
    "mix": Row("one decision, mixed noise", Recipe()),
    "clean": Row("one decision, white noise", Recipe(noise="clean")),
    "ar": Row("one decision, AR(1) noise", Recipe(noise="ar")),
    "student": Row("one decision, Student-3 noise", Recipe(noise="student")),
    "outliers": Row("one decision, outliers", Recipe(noise="outliers")),
    "swing": Row("one decision, changing variance", Recipe(noise="heteroscedastic")),
    "five": Row("5 overlapping decisions", Recipe(decisions=5, shapes=True)),
    "twenty": Row("20 overlapping decisions", Recipe(decisions=20, shapes=True)),
    "alone": Row(
        "5 overlapping, each measured alone", Recipe(decisions=5, shapes=True), jointly=False
    ),
    "averaged": Row("dates and shapes averaged over", Recipe(), averaging=True),
    "late": Row(
        "declared date wrong by up to 7 days, averaged",
        Recipe(late_by=7),
        averaging=True,
        share=0.5,
    ),
    "late_trusted": Row("the same, declared date trusted", Recipe(late_by=7), share=0.5),
    "ramp": Row("30-day ramp declared a step, averaged", Recipe(true_ramp=30), True, share=0.5),
    "ramp_trusted": Row("the same, declared shape trusted", Recipe(true_ramp=30), share=0.5),
    "short": Row("one decision, 180 days", Recipe(periods=180), share=2.0),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One series: quantiles (k, 7) and truths (k,) of its decisions, and of their sum."""

    quantiles: Array
    truths: Array
    sum_quantiles: Array
    sum_truth: float
    close_pair: NDArray[np.bool_]
    seconds: float


def measure_one(row: Row, seed: int) -> Measured:
    """Simulate and measure one series."""
    series = plant(row.recipe, np.random.default_rng([20261122, seed]))
    started = time.process_time()
    quantiles, total = _joint(row, series) if row.jointly else _one_at_a_time(row, series)
    seconds = time.process_time() - started
    truths = np.array([decision.effect for decision in series.decisions])
    starts = np.array([decision.start for decision in series.decisions])
    gaps = np.abs(starts[:, None] - starts[None, :]) + 1000 * np.eye(len(starts))
    return Measured(quantiles, truths, total, float(truths.sum()), gaps.min(axis=1) <= 3, seconds)


def _joint(row: Row, series: PlantedSeries) -> tuple[Array, Array]:
    asked = interventions(series, averaging=row.averaging)
    result = measure_jointly(to_measure(series), asked, averaging=row.averaging)
    mixture, count = result.posterior.mixture, len(series.decisions)
    each = np.array([mixture.marginal(k).quantiles(LEVELS) for k in range(count)])
    return each, mixture.combination(np.ones(count)).quantiles(LEVELS)


def _one_at_a_time(row: Row, series: PlantedSeries) -> tuple[Array, Array]:
    alone = [
        _joint(row, replace(series, decisions=(decision,)))[0][0] for decision in series.decisions
    ]
    return np.array(alone), np.full(len(LEVELS), np.nan)


def _measure_number(job: tuple[str, int]) -> Measured:
    return measure_one(ROWS[job[0]], job[1])


def measure_row(name: str, count: int, pool: ProcessPoolExecutor) -> list[Measured]:
    """Measure the series of one row on all the cores."""
    jobs = [(name, seed) for seed in range(max(1, round(count * ROWS[name].share)))]
    return list(pool.map(_measure_number, jobs, chunksize=10))


def summarise(title: str, found: Iterable[Measured]) -> str:
    """Write one line of the table."""
    all_found = list(found)
    quantiles = np.vstack([one.quantiles for one in all_found])
    truths = np.concatenate([one.truths for one in all_found])
    pairs = np.concatenate([one.close_pair for one in all_found])
    cover = [_covered(quantiles, truths, *ends) for ends in ((2, 4), (1, 5), (0, 6))]
    nothing = truths == 0
    found_for_nothing = np.mean((quantiles[nothing, 0] > 0) | (quantiles[nothing, 6] < 0))
    sums = np.array([one.sum_quantiles for one in all_found])
    totals = np.array([one.sum_truth for one in all_found])
    several = len(truths) > len(all_found) and np.isfinite(sums).all()
    cells = [
        title,
        str(len(all_found)),
        " / ".join(f"{100 * share:.1f}" for share in cover),
        f"{100 * found_for_nothing:.1f}",
        f"{100 * _covered(quantiles[pairs], truths[pairs], 0, 6):.1f}" if pairs.any() else "",
        f"{100 * _covered(sums, totals, 0, 6):.1f}" if several else "",
        f"{np.mean(quantiles[:, 6] - quantiles[:, 0]):.3f}",
        f"{1000 * np.median([one.seconds for one in all_found]):.1f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _covered(quantiles: Array, truths: Array, low: int, high: int) -> float:
    return float(np.mean((quantiles[:, low] <= truths) & (truths <= quantiles[:, high])))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--series", type=int, default=1000)
    parser.add_argument("--rows", default=",".join(ROWS))
    arguments = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    print(
        "| what is measured | series | 50 / 80 / 95 % intervals hold the truth (%) "
        "| nothing called proven (%) | close pairs, 95 % | sum, 95 % | mean width | CPU ms |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with ProcessPoolExecutor() as pool:
        for name in arguments.rows.split(","):
            found = measure_row(name, arguments.series, pool)
            print(summarise(ROWS[name].title, found), flush=True)


if __name__ == "__main__":
    main()
