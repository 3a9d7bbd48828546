"""The free-trial screener measured as a whole workspace: do not launch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reference.experiments.udacity import write_udacity

import levier
from levier.workspace.results import Design, Grade, Verdict

if TYPE_CHECKING:
    from levier.workspace.results import Effect, Results


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return levier.measure(write_udacity(tmp_path_factory.mktemp("udacity")))


def effect_on(results: Results, metric: str) -> Effect:
    (found,) = (one for one in results.effects if one.metric == metric)
    return found


@pytest.mark.parametrize(
    ("metric", "value", "low", "high"),
    [
        ("gross-conversion", -0.0206, -0.0291, -0.0120),
        ("net-conversion", -0.0049, -0.0116, 0.0019),
    ],
)
def test_differences_are_those_published(
    results: Results, metric: str, value: float, low: float, high: float
) -> None:
    """Drawn quantiles: the median is known to 1.25 / 64 of a standard error, the ends to 4 %."""
    average = effect_on(results, metric).average
    sd = (high - low) / 3.92
    assert average.p50 == pytest.approx(value, abs=4 * 1.25 * sd / 64)
    assert (average.low95, average.high95) == pytest.approx((low, high), abs=0.16 * sd)


def test_fewer_enrolments_are_proven_and_wanted(results: Results) -> None:
    effect = effect_on(results, "gross-conversion")
    assert effect.verdict is Verdict.GAIN
    assert (effect.design, effect.grade) == (Design.EXPERIMENT, Grade.A)
    assert effect.effect.high95 < 0


def test_payments_are_not_proven_to_hold_so_do_not_launch(results: Results) -> None:
    effect = effect_on(results, "net-conversion")
    assert effect.verdict is Verdict.NOT_PROVEN
    assert effect.probability_right_direction < 0.1
    # A loss of more than the 0.75 points that Udacity could bear is not excluded.
    assert effect.average.low95 < -0.0075
    assert effect.settling is not None
    assert effect.settling.users_per_arm is not None
    # 17,000 clicks an arm did not settle it, so more are needed.
    assert effect.settling.users_per_arm > 17_293


def test_a_test_without_a_value_in_money_only_costs(results: Results) -> None:
    assert all(effect.money is None and not effect.in_total for effect in results.effects)
    assert results.portfolio.net.p50 == -6000
    assert results.not_measured == ()
