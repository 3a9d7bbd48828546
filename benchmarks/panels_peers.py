"""Roll-outs and synthetic controls beside other tools: their answers, and what they cost.

``pyfixest`` measures roll-outs (its saturated event study is Sun and Abraham's, 2021, which with
never-treated controls and no covariate is Callaway and Sant'Anna's by time since exposure);
``pysyncon`` and ``CausalPy`` weigh donors. Tools that are not installed are left out with a word.
Seconds are of CPU in this run, after a first call that compiles; only ratios travel.
"""

from __future__ import annotations

import importlib.metadata
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.panels import Array, factor_panel
from benchmarks.panels_tries import EFFECT, parallel_outcomes, staggered
from levier.impact.designs import difference_in_differences as rollout
from levier.impact.designs import synthetic_control as donors

RUNS = 20


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: the distribution it comes in, and how it answers for one seed: value and error."""

    title: str
    package: str
    answer: Callable[[int], tuple[float, float]]


def compare_with_peers() -> None:
    """Print the two tables."""
    print("\nRoll-out of 500 units over 5 periods in two waves: the effect at exposure\n")
    _compare(
        [
            Tool("Levier, cells, aggregates and bands", "levier", levier_rollout),
            Tool("pyfixest, saturated event study", "pyfixest", pyfixest_saturated),
        ],
        EFFECT,
    )
    print("\nOne treated unit, 20 donors, 60 periods\n")
    _compare(
        [
            Tool("Levier, synthetic control", "levier", levier_weights),
            Tool("pysyncon, synthetic control", "pysyncon", pysyncon_weights),
            Tool("CausalPy, weighted proportion", "causalpy", causalpy_weights),
        ],
        1.0,
    )


def _compare(tools: list[Tool], truth: float) -> None:
    print("| tool | CPU s, median | ratio | mean error | 95 % range holds | from the first row |")
    print("| --- | --- | --- | --- | --- | --- |")
    first: tuple[float, Array] | None = None
    for tool in tools:
        try:
            version = importlib.metadata.version(tool.package)
        except importlib.metadata.PackageNotFoundError:
            print(f"| {tool.title} | not installed | | | | |")
            continue
        seconds, answers = _run(tool)
        first = first or (seconds, answers)
        apart = np.abs(answers[:, 0] - first[1][:, 0]).max()
        print(
            f"| {tool.title} ({version}) | {seconds:.4f} | {seconds / first[0]:,.1f} "
            f"| {np.mean(answers[:, 0] - truth):+.4f} | {_held(answers, truth)} | {apart:.1e} |",
            flush=True,
        )


def _held(answers: Array, truth: float) -> str:
    """Write how often value plus or minus 1.96 errors (runs, 2) holds the truth."""
    if not np.isfinite(answers[:, 1]).all():
        return ""
    return f"{100 * np.mean(np.abs(answers[:, 0] - truth) <= 1.959964 * answers[:, 1]):.0f} %"


def _run(tool: Tool) -> tuple[float, Array]:
    tool.answer(RUNS)
    seconds, answers = [], []
    for seed in range(RUNS):
        started = time.process_time()
        answers.append(tool.answer(seed))
        seconds.append(time.process_time() - started)
    return float(np.median(seconds)), np.array(answers)


def _rollout(seed: int) -> rollout.Panel:
    generator = np.random.default_rng([41, seed])
    return staggered(generator, parallel_outcomes(generator, 500, 5), [100, 100])


def levier_rollout(seed: int) -> tuple[float, float]:
    """Measure every cell and aggregation with bands; give the effect at exposure."""
    found = rollout.measure_rollout(_rollout(seed), controls=rollout.Controls.NEVER_TREATED)
    one = found.aggregations[rollout.Aggregation.DYNAMIC].parts[0]
    return one.value, one.standard_error


def pyfixest_saturated(seed: int) -> tuple[float, float]:
    """Fit the saturated regression and aggregate it by time since exposure."""
    import pandas as pd
    import pyfixest

    panel = _rollout(seed)
    count, periods = panel.outcome.shape
    started = np.where(panel.never_treated, 0, panel.first_treated)
    frame = pd.DataFrame(
        {
            "unit": np.repeat(np.arange(count), periods),
            "period": np.tile(np.arange(periods), count),
            "started": np.repeat(started, periods),
            "outcome": panel.outcome.ravel(),
        }
    )
    fitted = pyfixest.event_study(
        frame, "outcome", "unit", "period", "started", estimator="saturated", att=False
    )
    at_exposure = fitted.aggregate(weighting="shares").loc[0.0]
    return float(at_exposure["Estimate"]), float(at_exposure["Std. Error"])


def _block(seed: int) -> donors.Panel:
    outcomes = factor_panel(1000 + seed, units=21)
    outcomes[0, 45:] += 1.0
    return donors.Panel(outcomes, np.arange(21) < 1, 45, tuple(f"unit{one}" for one in range(21)))


def levier_weights(seed: int) -> tuple[float, float]:
    """Weigh donors on the simplex."""
    return donors.synthetic_control(_block(seed)).effect, float("nan")


def pysyncon_weights(seed: int) -> tuple[float, float]:
    """Weigh donors on every outcome before, all counted alike."""
    import pandas as pd
    from pysyncon import Synth

    panel = _block(seed)
    before = pd.DataFrame(panel.donors[:, :45].T, columns=panel.units[1:])
    treated = pd.Series(panel.treated_mean[:45], name=panel.units[0])
    synth = Synth()
    synth.fit(X0=before, X1=treated, Z0=before, Z1=treated, custom_V=np.ones(45) / 45)
    gap = panel.treated_mean - np.asarray(synth.W) @ panel.donors
    return float(gap[45:].mean()), float("nan")


def causalpy_weights(seed: int) -> tuple[float, float]:
    """Weigh donors by constrained least squares."""
    import causalpy
    import pandas as pd

    panel = _block(seed)
    frame = pd.DataFrame(panel.outcomes.T, columns=panel.units)
    found = causalpy.SyntheticControl(
        frame,
        45,
        control_units=list(panel.units[1:]),
        treated_units=[panel.units[0]],
        model=causalpy.skl_models.WeightedProportion(),
    )
    return float(np.asarray(found.post_impact).mean()), float("nan")
