"""One try of each design on one panel with a known effect, and what its range then held."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from benchmarks.panels import Array, Untouched, factor_panel, remembering
from benchmarks.planted_series import PlantedDecision, PlantedSeries
from benchmarks.prepared_series import interventions, to_measure
from levier.errors import NotMeasurable
from levier.impact.designs import difference_in_differences as rollout
from levier.impact.designs import synthetic_control as donors
from levier.impact.designs.before_after import before_after
from levier.impact.designs.contrasts_between_units import UnitPaths, measure_contrasts
from levier.impact.designs.interrupted_time_series import measure_jointly

EFFECT = 0.05
NORMAL = 1.959964


@dataclass(frozen=True, slots=True)
class Try:
    """One answer: whether it held the truth, and what it cost.

    Attributes
    ----------
    held
        Whether the 95 % range held the truth; None without a range.
    proven
        Whether the range leaves zero out.
    width
        Of the range, in the standard deviation of units' changes from period to period.
    seconds
        Of CPU.
    """

    held: bool | None
    proven: bool
    width: float
    seconds: float


Interval = tuple[float, float] | None
"""None where the design gives a value and no range."""
Answer = Callable[[donors.Panel, float, int], tuple[bool, bool, float]]
"""From a panel, the truth and a seed: whether the truth was held, zero left out, and the width."""


@dataclass(frozen=True, slots=True)
class Case:
    """A block panel with its truth."""

    panel: donors.Panel
    truth: float


def real_cases(table: Untouched, count: int, treated: int) -> Iterator[Case]:
    """Pretend that units drawn at random were reached at a date drawn at random."""
    generator = np.random.default_rng([7, treated])
    units = tuple(str(one) for one in range(len(table.outcomes)))
    for _ in range(count):
        first = int(generator.integers(table.first, table.last + 1))
        reached = np.zeros(len(units), dtype=bool)
        reached[generator.choice(len(units), treated, replace=False)] = True
        outcomes = table.outcomes[:, : first + table.after]
        yield Case(donors.Panel(outcomes, reached, first, units), 0.0)


def drawn_cases(count: int, treated: int, memory: float) -> Iterator[Case]:
    """Plant an effect of one in the first units of panels drawn from a factor model."""
    for seed in range(count):
        outcomes = factor_panel(seed, memory=memory)
        reached = np.arange(len(outcomes)) < treated
        outcomes[reached, 45:] += 1.0
        units = tuple(str(one) for one in range(len(outcomes)))
        yield Case(donors.Panel(outcomes, reached, 45, units), 1.0)


def moderated(estimator: donors.Estimator) -> Answer:
    """Answer by placebos on a moderated scale: the default."""

    def answer(panel: donors.Panel, truth: float, seed: int) -> tuple[bool, bool, float]:
        estimate = estimator(panel)
        error = donors.moderated_placebo_error(panel, estimate, estimator, seed=seed, most=60)
        half = _student(error.degrees_of_freedom) * error.standard_error
        return _judge(estimate.effect, half, truth)

    return answer


def plain(estimator: donors.Estimator) -> Answer:
    """Answer by the plain placebo standard error and a normal law."""

    def answer(panel: donors.Panel, truth: float, seed: int) -> tuple[bool, bool, float]:
        error = donors.placebo_standard_error(panel, estimator, seed=seed, most=60)
        return _judge(estimator(panel).effect, NORMAL * error, truth)

    return answer


def jackknife(panel: donors.Panel, truth: float, seed: int) -> tuple[bool, bool, float]:
    """Answer by synthetic difference-in-differences, leaving units out, and a normal law."""
    del seed
    estimate = donors.synthetic_difference_in_differences(panel)
    error = donors.jackknife_standard_error(panel, estimate)
    return _judge(estimate.effect, NORMAL * error, truth)


def conformal(estimator: donors.Estimator, permutations: donors.Permutations) -> Answer:
    """Answer by permuting periods; its width is not measured."""

    def answer(panel: donors.Panel, truth: float, seed: int) -> tuple[bool, bool, float]:
        at_truth, at_zero = (
            donors.conformal_p_value(
                panel, estimator, effect=effect, permutations=permutations, seed=seed
            )
            for effect in (truth, 0.0)
        )
        return at_truth > 0.05, at_zero <= 0.05, float("nan")

    return answer


def through_time(panel: donors.Panel, truth: float, seed: int) -> tuple[bool, bool, float]:
    """Answer by the differences between units through time, the noise model averaged over."""
    del seed
    after = np.arange(panel.outcomes.shape[1]) >= panel.first_after
    heights = (panel.treated[:, None] & after).astype(float)[:, :, None]
    paths = (UnitPaths(heights, np.ones(1)),)
    found = measure_contrasts(panel.outcomes, paths, 20 * panel.noise, 0.4)
    low, high = found.posterior.mixture.marginal(0).quantiles(np.array([0.025, 0.975]))
    return _within((float(low), float(high)), truth)


def before_and_after(panel: donors.Panel, truth: float, seed: int) -> tuple[bool, bool, float]:
    """Answer without any donor: the means after and before of the treated, as if independent."""
    del seed
    series, first = panel.treated_mean, panel.first_after
    before, after = series[:first], series[first:]
    error = np.sqrt(before.var(ddof=1) / len(before) + after.var(ddof=1) / len(after))
    return _judge(float(after.mean() - before.mean()), NORMAL * float(error), truth)


def honest_before_and_after(
    panel: donors.Panel, truth: float, seed: int
) -> tuple[bool, bool, float]:
    """Answer without any donor, with the range that allows for wandering and drift."""
    del seed
    after = np.arange(panel.outcomes.shape[1]) >= panel.first_after
    found = before_after(panel.treated_mean, ~after, after)
    low, high = found.quantiles(np.array([0.025, 0.975]))
    return _within((float(low), float(high)), truth)


def one_series(*, controlled: bool) -> Answer:
    """Answer from the treated mean alone, as one daily series, with or without a control."""

    def answer(panel: donors.Panel, truth: float, seed: int) -> tuple[bool, bool, float]:
        del seed
        periods = panel.outcomes.shape[1]
        control = panel.donors.mean(axis=0)[:, None] if controlled else np.empty((periods, 0))
        path = (np.arange(periods) >= panel.first_after).astype(float)
        decision = PlantedDecision(panel.first_after, periods, "step", 0.0, truth, path)
        series = PlantedSeries(panel.treated_mean, control, (decision,))
        asked = interventions(series, averaging=False)
        mixture = measure_jointly(to_measure(series), asked, averaging=False).posterior.mixture
        low, high = mixture.marginal(0).quantiles(np.array([0.025, 0.975]))
        return _within((float(low), float(high)), truth)

    return answer


def two_groups(panel: donors.Panel, truth: float, seed: int) -> tuple[bool, bool, float]:
    """Answer as a roll-out: every other unit a control, with the range that its clusters allow."""
    del seed
    found = rollout.measure_rollout(_as_rollout(panel), draws=100)
    overall = found.aggregations[rollout.Aggregation.SIMPLE].overall
    return _within(overall.interval95, truth)


def permuted(panel: donors.Panel, truth: float, seed: int) -> tuple[bool, bool, float]:
    """Answer as a roll-out to few units, by dealing the dates again."""
    found = rollout.permutation_interval(_as_rollout(panel), deals=59, seed=seed)
    return _within(found.interval95, truth)


def three_dates(panel: donors.Panel, truth: float, seed: int) -> tuple[bool, bool, float]:
    """Answer as if the treated units had been reached two periods apart, the last at the date."""
    first = np.full(len(panel.units), donors.NEVER)
    first[panel.treated] = panel.first_after - 2 * np.arange(panel.treated_count)
    table = donors.SeveralDates(panel.outcomes, first, panel.units)
    return _within(donors.measure_several_dates(table, seed=seed, most=60).interval95, truth)


def attempt(case: Case, answer: Answer, seed: int) -> Try:
    """Try one design on one case."""
    started = time.process_time()
    try:
        held, proven, width = answer(case.panel, case.truth, seed)
    except NotMeasurable:
        return Try(None, False, float("nan"), time.process_time() - started)
    return Try(held, proven, width / case.panel.noise, time.process_time() - started)


def staggered(generator: np.random.Generator, outcomes: Array, waves: list[int]) -> rollout.Panel:
    """Reach units of (N, T) at random: as many in each of periods 2, 3… as ``waves`` says."""
    count, periods = outcomes.shape
    first = np.full(count, rollout.NEVER)
    dates = np.repeat(np.arange(periods - len(waves), periods), waves)
    first[generator.choice(count, len(dates), replace=False)] = dates
    names = tuple(str(one) for one in range(count))
    moved = outcomes + EFFECT * (np.arange(periods) >= first[:, None])
    return rollout.Panel(names, moved, first, np.ones(count), np.arange(count))


def parallel_outcomes(generator: np.random.Generator, units: int, periods: int) -> Array:
    """Draw (N, T): a level for each unit, a common wandering, noise that half remembers."""
    common = generator.normal(0, 0.05, periods).cumsum()
    noise = 0.1 * remembering(generator, (units, periods), 0.5)
    return np.asarray(generator.normal(5, 1, (units, 1)) + common + noise)


def _as_rollout(panel: donors.Panel) -> rollout.Panel:
    """Average periods in blocks as long as those after, so that one effect has one cell."""
    length = panel.periods_after
    blocks = panel.first_after // length
    used = panel.outcomes[:, panel.first_after - blocks * length :]
    means = used.reshape(len(used), blocks + 1, length).mean(axis=2)
    first = np.where(panel.treated, blocks, rollout.NEVER).astype(np.int64)
    ones = np.ones(len(panel.units))
    return rollout.Panel(panel.units, means, first, ones, np.arange(len(ones)))


def _within(interval: Interval, truth: float) -> tuple[bool, bool, float]:
    if interval is None:
        raise NotMeasurable("no_interval", "the design gives a value and no range")
    low, high = interval
    return low <= truth <= high, not low <= 0 <= high, high - low


def _judge(effect: float, half: float, truth: float) -> tuple[bool, bool, float]:
    return _within((effect - half, effect + half), truth)


def _student(freedom: int) -> float:
    return float(stdtrit(freedom, 0.975))
