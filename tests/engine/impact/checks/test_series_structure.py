"""What the past or the residuals of a series still hold: jumps and rhythms nobody declared."""

from __future__ import annotations

import numpy as np
from benchmarks.planted_series import Recipe
from benchmarks.prepared_series import interventions, planted, to_measure

from levier.impact.checks.placebo_in_time import check_placebo_in_time, placebo_scores
from levier.impact.checks.residual_structure import check_residual_structure
from levier.impact.checks.result import CheckResult, CheckStatus
from levier.impact.checks.structural_break import check_structural_break
from levier.impact.designs.interrupted_time_series import measure_jointly
from levier.impact.models.difference_spectrum import Array


def judged(seed: int, added: Array | None = None) -> dict[str, CheckResult]:
    series = planted(Recipe(noise="clean"), 33, seed)
    ready = to_measure(series)
    if added is not None:
        ready.target[:] += added
    asked = interventions(series, averaging=False)
    fit = measure_jointly(ready, asked, averaging=False, cleaning=False).fit
    placebo, starts = placebo_scores(fit), np.array([series.decisions[0].start])
    found = (
        check_placebo_in_time(placebo, starts),
        check_structural_break(placebo, starts),
        check_residual_structure(fit),
    )
    return {one.name: one for one in found if one is not None}


def test_clean_series_seldom_fail() -> None:
    """Each check at one in a hundred or less: of 60, more than four would be one in a thousand."""
    found = [judged(seed) for seed in range(60)]
    for name in ("placebo_in_time", "structural_break", "residual_structure"):
        failed = [one[name].status is CheckStatus.FAILED for one in found if name in one]
        assert len(failed) > 50
        assert sum(failed) <= 4


def test_a_jump_in_the_past_is_found_and_dated() -> None:
    days = np.arange(730)
    result = judged(1, np.where(days >= 150, 0.4, 0.0))["structural_break"]
    assert result.status is CheckStatus.FAILED
    assert abs(float(result.table[0][0]) - 150) <= 3


def test_a_rhythm_that_nobody_modelled_is_found() -> None:
    days = np.arange(730)
    result = judged(1, np.asarray(0.15 * np.sin(2 * np.pi * days / 30.4), dtype=np.float64))[
        "residual_structure"
    ]
    assert result.status is CheckStatus.FAILED
