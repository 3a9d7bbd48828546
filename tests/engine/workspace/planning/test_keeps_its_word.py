"""What a plan calls detectable is detected as often as it says: few histories, many in benchmarks.

``benchmarks/planning.py`` counts at full size; here 16 histories must be within three standard
errors of 80 % seen when planted (10 points each) and of 5 % when not (5.5 points).
"""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.planning import kept_word

HISTORIES = 16


@pytest.mark.parametrize(("name", "rows"), [("series", 1), ("half of the stores", 8)])
def test_four_in_five_are_seen_and_few_where_there_is_nothing(name: str, rows: int) -> None:
    found = np.array([kept_word(name, rows, seed) for seed in range(1000, 1000 + HISTORIES)])
    seen, false, _ = found.mean(axis=0)
    assert seen > 0.8 - 3 * 0.10
    assert false < 0.05 + 3 * 0.055
