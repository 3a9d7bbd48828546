import numpy as np
import pytest
from benchmarks.planted_series import Recipe
from benchmarks.prepared_series import interventions, planted, to_measure

from levier.impact.checks.pre_launch_dip import departure_before
from levier.impact.designs.interrupted_time_series import measure_jointly


def departure(dip: float, *, masked: int = 0, length: int = 35) -> float | None:
    """Put a dip of a fortnight before the launch of a clean series and look at what is before."""
    series = planted(Recipe(noise="clean"), 31)
    ready, start = to_measure(series), series.decisions[0].start
    ready.target[start - 14 : start] -= dip
    ready.usable[start - masked : start] = False
    plain = interventions(series, averaging=False)
    fit = measure_jointly(ready, plain, averaging=False, cleaning=False).fit
    return departure_before(fit, start, length)


def test_a_bad_fortnight_before_the_launch_is_seen() -> None:
    found = departure(0.25, length=14)
    assert found is not None
    assert found < -3


def test_what_was_left_out_bears_nothing() -> None:
    assert departure(0.25, masked=14) == pytest.approx(departure(0.0, masked=14), abs=1e-9)


def test_an_ordinary_past_does_not_stand_out() -> None:
    found = departure(0.0)
    assert found is not None
    assert abs(found) < 2.5


def test_a_window_never_takes_more_than_a_quarter_of_the_past() -> None:
    assert departure(0.0, length=300) is None
    assert departure(0.0, length=0) is None


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
