import numpy as np
from benchmarks.planted_series import Recipe
from benchmarks.prepared_series import interventions, planted, to_measure

from levier.impact.checks.placebo_in_time import placebo_scores
from levier.impact.checks.pre_launch_dip import score_test
from levier.impact.designs.interrupted_time_series import SeriesToMeasure, measure_jointly
from levier.impact.models.noise_lattice_fit import NoiseLatticeFit


def fit_of(ready: SeriesToMeasure, seed: int) -> NoiseLatticeFit:
    series = planted(Recipe(noise="clean"), 21, seed)
    plain = interventions(series, averaging=False)
    return measure_jointly(ready, plain, averaging=False, cleaning=False).fit


def test_all_dates_at_once_are_what_one_test_at_a_time_gives() -> None:
    fit = fit_of(to_measure(planted(Recipe(noise="clean"), 21, 1)), 1)
    scores = placebo_scores(fit).scores
    for period in (60, 200, 333):
        step = (np.arange(730) >= period).astype(float)[:, None]
        np.testing.assert_allclose(scores[period - 1], score_test(fit, step)[0], atol=1e-8)


def test_scores_of_clean_series_have_unit_spread() -> None:
    """Over 20 series the mean square stays in 0.7 to 1.2; one is right, fitting takes a little."""
    squares = []
    for seed in range(20):
        series = planted(Recipe(noise="clean"), 21, seed)
        starts = np.array([series.decisions[0].start])
        squares.append(placebo_scores(fit_of(to_measure(series), seed)).mean_square(starts, 14))
    assert 0.7 < np.mean(squares) < 1.2


def test_a_shock_that_nobody_declared_stands_out() -> None:
    series = planted(Recipe(noise="clean"), 21, 3)
    ready = to_measure(series)
    start = series.decisions[0].start
    ready.target[start - 8 :] += 0.5
    found = placebo_scores(fit_of(ready, 3)).largest_near(start, 14, np.array([start]))
    assert found > 3.5
