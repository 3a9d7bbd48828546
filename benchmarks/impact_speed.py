"""How long one analysis takes, and how wide and right its answer is, against other tools.

    python -m benchmarks.impact_speed [--series 20] [--slow 2]

Levier's own rows need nothing but Levier: cost against length, decisions and controls, first
fit in a fresh process, memory. The peers are an optional group (``uv sync --group peers``); one
that is not installed is left out with a word. All times are CPU seconds of this run; only their
ratios mean anything on another machine.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.planted_series import PlantedSeries, Recipe, plant
from benchmarks.prepared_series import interventions, to_measure
from levier.impact.designs.interrupted_time_series import measure_jointly

Array = NDArray[np.float64]
Answer = tuple[float, float]
"""A 95 % interval of the average effect, on the log scale."""

START, EFFECT, PERIODS = 640, 0.05, 730


@dataclass(frozen=True, slots=True)
class Peer:
    """Another tool: the distribution it comes in, and how it measures one series."""

    title: str
    package: str
    measure: Callable[[PlantedSeries], Answer]
    slow: bool = False


def five_percent(seed: int) -> PlantedSeries:
    """Plant one step of 5 % at period 640 of 730, in mixed noise without gaps."""
    series = plant(Recipe(decisions=1), np.random.default_rng([640, seed]))
    decision = series.decisions[0]
    step = EFFECT * (np.arange(PERIODS) >= START).astype(float)
    target = series.target - decision.path + step
    known = np.isfinite(target)
    target = np.interp(np.arange(PERIODS), np.flatnonzero(known), target[known])
    planted = type(decision)(START, PERIODS, "step", 0.0, EFFECT, step)
    return PlantedSeries(target, series.controls, (planted,))


def levier(series: PlantedSeries) -> Answer:
    """Measure with Levier, the declared date and shape taken as they are."""
    asked = interventions(series, averaging=False)
    mixture = measure_jointly(to_measure(series), asked, averaging=False).posterior.mixture
    low, high = mixture.marginal(0).quantiles(np.array([0.025, 0.975]))
    return float(low), float(high)


def levier_averaged(series: PlantedSeries) -> Answer:
    """Measure with Levier, dates and shapes averaged over."""
    mixture = measure_jointly(to_measure(series), interventions(series, averaging=True))
    low, high = mixture.posterior.mixture.marginal(0).quantiles(np.array([0.025, 0.975]))
    return float(low), float(high)


def _frame(series: PlantedSeries) -> Array:
    return np.column_stack([series.target, series.controls])


def pycausalimpact(series: PlantedSeries) -> Answer:
    """Measure with pycausalimpact, its defaults."""
    import pandas as pd
    from causalimpact import CausalImpact

    data = pd.DataFrame(_frame(series), columns=["y", "a", "b", "c"])
    found = CausalImpact(data, [0, START - 1], [START, PERIODS - 1])
    summary = found.summary_data["average"]
    return float(summary["abs_effect_lower"]), float(summary["abs_effect_upper"])


def unobserved_components(series: PlantedSeries) -> Answer:
    """Measure with statsmodels' state space on all the data, a step as regressor."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    step = (np.arange(PERIODS) >= START).astype(float)
    model = UnobservedComponents(
        series.target,
        level="llevel",
        seasonal=7,
        freq_seasonal=[{"period": 365.25, "harmonics": 2}],
        stochastic_seasonal=False,
        stochastic_freq_seasonal=[False],
        exog=np.column_stack([series.controls, step]),
    )
    fitted = model.fit(disp=False)
    low, high = fitted.conf_int()[-1]
    return float(low), float(high)


def forecast_style(series: PlantedSeries) -> Answer:
    """Forecast from the time before with statsmodels' state space, as CausalImpact does."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    model = UnobservedComponents(
        series.target[:START],
        level="llevel",
        seasonal=7,
        stochastic_seasonal=False,
        exog=series.controls[:START],
    )
    fitted = model.fit(disp=False)
    generator = np.random.default_rng(0)
    paths = np.asarray(
        fitted.simulate(
            PERIODS - START, anchor="end", exog=series.controls[START:], repetitions=500,
            random_state=generator,
        )
    ).reshape(PERIODS - START, -1)  # fmt: skip
    effects = series.target[START:].mean() - paths.mean(axis=0)
    low, high = np.quantile(effects, [0.025, 0.975])
    return float(low), float(high)


def _segmented(series: PlantedSeries) -> Array:
    days = np.arange(PERIODS)
    step = (days >= START).astype(float)
    week = (days[:, None] % 7 == np.arange(6)).astype(float)
    angle = 2 * np.pi * days[:, None] / 365.25 * np.array([1.0, 2.0])
    ones = np.ones((PERIODS, 1))
    return np.hstack(
        [
            step[:, None],
            ones,
            days[:, None] / 365,
            week,
            np.sin(angle),
            np.cos(angle),
            series.controls,
        ]
    )


def segmented_regression(series: PlantedSeries) -> Answer:
    """Measure by segmented least squares with Newey-West errors of 14 lags (statsmodels)."""
    import statsmodels.api as sm

    fitted = sm.OLS(series.target, _segmented(series)).fit(cov_type="HAC", cov_kwds={"maxlags": 14})
    low, high = fitted.conf_int()[0]
    return float(low), float(high)


def causalpy_least_squares(series: PlantedSeries) -> Answer:
    """Measure with CausalPy's interrupted series on scikit-learn's least squares."""
    import causalpy
    import pandas as pd
    from sklearn.linear_model import LinearRegression

    data = pd.DataFrame(_frame(series), columns=["y", "a", "b", "c"])
    data["t"] = np.arange(PERIODS) / 365
    data["weekday"] = (np.arange(PERIODS) % 7).astype(str)
    found = causalpy.InterruptedTimeSeries(
        data, START, formula="y ~ 1 + t + a + b + c + C(weekday)", model=LinearRegression()
    )
    effects = np.asarray(found.post_impact).ravel()
    error = 1.96 * effects.std(ddof=1) / np.sqrt(len(effects))
    return float(effects.mean() - error), float(effects.mean() + error)


PEERS = (
    Peer("Levier, declared date and shape", "levier", levier),
    Peer("Levier, dates and shapes averaged", "levier", levier_averaged),
    Peer("pycausalimpact", "pycausalimpact", pycausalimpact, slow=True),
    Peer("statsmodels, state space with a step", "statsmodels", unobserved_components, slow=True),
    Peer("statsmodels, forecast from before", "statsmodels", forecast_style, slow=True),
    Peer("segmented regression, Newey-West", "statsmodels", segmented_regression),
    Peer("CausalPy, least squares", "causalpy", causalpy_least_squares),
)


def compare(count: int, slow: int) -> None:
    """Print every tool's time, coverage and width on the same series."""
    print("| tool | series | CPU s, median | times Levier | 95 % holds 5 % | median width |")
    print("| --- | --- | --- | --- | --- | --- |")
    reference = 0.0
    for peer in PEERS:
        row = _timed(peer, slow if peer.slow else count)
        if row is None:
            print(f"| {peer.title} | not installed | | | | |", flush=True)
            continue
        seconds, inside, width, measured = row
        reference = reference or seconds
        version = importlib.metadata.version(peer.package)
        print(
            f"| {peer.title} ({version}) | {measured} | {seconds:.4f} | {seconds / reference:,.1f} "
            f"| {100 * inside:.0f} % | {width:.3f} |",
            flush=True,
        )


def _timed(peer: Peer, count: int) -> tuple[float, float, float, int] | None:
    try:
        importlib.metadata.version(peer.package)
    except importlib.metadata.PackageNotFoundError:
        return None
    peer.measure(five_percent(9999))
    seconds, answers = [], []
    for seed in range(count):
        series = five_percent(seed)
        started = time.process_time()
        answers.append(peer.measure(series))
        seconds.append(time.process_time() - started)
    found = np.array(answers)
    inside = np.mean((found[:, 0] <= EFFECT) & (found[:, 1] >= EFFECT))
    return float(np.median(seconds)), float(inside), float(np.median(np.ptp(found, axis=1))), count


def own_cost() -> None:
    """Print Levier's cost against length, decisions and controls."""
    print("\n| periods | decisions | controls | CPU ms, median | least |")
    print("| --- | --- | --- | --- | --- |")
    for periods, decisions, controls in (
        (365, 5, 3), (730, 1, 3), (730, 5, 3), (730, 20, 3), (1460, 5, 3), (3000, 5, 3),
        (730, 1, 50), (730, 20, 50),
    ):  # fmt: skip
        times = [_one_cost(periods, decisions, controls, seed) for seed in range(25)]
        row = f"| {periods} | {decisions} | {controls} "
        print(f"{row}| {1000 * np.median(times):.1f} | {1000 * min(times):.1f} |", flush=True)


def _one_cost(periods: int, decisions: int, controls: int, seed: int) -> float:
    recipe = Recipe(periods=periods, decisions=decisions, noise="clean")
    generator = np.random.default_rng([3, seed])
    series = plant(recipe, generator)
    more = generator.normal(size=(periods, controls - series.controls.shape[1]))
    wide = PlantedSeries(series.target, np.hstack([series.controls, more]), series.decisions)
    ready, asked = to_measure(wide), interventions(wide, averaging=False)
    measure_jointly(ready, asked, averaging=False, cleaning=False)
    started = time.process_time()
    measure_jointly(ready, asked, averaging=False, cleaning=False)
    return time.process_time() - started


def fresh_process() -> None:
    """Print the CPU seconds of importing and of a first fit, and the memory of that process."""
    program = (
        "import resource, time; a = time.process_time()\n"
        "from benchmarks.impact_speed import five_percent, levier\n"
        "series = five_percent(1); b = time.process_time(); levier(series)\n"
        "c = time.process_time(); most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(f'{b - a:.2f} {c - b:.3f} {most / 1024:.0f}')"
    )
    done = subprocess.run(  # noqa: S603 - the program above
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    imported, fitted, memory = done.stdout.split()
    print(f"\nFresh process: {imported} s of CPU to import, {fitted} s for the first fit,", end=" ")
    print(f"{memory} MB at most.")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--series", type=int, default=60)
    parser.add_argument("--slow", type=int, default=20, help="series for the slow tools")
    arguments = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    warnings.simplefilter("ignore")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    compare(arguments.series, arguments.slow)
    own_cost()
    fresh_process()


if __name__ == "__main__":
    main()
