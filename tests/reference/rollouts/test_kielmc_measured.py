"""The incinerator through the whole of ``levier measure``: refused, in words, never proven.

Two areas and two years hold no error at all: published, -11,864 is two standard errors wide only
if houses are taken for independent draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reference.folder import write_files
from tests.reference.rollouts.panels import incinerator

import levier

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """
[company]
name = "North Andover"
currency = "USD"
country = ""

[metrics.prices]
title = "House prices"
unit = "dollars"
grain = "year"
direction = "up"
kind = "mean"
"""
EXPOSURES = "decision,unit,starts_on\nincinerator,near,1981-01-01\n"


def town(folder: Path, design: str) -> Path:
    panel = incinerator()
    rows = [
        f"{year}-01-01,prices,{panel.outcome[i, k]},{unit}"
        for i, unit in enumerate(panel.units)
        for k, year in enumerate((1978, 1981))
    ]
    return write_files(
        folder,
        {
            "levier.toml": SETTINGS,
            "metrics.csv": "\n".join(["date,metric,value,unit", *rows]) + "\n",
            "decisions.csv": "id,title,starts_on\nincinerator,Incinerator,1981-01-01\n",
            "expectations.csv": f"decision,metric,design\nincinerator,prices,{design}\n",
            "exposures.csv": EXPOSURES,
        },
    )


@pytest.mark.parametrize("design", ["", "before_after", "rollout", "synthetic_control", "series"])
def test_two_areas_and_two_years_prove_nothing(design: str, tmp_path: Path) -> None:
    results = levier.measure(town(tmp_path, design))
    assert results.effects == ()
    (refused,) = results.not_measured
    assert refused.reason == "too_short_before"
    assert "four periods" in refused.sentence["en"]
    assert results.portfolio.proven.p50 == 0
