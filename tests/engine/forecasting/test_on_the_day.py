"""The law of recalibration: nothing that comes later changes it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.forecasting.pairs import pairs

from levier.forecasting.elicitation import elicit
from levier.forecasting.on_the_day import OnTheDay, Stated, recalibrated_on_the_day
from levier.forecasting.recalibration import PastPairs

case = st.tuples(
    st.floats(0.0, 0.2), st.floats(-0.2, 0.2), st.integers(0, 30), st.sampled_from(["human", "ai"])
)
Case = tuple[float, float, int, str]
QUESTIONS = tuple(
    Stated(elicit(0.02, 0.05, 0.1), {"author": "ai"}, day) for day in (0, 10, 11, 20, 31)
)


def known(cases: list[Case]) -> tuple[PastPairs, np.ndarray]:
    forecasts, measured, days, authors = zip(*cases, strict=True) if cases else ((),) * 4
    past = pairs(forecasts, measured, [0.01] * len(cases), authors)
    return past, np.array(days, dtype=np.int64)


def answered(cases: list[Case]) -> tuple[OnTheDay, ...]:
    return recalibrated_on_the_day(QUESTIONS, *known(cases), ("author",))


@settings(max_examples=25, deadline=None)
@given(st.lists(case, max_size=6), st.lists(case, max_size=6), st.lists(case, max_size=6))
def test_what_comes_later_changes_no_earlier_forecast(
    before: list[Case], later: list[Case], otherwise: list[Case]
) -> None:
    past = [(*one[:2], one[2] % 10, one[3]) for one in before]
    futures = [[(*one[:2], 10 + one[2], one[3]) for one in future] for future in (later, otherwise)]
    one, other = (answered([*past, *future]) for future in futures)
    for place in (0, 1):  # stated on days 0 and 10: what was measured on the day is not known yet
        assert one[place].pairs == other[place].pairs
        assert one[place].forecast.mean == other[place].forecast.mean
        assert one[place].forecast.variance == other[place].forecast.variance


def test_a_measurement_of_the_day_itself_is_not_used() -> None:
    counts = [one.pairs for one in answered([(0.1, 0.02, 10, "human"), (0.1, 0.02, 19, "ai")])]
    assert counts == [0, 0, 1, 2, 2]


def test_what_was_known_is_used() -> None:
    disappointing = [(0.1, 0.0, day, "ai") for day in range(10)]
    first, second, *_ = answered(disappointing)
    assert second.forecast.mean < first.forecast.mean - 0.01
