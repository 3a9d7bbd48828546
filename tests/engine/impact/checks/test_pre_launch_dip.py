import numpy as np
from benchmarks.planted_series import Recipe
from benchmarks.prepared_series import interventions, planted, to_measure

from levier.impact.checks.pre_launch_dip import PreLaunchDeparture, largest_departure
from levier.impact.designs.interrupted_time_series import measure_jointly


def departure(dip: float, length: int) -> PreLaunchDeparture | None:
    series = planted(Recipe(noise="clean"), 31)
    ready = to_measure(series)
    start = series.decisions[0].start
    ready.target[start - length : start] -= dip
    plain = interventions(series, averaging=False)
    fit = measure_jointly(ready, plain, averaging=False, cleaning=False).fit
    return largest_departure(fit, start, (7, 14, 30))


def test_a_bad_fortnight_before_the_launch_is_seen_with_its_length() -> None:
    found = departure(0.25, 14)
    assert found is not None
    assert found.score < -3
    assert found.periods == 14


def test_an_ordinary_past_does_not_stand_out() -> None:
    found = departure(0.0, 14)
    assert found is not None
    assert abs(found.score) < 2.5


def test_without_a_past_there_is_no_window() -> None:
    series = planted(Recipe(noise="clean"), 31)
    plain = interventions(series, averaging=False)
    fit = measure_jointly(to_measure(series), plain, averaging=False, cleaning=False).fit
    assert largest_departure(fit, 20, (7, 14, 30)) is None


def test_a_launch_decided_after_a_dip_is_less_flattered_once_the_dip_is_masked() -> None:
    """40 launches, each at the lowest fortnight of its series: masking takes bias away."""
    biases: dict[bool, list[float]] = {True: [], False: []}
    for seed in range(40):
        series = planted(Recipe(after_dip=14), 32, seed)
        ready, decision = to_measure(series), series.decisions[0]
        for masking in (True, False):
            usable = ready.usable.copy()
            if masking:
                usable[decision.start - 14 : decision.start] = False
            plain = interventions(series, averaging=False)
            asked = type(ready)(ready.target, usable, ready.background, ready.scale)
            result = measure_jointly(asked, plain, averaging=False)
            biases[masking].append(result.posterior.mixture.mean[0] - decision.effect)
    assert np.mean(biases[False]) > 0.005
    assert abs(np.mean(biases[True])) < np.mean(biases[False])
