"""Real test streams of a fashion retailer, looked at every half-day: nothing must prove nothing.

The streams have no known truth. Tests of nothing are drawn along them, with their numbers of
users, variances and looks (``benchmarks.sequential_reading`` says how, and does it at length).
"""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.sequential_reading import (
    FILE,
    Alarms,
    Stream,
    false_alarms,
    proven_for_real,
    read_streams,
)
from tests.reference.data import reference_file

REPLICATIONS = 100
ENOUGH = 50
"""Streams at a look: with 100 replications each, a share of 5 % is known to 0.3 points at least."""


@pytest.fixture(scope="module")
def streams() -> list[Stream]:
    return read_streams(reference_file(FILE))


@pytest.fixture(scope="module")
def alarms(streams: list[Stream]) -> Alarms:
    return false_alarms(streams, REPLICATIONS)


def test_every_stream_is_read(streams: list[Stream]) -> None:
    """396 streams; 15 of them have no look with a variance."""
    assert len(streams) == 381
    assert max(stream.users.shape[1] for stream in streams) == 246


def test_one_look_alone_is_wrong_as_often_as_promised(alarms: Alarms) -> None:
    many = alarms.tests >= ENOUGH
    assert np.abs(alarms.once[many] - 0.05).max() < 5 * 0.003


def test_peeking_finds_effects_of_nothing_several_times_too_often(alarms: Alarms) -> None:
    many = np.flatnonzero(alarms.tests >= ENOUGH)
    assert alarms.overall[0] > 0.25
    assert alarms.once_so_far[many[-1]] > 0.3
    assert (np.diff(alarms.once_so_far[:30]) > 0).mean() > 0.9


def test_the_sequence_holds_at_every_look_and_over_all_of_them(alarms: Alarms) -> None:
    many = alarms.tests >= ENOUGH
    assert alarms.valid[many].max() <= 0.05
    assert alarms.valid_so_far[many].max() <= 0.05
    assert alarms.overall[1] <= 0.05
    assert alarms.overall[2] <= 0.05, "also when it is narrowest just where the test stopped"


def test_the_sequence_still_finds_effects_in_the_real_streams(streams: list[Stream]) -> None:
    once, last, valid = proven_for_real(streams)
    assert 0 < valid < last < once
