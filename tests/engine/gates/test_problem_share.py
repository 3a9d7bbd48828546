"""The gate of the scenario: 64 of 96, 3 of 28, and what the interval must do."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.gates.finite_population import effective_sample
from levier.gates.problem_share import problem_share
from levier.gates.sample_needed import sample_needed
from levier.gates.share_interval import adjusted_wald, wilson
from levier.gates.verdict import Verdict, judged

counts = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
thresholds = st.floats(0.05, 0.95)


def test_sixty_four_of_ninety_six_customers_is_not_yet() -> None:
    found = problem_share(64, 96, 0.6, population=1240)
    assert (round(found.range.low95, 3), round(found.range.high95, 3)) == (0.568, 0.753)
    assert found.range.share == pytest.approx(2 / 3)
    assert found.verdict is Verdict.NOT_ENOUGH
    assert (found.needed, found.more) == (178, 82)
    assert not found.corrected  # 96 is under a tenth of 1,240


def test_three_partners_of_twenty_eight() -> None:
    found = wilson(3 / 28, 28)
    assert (round(found.low95, 3), round(found.high95, 3)) == (0.037, 0.272)


def test_the_interval_is_corrected_beyond_a_tenth_of_the_population() -> None:
    assert effective_sample(124, 1240) == 124
    assert effective_sample(125, 1240) == pytest.approx(125 * 1239 / 1115)
    assert math.isinf(effective_sample(1240, 1240))


def test_a_share_at_its_threshold_still_says_how_many_would_likely_settle_it() -> None:
    found = problem_share(6, 10, 0.6)
    assert (found.verdict, found.needed) == (Verdict.NOT_ENOUGH, None)
    assert found.likely is not None
    assert found.likely.settles >= 0.8


def test_asking_everyone_leaves_no_doubt() -> None:
    found = problem_share(7, 10, 0.6, population=10)
    assert found.range.low95 == found.range.high95 == 0.7
    assert found.verdict is Verdict.PASS


def test_adjusted_wald_gives_the_published_interval() -> None:
    """Sauro and Lewis (2005): 9 of 10 successes give 57.4 % to 100 % (their table rounds so)."""
    found = adjusted_wald(0.9, 10)
    assert (round(found.low95, 2), found.high95) == (0.57, 1.0)


@settings(deadline=None)
@given(counts, thresholds, st.integers(0, 800))
def test_no_more_are_asked_for_than_there_are(
    seen: tuple[int, int], threshold: float, left: int
) -> None:
    population = seen[1] + left
    found = problem_share(*seen, threshold, population)
    if found.needed is not None:
        assert seen[1] < found.needed <= population
        assert found.chance is not None
        assert 0 <= found.chance.settles <= 1 + 1e-9


@settings(deadline=None)
@given(counts, thresholds)
def test_the_sample_needed_is_the_smallest(seen: tuple[int, int], threshold: float) -> None:
    share = seen[0] / seen[1]
    needed = sample_needed(share, threshold, population=1000)
    if needed is not None:
        for sample, settled in ((needed, True), (needed - 1, False)):
            if sample:
                found = wilson(share, effective_sample(sample, 1000))
                answer = judged(found.low95, found.high95, threshold)
                assert (answer is not Verdict.NOT_ENOUGH) is settled


@settings(deadline=None)
@given(counts, st.integers(0, 500))
def test_a_known_population_never_widens_the_interval(seen: tuple[int, int], left: int) -> None:
    free, bounded = problem_share(*seen).range, problem_share(*seen, population=seen[1] + left)
    assert free.low95 - 1e-12 <= bounded.range.low95
    assert bounded.range.high95 <= free.high95 + 1e-12


@pytest.mark.parametrize(
    ("raised", "sampled", "threshold", "population", "said"),
    [
        (64, 96, 60, 1240, "between 0 and 1"),
        (97, 96, 0.6, 1240, "97 of 96"),
        (-1, 96, 0.6, 1240, "-1 of 96"),
        (0, 0, 0.6, 1240, "sampled"),
        (64, 96, 0.6, 90, "at least the 96"),
    ],
)
def test_what_cannot_be_is_refused(
    raised: int, sampled: int, threshold: float, population: int, said: str
) -> None:
    with pytest.raises(InvalidArgument, match=said):
        problem_share(raised, sampled, threshold, population)
