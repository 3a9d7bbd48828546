"""Does each design across units hold what it says? On real panels and on drawn ones.

    python -m benchmarks.designs [--cases 60] [--peers]

Real panels are published tables in which nothing was done to the units (``panels``): a range should
hold zero 95 times in 100, and what it calls proven is a false alarm. Drawn panels carry a planted
effect. Widths are in standard deviations of a unit's change from one period to the next. The
Monte-Carlo standard error of a coverage of 95 % over 60 cases is 2.8 points, and more on real
panels, whose few units come back. ``--peers`` prints speed and answers beside other tools instead.
"""

from __future__ import annotations

import argparse
import os
import time
import warnings
from collections.abc import Iterable, Mapping

import numpy as np

from benchmarks.experiment_tries import EXPERIMENTS, LIFT, attempt_experiment
from benchmarks.panels import Untouched, employment, real_panels, reference_folder
from benchmarks.panels_peers import compare_with_peers
from benchmarks.panels_tries import (
    EFFECT,
    Answer,
    Case,
    Try,
    attempt,
    before_and_after,
    conformal,
    drawn_cases,
    honest_before_and_after,
    jackknife,
    moderated,
    one_series,
    parallel_outcomes,
    permuted,
    plain,
    real_cases,
    staggered,
    three_dates,
    through_time,
    two_groups,
)
from levier.impact.designs import difference_in_differences as rollout
from levier.impact.designs import synthetic_control as donors

_SDID = donors.synthetic_difference_in_differences
_BLOCKS, _INDEPENDENT = donors.Permutations.MOVING_BLOCK, donors.Permutations.INDEPENDENT

ONE_TREATED: Mapping[str, Answer] = {
    "before and after, as if independent": before_and_after,
    "before and after, the widest honest range": honest_before_and_after,
    "difference-in-differences, placebos": moderated(donors.difference_in_differences),
    "synthetic control, placebos": moderated(donors.synthetic_control),
    "synthetic DiD, placebos (default)": moderated(_SDID),
    "synthetic DiD, plain placebos, normal": plain(_SDID),
    "synthetic control, conformal blocks": conformal(donors.synthetic_control, _BLOCKS),
    "synthetic control, conformal independent": conformal(donors.synthetic_control, _INDEPENDENT),
    "synthetic DiD, conformal blocks": conformal(_SDID, _BLOCKS),
    "units through time": through_time,
}
DAILY: Mapping[str, Answer] = {
    "series, no control": one_series(controlled=False),
    "series, the donors' mean as control": one_series(controlled=True),
}
"""Designs of one series, which need periods enough to learn a week and a trend."""
SEVERAL_TREATED: Mapping[str, Answer] = {
    "roll-out, clustered": two_groups,
    "roll-out, dates dealt again": permuted,
    "synthetic DiD, placebos (default)": moderated(_SDID),
    "synthetic DiD, plain placebos, normal": plain(_SDID),
    "synthetic DiD, jackknife": jackknife,
    "units through time": through_time,
}

UNTOUCHED: Mapping[str, Answer] = {"synthetic DiD, three dates pooled": three_dates}
"""What is tried only where nothing was planted: it gives each unit another date."""


def line(title: str, tries: list[Try]) -> str:
    """Write one line of a table."""
    told = [one for one in tries if one.held is not None]
    if not told:
        return f"| {title} | {len(tries)} | 0 | | | | |"
    cells = [
        title,
        str(len(tries)),
        str(len(told)),
        f"{100 * np.mean([one.held for one in told]):.0f}",
        f"{100 * np.mean([one.proven for one in told]):.0f}",
        "" if np.isnan(told[0].width) else f"{np.median([one.width for one in told]):.2f}",
        f"{1000 * np.median([one.seconds for one in tries]):.0f}",
    ]
    return "| " + " | ".join(cells) + " |"


def header(title: str, proven: str) -> None:
    """Start a table."""
    print(f"\n{title}\n")
    print(f"| design | cases | with a range | held, % | {proven}, % | median width | CPU ms |")
    print("| --- | --- | --- | --- | --- | --- | --- |")


def block_table(
    title: str, proven: str, cases: Iterable[Case], answers: Mapping[str, Answer]
) -> None:
    """Print every design on the same cases."""
    header(title, proven)
    listed = list(cases)
    for name, answer in answers.items():
        tries = [attempt(case, answer, seed) for seed, case in enumerate(listed)]
        print(line(name, tries), flush=True)


def real_tables(count: int) -> None:
    """Print one and three treated units, on each real panel."""
    for table in real_panels():
        one, few = real_cases(table, count, 1), real_cases(table, count, 3)
        alone = {**DAILY, **ONE_TREATED} if table.title.endswith("days") else ONE_TREATED
        block_table(f"{table.title}: one unit pretended", "false alarms", one, alone)
        several = {**SEVERAL_TREATED, **UNTOUCHED}
        block_table(f"{table.title}: three pretended", "false alarms", few, several)


def drawn_tables(count: int) -> None:
    """Print one and three treated units, on panels drawn from a factor model."""
    for memory in (0.0, 0.6):
        noise = f"drawn from two factors, noise that keeps {memory:.0%}"
        one, few = drawn_cases(count, 1, memory), drawn_cases(count, 3, memory)
        block_table(f"{noise}: one unit treated", "found", one, ONE_TREATED)
        block_table(f"{noise}: three treated", "found", few, SEVERAL_TREATED)


def rollout_tables(count: int) -> None:
    """Print roll-outs in two waves, with many units and with few, on real and drawn outcomes."""
    header(f"roll-outs in two waves, {EFFECT:.0%} planted", "found")
    real = employment()
    for waves, units in (([30, 30], 120), ([12, 12], 40), ([2, 2], 10)):
        for title, source in (("drawn", None), *((("counties", real),) if real else ())):
            tries = [_one_rollout(seed, waves, units, source) for seed in range(count)]
            print(line(f"{title}, {sum(waves)} of {units} units reached", tries), flush=True)


def _one_rollout(seed: int, waves: list[int], units: int, source: Untouched | None) -> Try:
    generator = np.random.default_rng([31, seed])
    outcomes = parallel_outcomes(generator, units, 5)
    if source is not None:
        outcomes = source.outcomes[generator.choice(len(source.outcomes), units, replace=False)]
    panel = staggered(generator, outcomes, waves)
    started = time.process_time()
    overall = (
        rollout.measure_rollout(panel, draws=100).aggregations[rollout.Aggregation.SIMPLE].overall
    )
    interval = overall.interval95
    if interval is None:
        interval = rollout.permutation_interval(panel, deals=59, seed=seed).interval95
    low, high = interval
    width = (high - low) / float(np.diff(outcomes, axis=1).std())
    seconds = time.process_time() - started
    return Try(low <= EFFECT <= high, not low <= 0 <= high, width, seconds)


def experiment_tables(count: int) -> None:
    """Print randomised tests, every second one of nothing; widths are in planted effects."""
    header(f"randomised tests, {LIFT:.0%} planted in every second one", "leave zero out")
    for name, draw in EXPERIMENTS.items():
        print(line(name, [attempt_experiment(draw, seed) for seed in range(count)]), flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--peers", action="store_true")
    arguments = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    warnings.simplefilter("ignore")
    if arguments.peers:
        compare_with_peers()
        return
    if not real_panels():
        print(f"No data sets in {reference_folder()}: drawn panels only.")
    real_tables(arguments.cases)
    drawn_tables(arguments.cases)
    rollout_tables(arguments.cases)
    experiment_tables(10 * arguments.cases)


if __name__ == "__main__":
    main()
