"""How often something is found in clean series: what is dropped by default must hardly ever be."""

from __future__ import annotations

from itertools import product

import pytest
from tests.engine.workspace.data_quality.made_series import NOISES, clean, examined, kinds, metric

from levier.workspace.data_finding import FindingKind
from levier.workspace.model import Grain

EACH = 15
SHAPES = ((Grain.DAY, 120), (Grain.DAY, 365), (Grain.WEEK, 52), (Grain.WEEK, 104))
ALARMING = {
    FindingKind.INCOMPLETE_LAST,
    FindingKind.OUTAGE,
    FindingKind.STUCK,
    FindingKind.LEVEL_SHIFT,
}


@pytest.mark.parametrize("noise", NOISES)
def test_clean_series_have_nothing_that_is_left_out(noise: str) -> None:
    for (grain, length), seed in product(SHAPES, range(EACH)):
        found = examined(clean(noise, grain, length, seed), metric(grain))
        assert FindingKind.INCOMPLETE_LAST not in kinds(found), (grain, length, seed)


@pytest.mark.parametrize("noise", [one for one in NOISES if one != "heavy"])
def test_clean_series_hardly_ever_have_anything_shown(noise: str) -> None:
    alarms = [
        kinds(examined(clean(noise, grain, length, seed), metric(grain))) & ALARMING
        for (grain, length), seed in product(SHAPES, range(EACH))
    ]
    assert sum(map(bool, alarms)) <= 1


def test_heavy_tails_are_taken_for_an_outage_one_time_in_five_at_most() -> None:
    """A day at half of its level and back is one, as far as values tell."""
    alarms = [
        kinds(examined(clean("heavy", Grain.DAY, 365, seed))) & ALARMING for seed in range(40)
    ]
    assert all(found <= {FindingKind.OUTAGE} for found in alarms)
    assert sum(map(bool, alarms)) <= 8
