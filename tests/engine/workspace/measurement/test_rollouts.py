"""Decisions that reached some stores and not others: the strongest design answers, and says so."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.workspace.measurement.company import (
    decided,
    decision,
    effect_of,
    expects,
    measured,
    only,
    reasons,
)
from tests.engine.workspace.measurement.stores import (
    DAYS,
    WEEKS,
    chain,
    name,
    reaches,
    sales,
    week,
)

from levier.workspace.model import DesignChoice, Exposure, Observations
from levier.workspace.results import Design, Grade, Verdict

STORES = 40
PLANTED = 0.08
WHEN = {store: 40 + 6 * (store % 3) for store in range(20)}
"""Twenty stores reached in three waves, twenty never."""


def many(seed: int = 1) -> np.ndarray:
    steps = {store: {at: PLANTED} for store, at in WHEN.items()}
    return sales(STORES, steps, seed)


def test_many_stores_are_compared_group_by_group() -> None:
    effect = only(measured(chain(many(), reaches("change", WHEN))))
    assert (effect.design, effect.grade) == (Design.ROLLOUT, Grade.B)
    assert effect.reached is not None
    assert effect.reached.method == "group_time"
    assert (effect.reached.units, effect.reached.compared) == (20, 20)
    assert effect.effect.low95 < PLANTED < effect.effect.high95
    assert effect.verdict is Verdict.GAIN


def test_the_effect_is_that_of_the_stores_reached_and_the_sum_that_of_all() -> None:
    made = many()
    effect = only(measured(chain(made, reaches("change", WHEN))))
    reached = sum(made[store, at:].sum() for store, at in WHEN.items())
    expected = reached * PLANTED / (1 + PLANTED)
    assert effect.cumulative.low95 < expected < effect.cumulative.high95
    cells = sum(WEEKS - at for at in WHEN.values())
    assert effect.reached is not None
    assert effect.cumulative.p50 == pytest.approx(effect.reached.per_unit.p50 * cells, rel=0.05)
    assert effect.reached.whole_metric.p50 < effect.effect.p50


def test_the_path_is_nothing_before_and_the_effect_after() -> None:
    effect = only(measured(chain(many(), reaches("change", WHEN))))
    assert effect.reached is not None
    path = effect.reached.path
    before = [one.value for one in path if one.since < 0]
    after = [one.value for one in path if one.since >= 0]
    assert abs(np.mean(before)) < 0.02
    assert np.mean(after) == pytest.approx(PLANTED, abs=0.02)


def test_other_designs_are_shown_with_how_far_they_are() -> None:
    effect = only(measured(chain(many(), reaches("change", WHEN))))
    shown = [(one.design, one.method) for one in effect.other_designs]
    assert shown == [(Design.ROLLOUT, "contrasts"), (Design.SERIES, None)]
    for one in effect.other_designs:
        assert one.effect.low95 < PLANTED < one.effect.high95
    (agreement,) = (c for c in effect.diagnostics.checks if c.name == "design_agreement")
    assert agreement.status.value == "passed"


def test_few_stores_are_compared_through_time() -> None:
    steps = {0: {40: PLANTED}, 1: {50: PLANTED}, 2: {60: PLANTED}}
    exposures = reaches("change", {0: 40, 1: 50, 2: 60})
    effect = only(measured(chain(sales(8, steps), exposures)))
    assert effect.design is Design.ROLLOUT
    assert effect.reached is not None
    assert effect.reached.method == "contrasts"
    assert effect.effect.low95 < PLANTED < effect.effect.high95
    why = [note["en"] for note in effect.diagnostics.notes]
    assert any(note.startswith("Not compared group by group: With 3 unit(s)") for note in why)


def test_two_stores_reached_at_once_are_compared_with_a_mix_of_the_others() -> None:
    exposures = reaches("change", {0: 50, 1: 50})
    made = sales(25, {0: {50: PLANTED}, 1: {50: PLANTED}})
    effect = only(measured(chain(made, exposures)))
    assert (effect.design, effect.grade) == (Design.SYNTHETIC_CONTROL, Grade.B)
    assert effect.effect.low95 < PLANTED < effect.effect.high95


def test_one_may_ask_for_another_design() -> None:
    parts = {"expectations": (expects(design=DesignChoice.SERIES),)}
    effect = only(measured(chain(many(), reaches("change", WHEN), **parts)))
    assert effect.design is Design.SERIES
    assert effect.reached is None
    assert {one.design for one in effect.other_designs} == {Design.ROLLOUT}


def test_a_design_that_cannot_answer_says_why() -> None:
    parts = {"expectations": (expects(design=DesignChoice.SYNTHETIC_CONTROL),)}
    results = measured(chain(many(), reaches("change", WHEN), **parts))
    assert reasons(results) == {("change", "orders"): "design_not_possible"}
    assert "different dates" in results.not_measured[0].sentence["en"]


def test_a_store_that_another_decision_reached_is_no_control() -> None:
    """Stores 30 to 39 gain 30 % from something else: as controls they would hide the effect."""
    steps = {store: {at: PLANTED} for store, at in WHEN.items()}
    steps |= {store: {45: 0.3} for store in range(30, 40)}
    exposures = reaches("change", WHEN) + reaches("rival", dict.fromkeys(range(30, 40), 45))
    parts = {
        "decisions": decided(decision(starts=280), decision("rival", starts=315)),
        "expectations": (expects(), expects("rival")),
    }
    results = measured(chain(sales(STORES, steps), exposures, **parts))
    change, rival = effect_of(results, "change"), effect_of(results, "rival")
    assert change.reached is not None
    assert (change.reached.compared, change.reached.left_out) == (10, 10)
    assert change.effect.low95 < PLANTED < change.effect.high95
    assert rival.effect.low95 < 0.3 < rival.effect.high95


def test_a_decision_for_all_and_a_roll_out_are_decomposed_together() -> None:
    """The roll-out comes from the units, the other from the series; the parts add up."""
    made = many()
    made[:, 60:] *= 1.15
    parts = {
        "decisions": decided(decision(starts=280), decision("everywhere", starts=60 * DAYS)),
        "expectations": (expects(), expects("everywhere")),
    }
    results = measured(chain(made, reaches("change", WHEN), **parts))
    change, everywhere = effect_of(results, "change"), effect_of(results, "everywhere")
    assert (change.design, everywhere.design) == (Design.ROLLOUT, Design.SERIES)
    assert change.effect.low95 < PLANTED < change.effect.high95
    assert everywhere.effect.low95 < 0.15 < everywhere.effect.high95
    (one,) = results.reconciliation
    parts_sum = (
        one.parts.trend + one.parts.season + one.parts.controls + one.parts.unexplained
        + sum(one.parts.decisions.values())
    )  # fmt: skip
    assert parts_sum == pytest.approx(one.observed_change, abs=1e-8)


def test_stores_left_again_are_compared_through_time() -> None:
    made = sales(12, {})
    made[:4, 40:60] *= 1 + PLANTED
    exposures = tuple(
        Exposure("change", one.unit, one.starts_on, week(60))
        for one in reaches("change", dict.fromkeys(range(4), 40))
    )
    effect = only(measured(chain(made, exposures)))
    assert effect.reached is not None
    assert effect.reached.method == "contrasts"
    assert effect.effect.low95 < PLANTED < effect.effect.high95


def test_stores_that_all_sell_the_same_every_week_say_nothing() -> None:
    made = np.full((12, WEEKS), 7.0)
    results = measured(chain(made, reaches("change", dict.fromkeys(range(4), 40))))
    assert results.effects == ()
    assert reasons(results) == {("change", "orders"): "constant"}


def test_stores_left_before_the_first_week_were_never_reached() -> None:
    gone = tuple(
        Exposure("change", one.unit, one.starts_on, one.starts_on)
        for one in reaches("change", dict.fromkeys(range(4), -3))
    )
    results = measured(chain(many(), gone))
    assert not any(effect.reached for effect in results.effects)


def test_a_survey_in_two_waves_months_apart_is_a_before_and_an_after() -> None:
    """Forty stores asked in weeks 0 and 30 only, half of them reached in week 12."""
    made = many()[:, [10, 30]]
    made[:20, 1] *= 1.05
    dates = np.tile([np.datetime64(week(0)), np.datetime64(week(30))], STORES)
    units = np.repeat(np.array([name(store) for store in range(STORES)], dtype=object), 2)
    parts = {
        "observations": {"orders": Observations(dates, made.ravel(), units)},
        "decisions": decided(decision(starts=12 * DAYS)),
    }
    exposures = reaches("change", dict.fromkeys(range(20), 12))
    effect = only(measured(chain(made, exposures, **parts)))
    assert effect.reached is not None
    assert (effect.reached.units, effect.reached.compared) == (20, 20)
    assert effect.effect.low95 < 0.05 < effect.effect.high95


def test_a_series_too_short_for_the_whole_is_answered_by_its_units() -> None:
    made = many()[:, 36:46]
    exposures = reaches("change", dict.fromkeys(range(20), 4))
    made[:20, 4:] = made[:20, 4:] * 1.05
    effect = only(measured(chain(made, exposures, decisions=decided(decision(starts=28)))))
    assert effect.design is Design.ROLLOUT
    assert effect.in_total is False
    assert effect.window.periods == 6
