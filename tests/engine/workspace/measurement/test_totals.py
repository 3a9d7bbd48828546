"""Totals are sums of joint draws: parts agree with wholes, and costs are those of their day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.engine.workspace.measurement.company import (
    LENGTH,
    START,
    company,
    decided,
    decision,
    measured,
    metric,
    on,
)
from tests.engine.workspace.measurement.conftest import DRAWS

import levier
from levier.workspace.model import Cost
from levier.workspace.results import Grade, GroupTotal, Interval, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from levier.workspace.results import Results


def middle(one: Interval) -> float:
    """Give the centre of a sum, which adds up over parts, unlike its quantiles, to rounding."""
    return one.p50


def spread(one: Interval) -> float:
    return one.high95 - one.low95


def groupings(results: Results) -> dict[str, Mapping[str, GroupTotal]]:
    portfolio = results.portfolio
    return {
        "grade": portfolio.by_grade,
        "team": portfolio.by_team,
        "product": portfolio.by_product,
        "origin": portfolio.by_origin,
    }


@pytest.mark.parametrize("name", ["grade", "team", "product", "origin"])
def test_groups_hold_every_effect_of_the_total_once(demo: Results, name: str) -> None:
    """Medians of sums are not sums of medians: they agree within a tenth of the total's width."""
    groups = groupings(demo)[name]
    counted = [effect for effect in demo.effects if effect.in_total]
    assert sum(group.effects for group in groups.values()) == len(counted) > 10
    total = sum(middle(group.value) for group in groups.values())
    assert total == pytest.approx(demo.portfolio.value.p50, abs=0.1 * spread(demo.portfolio.value))


def test_a_group_of_one_effect_is_that_effect(demo: Results) -> None:
    """A group's value is that of its members' own draws, here before shrinkage too."""
    alone = company(
        metrics={"orders": metric(value_per_unit=(10, 10, 10))},
        decisions=decided(decision(team="Buying", product="Shop", origin="client")),
    )
    results = measured(alone)
    for groups in groupings(results).values():
        ((label, group),) = groups.items()
        assert group.value == results.portfolio.value
        assert group.effects == 1
        assert label in {"D", "Buying", "Shop", "client"}
    assert results.portfolio.unshrunk == results.effects[0].money
    assert demo.portfolio.by_grade.keys() <= {grade.value for grade in Grade}


def test_the_widths_of_dependent_effects_do_not_add_up(demo: Results) -> None:
    """All effects of one metric share its margin and its draws; the total is not their sum."""
    counted = [e.money for e in demo.effects if e.in_total and e.money is not None]
    widths = sum(spread(money) for money in counted)
    assert spread(demo.portfolio.unshrunk) < widths


def test_what_is_proven_is_a_part_of_the_whole(demo: Results, demo_folder: Path) -> None:
    """No forecast enters it: it is the sum of the proven effects as measured without any."""
    off = levier.measure(demo_folder, priors="off", draws=DRAWS)
    counted = [one for one in off.effects if one.in_total and one.money is not None]
    proven = [one for one in counted if one.verdict is not Verdict.NOT_PROVEN]
    assert 0 < len(proven) < len(counted)
    centre = sum(one.money.p50 for one in proven if one.money is not None)
    near = 0.1 * spread(off.portfolio.proven_unshrunk)
    assert off.portfolio.proven_unshrunk.p50 == pytest.approx(centre, abs=near)
    assert demo.portfolio.proven != demo.portfolio.value


def test_luck_is_taken_back_from_what_was_selected(demo: Results) -> None:
    assert abs(demo.portfolio.proven.p50) < abs(demo.portfolio.proven_unshrunk.p50)


def test_declared_effects_are_apart(demo: Results) -> None:
    declared = [effect for effect in demo.effects if effect.grade is Grade.E]
    assert [effect.decision for effect in declared] == ["security-label"]
    assert not any(effect.in_total for effect in declared)
    assert "E" not in {label for label, group in demo.portfolio.by_grade.items() if group.effects}
    assert demo.portfolio.declared == declared[0].money


def test_net_is_value_less_cost(demo: Results) -> None:
    portfolio = demo.portfolio
    assert portfolio.cost == pytest.approx(sum(one.amount for one in demo.workspace.costs))
    for name in ("p10", "p50", "p90", "low95", "high95"):
        value, net = getattr(portfolio.value, name), getattr(portfolio.net, name)
        assert net == pytest.approx(value - portfolio.cost)
    assert portfolio.return_on_cost is not None
    assert portfolio.return_on_cost.p50 == pytest.approx(portfolio.net.p50 / portfolio.cost)


def test_costs_of_teams_and_products_are_those_of_their_rows(demo: Results) -> None:
    decisions = demo.workspace.decisions
    for label, group in demo.portfolio.by_team.items():
        rows = [
            cost
            for cost in demo.workspace.costs
            if label in (cost.team, decisions[cost.decision].team if cost.decision else None)
        ]
        assert group.cost == pytest.approx(sum(cost.amount for cost in rows))


def test_a_cost_counts_from_its_day_on() -> None:
    bills = (Cost(on(50), 300.0, "change"), Cost(on(START + 60), 500.0, "change"))
    spent = company(costs=bills)
    assert measured(spent).portfolio.cost == 800.0
    assert measured(spent, as_of=on(START + 59)).portfolio.cost == 300.0
    assert measured(spent, as_of=on(START + 60)).portfolio.cost == 800.0
    to_come = Cost(on(LENGTH + 5), 900.0, "change")
    assert measured(company(costs=(*bills, to_come))).portfolio.cost == 800.0


def test_person_days_are_priced_at_the_rate_of_their_day(demo: Results) -> None:
    """The price of a day rose in the middle of the demonstration, for some teams otherwise."""
    dated = [cost for cost in demo.workspace.costs if cost.person_days]
    rates = {rate.amount for rate in demo.workspace.rates}
    assert len({cost.rate for cost in dated}) >= 2
    for cost in dated:
        assert cost.rate in rates
        assert cost.amount == pytest.approx((cost.person_days or 0) * (cost.rate or 0), abs=0.01)
