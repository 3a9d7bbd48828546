"""Means as limits: capacity by team, budget, and cash that goes out before it comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.engine.workspace.choosing.bets_folder import bets_workspace

from levier.portfolio.bets import LimitKind
from levier.workspace.choosing.drawn import Drawing
from levier.workspace.choosing.means import bets_of
from levier.workspace.inputs.opportunities import Opportunity, Span
from levier.workspace.inputs.portfolio import PortfolioOptions

if TYPE_CHECKING:
    from pathlib import Path

    from levier.portfolio.bets import Bets


def sure(name: str, team: str, days: float, value: float, cost: float = 0.0) -> Opportunity:
    return Opportunity(
        name,
        name,
        team=team,
        effort=Span(days, days, days),
        value=Span(value, value, value),
        cost=cost,
    )


def bets(folder: Path, rows: list[Opportunity], options: PortfolioOptions) -> Bets:
    drawing = Drawing(bets_workspace(folder), options, 50, 0)
    return bets_of([drawing.solution(row) for row in rows], options)


def test_each_team_has_its_days(tmp_path: Path) -> None:
    options = PortfolioOptions(capacity={"A": 10.0, "B": 20.0}, budget=100.0)
    found = bets(tmp_path, [sure("x", "A", 5, 9, 30), sure("y", "B", 8, 9, 40)], options)
    used = [(one.kind, one.name, one.use.round(6).tolist(), one.at_most) for one in found.limits]
    assert used == [
        (LimitKind.CAPACITY, "A", [5.0, 0.0], 10.0),
        (LimitKind.CAPACITY, "B", [0.0, 8.0], 20.0),
        (LimitKind.BUDGET, "", [30.0, 40.0], 100.0),
    ]


def test_cash_goes_out_before_it_comes_in(tmp_path: Path) -> None:
    options = PortfolioOptions(
        horizon_months=4,
        period_months=2,
        opening_cash=100.0,
        monthly_cash=10.0,
        person_day_rate=2.0,
    )
    limits = bets(tmp_path, [sure("x", "", 10, 80, 30)], options).limits
    # 30 at once, 20 of work over two months, then 80 in four equal months.
    assert [one.use.item() for one in limits] == pytest.approx([40, 50, 30, 10, -10, -30])
    assert [one.at_most for one in limits] == pytest.approx([110, 120, 130, 140, 150, 160])


def test_a_value_is_discounted_and_work_is_paid(tmp_path: Path) -> None:
    options = PortfolioOptions(horizon_months=12, discount_rate=0.1, person_day_rate=2.0)
    found = bets(tmp_path, [sure("x", "", 10, 80, 30)], options)
    # An even stream of a year: the integral of 1.1^-t from 0 to 1 is (1 - 1/1.1) / ln 1.1.
    worth = 80 * (1 - 1 / 1.1) / np.log(1.1)
    assert found.values[0] == pytest.approx(np.full(50, worth - 20 - 30))


def test_reach_times_impact_times_unit_value(tmp_path: Path) -> None:
    row = Opportunity(
        "x", "x", metric="orders", effort=Span(1, 1, 1), reach=Span(9, 9, 9), impact=Span(2, 2, 2)
    )
    drawing = Drawing(bets_workspace(tmp_path), PortfolioOptions(), 4000, 0)
    found = drawing.solution(row)
    assert found.gross is not None
    # 9 a month × 2 orders × 12 months × 8, 10 or 12 € of margin at P10, P50, P90.
    quantiles = np.quantile(found.gross, (0.1, 0.5, 0.9))
    assert quantiles == pytest.approx(np.array([8, 10, 12]) * 9 * 2 * 12, rel=0.02)
