import numpy as np
import pytest
from benchmarks.planted_series import Recipe
from benchmarks.prepared_series import planted, to_measure

from levier.impact.checks.power import SEEN_FOUR_TIMES_IN_FIVE, periods_to_settle
from levier.impact.designs.interrupted_time_series import Interventions, measure_jointly
from levier.impact.models.candidate_averaging import CandidateSet


def settle(assumed_in_sd: float, *, lasting: bool = True) -> int | None:
    """Ask it ten days after a launch, when waiting still helps."""
    ready = to_measure(planted(Recipe(noise="clean"), 41))
    column = (np.arange(730) >= 720).astype(float)[:, None]
    late = Interventions((CandidateSet(column, np.zeros(1)),), np.zeros(1), np.full(1, 0.04))
    result = measure_jointly(ready, late, averaging=False)
    sd = float(np.sqrt(result.posterior.mixture.covariance[0, 0]))
    return periods_to_settle(result.fit, column, 0, sd, assumed_in_sd * sd, lasting)


def test_an_effect_just_too_small_needs_a_little_longer() -> None:
    almost = settle(0.97 * SEEN_FOUR_TIMES_IN_FIVE)
    assert almost is not None
    assert almost < 365


def test_a_smaller_effect_never_needs_less_time() -> None:
    sizes = [0.99, 0.95, 0.9]
    needed = [settle(size * SEEN_FOUR_TIMES_IN_FIVE) or 10_000 for size in sizes]
    assert needed == sorted(needed)


@pytest.mark.parametrize(("assumed", "lasting"), [(0.0, True), (0.1, True), (2.7, False)])
def test_some_questions_no_waiting_answers(assumed: float, lasting: bool) -> None:
    assert settle(assumed, lasting=lasting) is None
