"""The experiment of LaLonde found again, and the comparison without lots flagged as wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reference.experiments.lalonde import read_men, write_lalonde

import levier
from levier.workspace.results import CheckStatus, Design, Grade, Verdict

if TYPE_CHECKING:
    from levier.workspace.results import Effect

PUBLISHED = 1_794.34
"""Dollars of 1978: Dehejia and Wahba (1999), table 3, unadjusted."""
NEYMAN = 671.0
"""Standard error from the two variances; 633 when they are pooled, as published."""
NAIVE = -8_497.5


@pytest.fixture(scope="module")
def by_lot(tmp_path_factory: pytest.TempPathFactory) -> Effect:
    return measured(tmp_path_factory, "nsw")


@pytest.fixture(scope="module")
def without_lots(tmp_path_factory: pytest.TempPathFactory) -> Effect:
    return measured(tmp_path_factory, "cps")


def measured(factory: pytest.TempPathFactory, controls: str) -> Effect:
    (effect,) = levier.measure(write_lalonde(factory.mktemp(controls), controls)).effects
    return effect


def statuses(effect: Effect) -> dict[str, CheckStatus]:
    return {check.name: check.status for check in effect.diagnostics.checks}


def test_the_experiment_is_found_again(by_lot: Effect) -> None:
    """2,048 draws know their median to 1.25 standard errors over 45, the ends to 4 %."""
    assert by_lot.average.p50 == pytest.approx(PUBLISHED, abs=4 * 1.25 * NEYMAN / 45)
    error = (by_lot.average.high95 - by_lot.average.low95) / 3.92
    assert error == pytest.approx(NEYMAN, rel=0.06)
    assert error > 633


def test_men_drawn_by_lot_were_alike_and_prove_the_gain(by_lot: Effect) -> None:
    assert set(statuses(by_lot).values()) == {CheckStatus.PASSED}
    assert set(statuses(by_lot)) == {"sample_ratio", "covariate_balance"}
    assert (by_lot.design, by_lot.grade) == (Design.EXPERIMENT, Grade.A)
    assert by_lot.verdict is Verdict.GAIN


def test_the_comparison_without_lots_has_the_wrong_sign(without_lots: Effect) -> None:
    assert without_lots.average.p50 == pytest.approx(NAIVE, abs=100)
    assert without_lots.effect.high95 < 0


def test_the_comparison_without_lots_proves_nothing_and_says_why(without_lots: Effect) -> None:
    found = statuses(without_lots)
    assert found["covariate_balance"] is CheckStatus.FAILED
    assert found["sample_ratio"] is CheckStatus.FAILED
    assert (without_lots.grade, without_lots.verdict) == (Grade.B, Verdict.NOT_PROVEN)
    assert not without_lots.in_total
    (check,) = (one for one in without_lots.diagnostics.checks if one.name == "covariate_balance")
    # 13,651 dollars in 1975 for the survey, 1,532 for the trained.
    assert "13,651" in check.sentence["en"]
    assert "1,532" in check.sentence["en"]


@pytest.mark.parametrize(("controls", "men"), [("nsw", 445), ("cps", 185 + 15_992)])
def test_everyone_is_counted(controls: str, men: int) -> None:
    assert len(read_men(controls)) == men
