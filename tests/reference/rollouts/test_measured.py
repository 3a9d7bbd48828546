"""The published panels through ``levier.measure``: the design chosen, its figure, its verdict.

Nothing is told but the units, the dates and the unit of the effect. What the authors published is
what these designs give on these data; where Levier is less sure than they were, the test says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reference.rollouts.folders import (
    write_cities,
    write_minimum_wage,
    write_reunification,
    write_tobacco,
)

import levier
from levier.workspace.results import Design, Grade, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from levier.workspace.results import Effect


def measured(write: Callable[[Path], Path], folder: Path) -> Effect:
    (effect,) = levier.measure(write(folder), draws=400).effects
    return effect


def test_minimum_wage_is_the_simple_aggregate(tmp_path: Path) -> None:
    """-0.0400 (0.0120), Callaway and Sant'Anna: with Student's caution for twenty units."""
    effect = measured(write_minimum_wage, tmp_path)
    assert (effect.design, effect.grade, effect.verdict) == (Design.ROLLOUT, Grade.B, Verdict.LOSS)
    assert effect.effect.p50 == pytest.approx(-0.0400, abs=0.0001)
    sd = (effect.effect.high95 - effect.effect.low95) / 3.92
    assert 0.0120 <= sd < 0.0120 * 1.05
    assert effect.reached is not None
    assert (effect.reached.units, effect.reached.compared) == (191, 309)
    assert [point.since for point in effect.reached.path] == list(range(-3, 4))


def test_proposition_99_is_synthetic_difference_in_differences(tmp_path: Path) -> None:
    """-15.6 (8.4) of Arkhangelsky et al., table 1; the error by another, moderated, rule."""
    effect = measured(write_tobacco, tmp_path)
    assert (effect.design, effect.grade) == (Design.SYNTHETIC_CONTROL, Grade.B)
    assert effect.effect.p50 == pytest.approx(-15.6, abs=0.05)
    assert effect.verdict is Verdict.GAIN
    ranks = {check.name: check.figure for check in effect.diagnostics.checks}
    # California is the first of 39 in Abadie et al. (2010): 1 / 39.
    assert ranks["placebo_in_space"] == pytest.approx(1 / 39, abs=1e-9)


def test_reunification_is_found_and_not_called_proven(tmp_path: Path) -> None:
    """About -1,600 a year in the paper, which ranks one in 17: no more than that can be known."""
    effect = measured(write_reunification, tmp_path)
    assert effect.design is Design.SYNTHETIC_CONTROL
    assert effect.effect.low95 < -1600 < effect.effect.high95
    assert effect.effect.p50 == pytest.approx(-1600, rel=0.15)
    assert effect.verdict is Verdict.NOT_PROVEN


def test_the_two_cities_hold_the_published_lift_and_prove_nothing(tmp_path: Path) -> None:
    """5.5 % in the walkthrough, whose p-value supposes that days are exchangeable; they are not."""
    effect = measured(write_cities, tmp_path)
    assert effect.design is Design.SYNTHETIC_CONTROL
    assert effect.effect.low95 < 0.055 < effect.effect.high95
    assert effect.cumulative.low95 < 4704 < effect.cumulative.high95
    assert effect.verdict is Verdict.NOT_PROVEN
