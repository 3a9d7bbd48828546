import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.impact.models.link import Link, LinkName, choose_link, mean_slope

shares = st.floats(0.01, 0.99)


@given(st.sampled_from(list(LinkName)), shares)
def test_there_and_back(name: LinkName, value: float) -> None:
    link = Link(name)
    assert link.inverse(link.forward(np.array([value])))[0] == pytest.approx(value)


@given(st.sampled_from(list(LinkName)), shares, st.floats(-0.2, 0.2))
def test_a_relative_change_and_its_shift_name_each_other(
    name: LinkName, level: float, relative: float
) -> None:
    link = Link(name)
    if name is LinkName.LOGIT:
        level = min(level, 0.8)
    shift = link.shift_for(relative, level)
    if name is LinkName.LOG_HALF and level * (1 + relative) <= 0:
        return
    assert link.relative_for(np.array([shift]), level)[0] == pytest.approx(relative, abs=1e-6)


@given(shares, shares)
def test_the_mean_slope_turns_score_differences_into_differences(a: float, b: float) -> None:
    for name in LinkName:
        link = Link(name)
        pair = np.array([a, b])
        score = link.forward(pair)
        slope = mean_slope(pair[:1], pair[1:], score[:1], score[1:])[0]
        assert slope * (score[0] - score[1]) == pytest.approx(a - b, abs=1e-9)


@pytest.mark.parametrize(
    ("values", "is_ratio", "is_count", "expected"),
    [
        ([1.0, 2.0, np.nan], False, False, LinkName.LOG),
        ([0.0, 2.0], False, True, LinkName.LOG_HALF),
        ([0.0, 2.5], False, False, LinkName.IDENTITY),
        ([-1.0, 2.0], False, False, LinkName.IDENTITY),
        ([0.2, 0.4], True, False, LinkName.LOGIT),
        ([0.2, 1.4], True, False, LinkName.LOG),
        ([0.0, 0.4], True, False, LinkName.IDENTITY),
    ],
)
def test_the_scale_follows_what_the_values_are(
    values: list[float], is_ratio: bool, is_count: bool, expected: LinkName
) -> None:
    chosen = choose_link(np.array(values), is_ratio=is_ratio, is_count=is_count)
    assert chosen.name is expected
