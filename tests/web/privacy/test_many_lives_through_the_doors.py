"""Longer lives, every door at every look: minutes, for ``make test-slow``."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.privacy.test_nothing_through_the_doors import told_apart


@pytest.mark.parametrize("seed", [2, 3, 5, 7, 11, 13])
def test_both_worlds_look_the_same(seed: int, settings: Any, db: None) -> None:
    settings.API_PER_MINUTE = 1_000_000
    assert told_apart(seed, 4, 1.0) == []
