"""The truth is what the generator did, not what somebody typed."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import pytest

from levier.workspace.demonstration import write
from levier.workspace.demonstration.plan_decisions import DECISIONS
from levier.workspace.demonstration.series import effects_on, generate
from levier.workspace.demonstration.truth import Truth, truths
from levier.workspace.model import EffectScale, Shape

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.demonstration.series import Series


@pytest.fixture(scope="module")
def series() -> dict[str, Series]:
    return generate(1)


@pytest.fixture(scope="module")
def found(series: dict[str, Series]) -> dict[tuple[str, str, str], Truth]:
    return {(one.decision, one.metric, one.arm): one for one in truths(series)}


def test_every_planted_effect_has_its_truth(found: dict[tuple[str, str, str], Truth]) -> None:
    planned = {(d.id, e.metric) for d in DECISIONS if d.shipped for e in d.effects}
    planned.add(("old-welcome", "signups"))
    assert {(decision, metric) for decision, metric, _ in found} == planned
    assert ("marketplace", "subscriptions", "") not in found


def test_a_step_for_all_is_its_own_size(found: dict[tuple[str, str, str], Truth]) -> None:
    checked = 0
    for decision in DECISIONS:
        for effect in decision.effects:
            one = found.get((decision.id, effect.metric, ""))
            if one is None or effect.shape is not Shape.STEP or decision.reaches:
                continue
            assert one.effect == pytest.approx(effect.size, rel=1e-9, abs=1e-12)
            checked += 1
    assert checked > 15


def test_a_ramp_and_a_pulse_weigh_less_than_the_full_effect(
    found: dict[tuple[str, str, str], Truth],
) -> None:
    assert 0 < found["seo-guides", "visits", ""].effect < 0.10
    # Mean of 2^(-d/5) over 26 days is 0.275.
    pulse = found["black-friday", "subscriptions", ""].effect
    assert pulse == pytest.approx(0.28 * 0.275, rel=0.2)


def test_what_reached_some_units_is_told_of_those_units(
    found: dict[tuple[str, str, str], Truth],
) -> None:
    assert found["regional-campaign", "demos", ""].effect == pytest.approx(0.22)
    assert found["partner-portal", "partner-orders", ""].effect == pytest.approx(0.15)
    assert found["counter-screens", "starter-packs", ""].effect == pytest.approx(0.14)
    assert found["depot-adviser", "starter-packs", ""].effect == pytest.approx(0.30)


def test_a_holdout_is_told_of_all_that_it_holds_back(
    found: dict[tuple[str, str, str], Truth],
) -> None:
    held = found["old-welcome", "signups", ""]
    assert held.effect == pytest.approx(1.06 * 1.03 - 1)
    assert held.cumulative == pytest.approx(0.9 * 470_000 * 0.0445 * held.effect)


def test_what_does_nothing_does_exactly_nothing(found: dict[tuple[str, str, str], Truth]) -> None:
    for key in (("trial-reminder", "subscriptions", ""), ("mobile-app", "activation", "")):
        assert found[key].effect == 0
        assert found[key].cumulative == 0


def test_cumulative_is_the_difference_of_two_histories(
    series: dict[str, Series], found: dict[tuple[str, str, str], Truth]
) -> None:
    one = series["subscriptions"]
    gained = float((one.expected - one.without["checkout-one-page"]).sum())
    truth = found["checkout-one-page", "subscriptions", ""]
    assert truth.cumulative == pytest.approx(gained, rel=1e-12)
    assert truth.money == pytest.approx(235 * gained, rel=1e-12)


def test_no_decision_acts_before_it_starts(series: dict[str, Series]) -> None:
    for one in series.values():
        for decision, _ in effects_on(one.plan.id):
            before = [day < decision.starts_on for day in one.dates]
            early = one.expected[before] - one.without[decision.id][before]
            # A week that the decision starts in the middle of is touched from that day on.
            assert np.count_nonzero(early.any(axis=1)) <= 1


def test_points_are_told_on_their_own_scale(found: dict[tuple[str, str, str], Truth]) -> None:
    chatbot = found["chatbot", "nps", ""]
    assert chatbot.scale is EffectScale.ABSOLUTE
    assert chatbot.effect == pytest.approx(-2.0)
    assert chatbot.relative == pytest.approx(-0.05, abs=0.015)
    assert chatbot.money is None


def test_an_arm_that_was_not_launched_counts_its_own_users(
    found: dict[tuple[str, str, str], Truth],
) -> None:
    launched = found["pricing-page", "signups", "comparison-table"]
    other = found["pricing-page", "signups", "short-page"]
    assert launched.effect == pytest.approx(0.09)
    assert (other.effect, other.average) == pytest.approx((0.02, 0.02 * 0.0445))
    assert other.cumulative == pytest.approx(49_000 * 0.02 * 0.0445)


def test_the_file_holds_the_same(tmp_path: Path, found: dict[tuple[str, str, str], Truth]) -> None:
    path = write(tmp_path / "demo", seed=1) / "truth.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == len(found)
    for row in rows:
        one = found[row["decision"], row["metric"], row["arm"]]
        assert float(row["effect"]) == pytest.approx(one.effect, rel=1e-5, abs=1e-12)
        assert row["scale"] == one.scale
