"""What forecasts of each group are worth, and no more than the pairs can tell."""

from collections.abc import Sequence

import numpy as np
import pytest
from tests.engine.forecasting.pairs import SLOPES, pairs, planted

from levier.errors import InvalidArgument
from levier.forecasting.elicitation import elicit
from levier.forecasting.priors import UNCALIBRATED, prior_of_relative_effect
from levier.forecasting.recalibration import PastPairs, recalibrate

FORECAST = elicit(0.06, 0.10, 0.14)


def test_many_pairs_tell_authors_apart() -> None:
    learned = recalibrate(planted(1, 200), ("author",))
    for author, slope in SLOPES.items():
        worth = learned.worth("author", author)
        assert worth.low95 < slope < worth.high95
        assert worth.high95 - worth.low95 < 0.3
        assert worth.pairs == 100


ARRAYS = ("forecasts", "variances", "measured", "sds")


def arrays(parts: Sequence[PastPairs], repeats: int = 1) -> list[np.ndarray]:
    """Join the arrays of several histories, each pair so many times."""
    return [
        np.repeat(np.concatenate([getattr(one, name) for one in parts]), repeats) for name in ARRAYS
    ]


def with_newcomer(count: int) -> PastPairs:
    """Sixty pairs of people of whose hopes 40 % came true, and a newcomer's where all did."""
    many, hope = planted(2, 60, {"human": 0.4}), np.full(count, 0.10)
    new = pairs(hope, hope, np.full(count, 0.03), ["ai"] * count)
    forecasts, variances, measured, sds = arrays([many, new])
    return PastPairs(
        forecasts,
        variances,
        measured,
        sds,
        {"author": [*many.groups["author"], *new.groups["author"]]},
        tuple(str(place) for place in range(60 + count)),
    )


def test_a_group_of_few_pairs_is_drawn_towards_the_whole() -> None:
    one, twenty = (recalibrate(with_newcomer(count), ("author",)) for count in (1, 20))
    people = one.worth("author", "human").slope
    assert people < one.worth("author", "ai").slope < 0.75
    assert 0.85 < twenty.worth("author", "ai").slope < 1.05


def alone(seed: int, count: int, slope: float) -> PastPairs:
    """Pairs of one kind of author, of whose hopes ``slope`` came true on average."""
    generator = np.random.default_rng(seed)
    forecasts = generator.uniform(0.02, 0.15, count)
    sds = generator.uniform(0.005, 0.02, count)
    shares = generator.normal(slope, 0.2, count)
    truth = shares * forecasts + generator.normal(0, 0.015, count)
    return pairs(forecasts, generator.normal(truth, sds), sds)


@pytest.mark.parametrize("slope", [0.2, 0.5, 1.0])
def test_many_pairs_reveal_what_forecasts_are_worth(slope: float) -> None:
    learned = recalibrate(alone(1, 400, slope), use_stated=False)
    worth = learned.worth()
    assert worth.low95 - 0.05 < slope < worth.high95 + 0.05
    assert worth.high95 - worth.low95 < 0.2


def test_surprises_widen_what_is_left() -> None:
    calm = alone(5, 60, 0.6)
    noisy = calm.measured + np.random.default_rng(0).normal(0, 0.08, 60)
    surprised = recalibrate(pairs(calm.forecasts, noisy, calm.sds)).surprise_variance({})
    assert surprised > 0.05**2
    assert recalibrate(calm).surprise_variance({}) < 0.03**2


def test_the_slope_is_covered_as_often_as_claimed() -> None:
    """300 organisations of 15 pairs: standard error 1.3 points at 95 %."""
    inside = 0
    for seed in range(300):
        slope = float(np.random.default_rng([2, seed]).normal(0.7, 0.5))
        worth = recalibrate(alone(seed, 15, slope), use_stated=False).worth()
        inside += worth.low95 <= slope <= worth.high95
    assert inside / 300 >= 0.95 - 4 * 0.013


def test_without_pairs_nothing_is_learned() -> None:
    nothing = np.array([])
    learned = recalibrate(pairs(nothing, nothing, nothing), use_stated=False)
    assert learned.worth().slope == pytest.approx(UNCALIBRATED.slope_mean)
    found = learned.predict(FORECAST, {})
    prior = prior_of_relative_effect(FORECAST)
    assert found.mean == pytest.approx(prior.mean)
    # The spreads are summed over a grid of half-normals here, and taken at their scale there.
    assert found.variance == pytest.approx(prior.sd**2, rel=0.15)


def test_measurements_without_precision_change_next_to_nothing() -> None:
    vague = alone(3, 10, 0.0)
    learned = recalibrate(pairs(vague.forecasts, vague.measured, np.full(10, 10.0)))
    assert learned.worth().slope == pytest.approx(UNCALIBRATED.slope_mean, abs=0.01)


def test_an_author_nobody_knows_is_less_certain() -> None:
    learned = recalibrate(planted(5, 80), ("author",))
    known, new = (learned.predict(FORECAST, {"author": one}) for one in ("ai", "board"))
    assert new.variance > known.variance


def test_two_authors_of_one_outcome_count_once() -> None:
    past = planted(6, 20, {"human": 0.4})
    forecasts, variances, measured, sds = arrays([past], 2)
    twice = PastPairs(
        forecasts,
        variances,
        measured,
        sds,
        {"author": [""] * 40},
        tuple(name for name in past.outcomes for _ in range(2)),
    )
    assert recalibrate(twice).worth().low95 == pytest.approx(recalibrate(past).worth().low95)


def test_ranges_are_covered_as_often_as_claimed() -> None:
    """300 organisations of 20 pairs whose two authors differ: standard error 1.3 points at 95 %."""
    held = 0
    for seed in range(300):
        generator = np.random.default_rng([7, seed])
        slopes = dict(zip(("human", "ai"), generator.normal(0.7, 0.3, 2), strict=True))
        worth = recalibrate(planted(seed, 20, slopes), ("author",)).worth("author", "ai")
        held += worth.low95 <= slopes["ai"] <= worth.high95
    assert held / 300 >= 0.95 - 4 * 0.013


def test_without_pairs_the_cautious_default_is_left() -> None:
    learned = recalibrate(pairs([], [], []), ("author",))
    assert learned.worth().slope == pytest.approx(UNCALIBRATED.slope_mean, abs=1e-6)
    assert learned.predict(FORECAST, {}).quantile(0.1) < 0


def test_the_order_of_pairs_does_not_matter() -> None:
    past = planted(8, 15)
    order = np.random.default_rng(0).permutation(15)
    shuffled = pairs(
        past.forecasts[order],
        past.measured[order],
        past.sds[order],
        [past.groups["author"][place] for place in order],
    )
    found = [recalibrate(one, ("author",)).predict(FORECAST, {}).mean for one in (past, shuffled)]
    assert found[0] == pytest.approx(found[1], abs=1e-9)


def test_a_group_without_pairs_has_no_worth() -> None:
    with pytest.raises(InvalidArgument, match="no pair of author 'board'"):
        recalibrate(planted(9, 6), ("author",)).worth("author", "board")


def test_a_group_that_scatters_more_is_given_wider_ranges() -> None:
    past = planted(10, 80, {"human": 0.7, "ai": 0.7})
    wild = np.array([one == "ai" for one in past.groups["author"]])
    noise = np.random.default_rng(0).normal(0, 0.06, 80)
    measured = past.measured + np.where(wild, noise, 0.0)
    past = pairs(past.forecasts, measured, past.sds, past.groups["author"])
    learned = recalibrate(past, ("author",))
    assert (
        learned.worth("author", "ai").scatter > 1.3 > 0.8 > learned.worth("author", "human").scatter
    )
