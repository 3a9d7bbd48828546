"""How many events a count needs before a change of it can be told from chance."""

from __future__ import annotations

import math

import numpy as np
import pytest

from levier.errors import InvalidArgument
from levier.impact.planning.base_events import base_events
from levier.impact.planning.chance import Chance


@pytest.mark.parametrize(("effect", "events"), [(0.30, 202), (0.20, 433), (0.17, 591)])
def test_the_three_known_answers(effect: float, events: int) -> None:
    assert base_events(effect) == events


@pytest.mark.parametrize("effect", [0.30, 0.20, -0.25])
def test_counts_of_that_size_are_told_apart_as_often_as_promised(effect: float) -> None:
    """With 40,000 draws the share has a standard error of 0.2 %.

    The normal law of the log ratio is a first-order one: its next term is of order 1 / events,
    under one percent here.
    """
    events, generator = base_events(effect), np.random.default_rng(1)
    before = generator.poisson(events, 40_000)
    after = generator.poisson(events * (1 + effect), 40_000)
    statistic = np.log(after / before) / np.sqrt(1 / after + 1 / before)
    assert (np.abs(statistic) > 1.959964).mean() == pytest.approx(0.8, abs=0.012)


def test_a_fall_and_the_rise_that_undoes_it_need_the_same_events_in_all() -> None:
    """A fall by a fifth is a rise by a quarter with the two periods exchanged."""
    fall, rise = base_events(-0.2), base_events(0.25)
    assert fall * 0.8 == pytest.approx(rise, abs=1)


def test_more_certainty_needs_more_events() -> None:
    assert base_events(0.3, Chance(power=0.9)) > base_events(0.3)
    assert base_events(0.3, Chance(level=0.01)) > base_events(0.3)


@pytest.mark.parametrize("effect", [0.0, -1.0, -2.0, math.inf, math.nan])
def test_nothing_to_see_is_refused(effect: float) -> None:
    with pytest.raises(InvalidArgument, match="above -1 and not zero"):
        base_events(effect)
