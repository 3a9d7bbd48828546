"""How often something is found in clean series: what is dropped by default must hardly ever be."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from tests.engine.workspace.data_quality.made_series import NOISES, clean, examined, kinds, metric

from levier.workspace.data_finding import FindingKind
from levier.workspace.model import Grain

EACH = 15
SHAPES = ((Grain.DAY, 120), (Grain.DAY, 365), (Grain.WEEK, 52), (Grain.WEEK, 104))


@cache
def alarms(noise: str) -> list[set[FindingKind]]:
    """Look at clean series of all shapes; give what was found in each."""
    return [
        kinds(examined(clean(noise, grain, length, seed), metric(grain)))
        for (grain, length), seed in product(SHAPES, range(EACH))
    ]


@pytest.mark.parametrize("noise", NOISES)
def test_clean_series_have_nothing_that_is_left_out(noise: str) -> None:
    assert all(FindingKind.INCOMPLETE_LAST not in found for found in alarms(noise))


@pytest.mark.parametrize("noise", [one for one in NOISES if one != "heavy"])
def test_clean_series_hardly_ever_have_anything_shown(noise: str) -> None:
    assert sum(map(bool, alarms(noise))) <= 1


def test_heavy_tails_are_taken_for_an_outage_one_time_in_ten_at_most() -> None:
    """A day at half of its level and back is one, as far as values tell."""
    assert all(found <= {FindingKind.OUTAGE} for found in alarms("heavy"))
    assert sum(map(bool, alarms("heavy"))) <= len(SHAPES) * EACH / 10
