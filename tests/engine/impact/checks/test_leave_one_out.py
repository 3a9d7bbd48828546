"""The answer without a piece: chance moves it, a piece that says something else moves it more."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from benchmarks.planted_series import Recipe
from benchmarks.prepared_series import interventions, planted, to_measure

from levier.impact.checks.leave_one_out import (
    Estimate,
    check_leave_one_out,
    with_everything,
    without_periods,
)
from levier.impact.checks.result import CheckStatus
from levier.impact.designs.interrupted_time_series import measure_jointly
from levier.impact.models.noise_lattice_fit import NoiseLatticeFit

STRETCHES = 12


def fit_of(seed: int, *, broken: bool = False) -> NoiseLatticeFit:
    series = planted(Recipe(noise="clean"), 31, seed)
    ready = to_measure(series)
    if broken:
        start = series.decisions[0].start
        ready.target[start : start + 40] += 0.6
    asked = interventions(series, averaging=False)
    return measure_jointly(ready, asked, averaging=False, cleaning=False).fit


def judged(fit: NoiseLatticeFit) -> CheckStatus:
    periods = fit.spectrum.periods
    edges = np.linspace(0, periods, STRETCHES + 1).round().astype(np.intp)
    pieces = {}
    for low, high in itertools.pairwise(edges):
        inside = np.zeros(periods, dtype=bool)
        inside[low:high] = True
        (pieces[str(low)],) = without_periods(fit, inside, 1)
    result = check_leave_one_out("weeks", with_everything(fit, 1)[0], pieces)
    assert result is not None
    return result.status


def test_nothing_left_out_is_the_fit_itself() -> None:
    fit = fit_of(1)
    (whole,) = with_everything(fit, 1)
    (same,) = without_periods(fit, np.zeros(fit.spectrum.periods, dtype=bool), 1)
    assert same.value == pytest.approx(whole.value, rel=1e-9)
    # The fit tabulates spectra at knots; here they are exact: a fiftieth of an error apart.
    assert abs(whole.value - fit.coefficients(fit.best)[-1]) < 0.02 * whole.variance**0.5


def test_clean_series_seldom_hang_on_a_stretch() -> None:
    """One in a hundred is the aim; of sixty, more than four would come once in a thousand."""
    failed = sum(judged(fit_of(seed)) is CheckStatus.FAILED for seed in range(60))
    assert failed <= 4


def test_a_stretch_that_makes_the_answer_is_found() -> None:
    assert judged(fit_of(2, broken=True)) is CheckStatus.FAILED


def test_no_piece_is_no_check() -> None:
    assert check_leave_one_out("donors", Estimate(1.0, 1.0), {}) is None


def test_the_table_begins_with_the_piece_that_moves_it_most() -> None:
    pieces = {"a": Estimate(1.1, 1.5), "b": Estimate(-4.0, 1.5), "c": Estimate(1.0, 1.5)}
    result = check_leave_one_out("donors", Estimate(1.0, 1.0), pieces)
    assert result is not None
    assert next(row[0] for row in result.table) == "b"
    assert result.status is CheckStatus.FAILED
    assert "b" in result.sentence["fr"]
