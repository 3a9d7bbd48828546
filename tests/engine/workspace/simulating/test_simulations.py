"""Simulations of a folder: what comes from where, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from levier.errors import InvalidArgument
from levier.workspace.inputs.clients import Client, Tool, ToolWay
from levier.workspace.inputs.invoices import ClientInvoice
from levier.workspace.model import Company, Workspace
from levier.workspace.simulating.build_or_buy import run_build_or_buy
from levier.workspace.simulating.client_exit import run_client_exit
from levier.workspace.simulating.results import ChoiceCourses, ClientExit, ExitChoice

BARE = Workspace(Company("Shop", "EUR", ""), {}, {}, {})
MONTHS = [date(2025, month, 1) for month in range(1, 13)]
INVOICES = tuple(
    ClientInvoice(month, client, Fraction(amount))
    for month in MONTHS
    for client, amount in (("Big", 380), *((f"c{rank}", 20) for rank in range(31)))
)
BIG = Client(
    "Big",
    margin=(0.3, 0.4, 0.5),
    avoidable_cost=(60.0, 100.0, 150.0),
    ramp_months=(3.0, 6.0, 9.0),
    notice_months=2.0,
    payment_days=45.0,
    exit_cost=(0.0, 100.0, 300.0),
    refill_share=(0.1, 0.4, 0.8),
    refill_months=(6.0, 12.0, 24.0),
)
TOOL = Tool(
    "pages",
    "Pages",
    {
        "build": ToolWay(cost=(20e3, 30e3, 45e3), monthly_cost=(400.0, 600.0, 900.0)),
        "buy": ToolWay(monthly_cost=(900.0, 1_000.0, 1_100.0)),
    },
    hours_saved=(40.0, 80.0, 160.0),
    hourly_cost=(45.0, 45.0, 45.0),
    realisation=(0.5, 0.5, 0.5),
)


def shop(client: Client = BIG, **rows: object) -> Workspace:
    """Make a folder with one client that weighs too much."""
    filled = {"clients": {client.name: client}, "invoices": INVOICES} | rows
    return replace(BARE, **filled)  # type: ignore[arg-type]


def of(found: ClientExit, choice: ExitChoice) -> ChoiceCourses:
    """Give the courses of one choice."""
    return next(one for one in found.choices if one.choice is choice)


def test_revenue_and_weight_come_from_the_last_twelve_months() -> None:
    found = run_client_exit(shop())
    assert found.monthly_revenue.p50 == pytest.approx(380.0)
    assert found.weight is not None
    assert found.weight.share == pytest.approx(0.38)
    assert found.weight.herfindahl == pytest.approx(38**2 + 31 * 4)
    assert found.weight.without == pytest.approx(31 * (100 / 31) ** 2)


def test_the_odds_are_those_of_the_courses() -> None:
    left = of(run_client_exit(shop()), ExitChoice.LEAVE)
    assert [one.month for one in left.odds] == [6, 12, 24]
    # The median is above zero exactly when most courses are.
    for one in left.odds:
        assert (left.result[one.month - 1].p50 > 0) == (one.result_above > 0.5)
        assert (left.cash[one.month - 1].p50 > 0) == (one.cash_above > 0.5)
    assert left.trough_one_in_twenty <= left.trough.p10 <= left.trough.p90 <= 0


def test_a_price_rise_adds_a_choice_and_something_to_learn() -> None:
    asked = replace(BIG, price_rise=(0.05, 0.1, 0.15), leaves_if_asked=(0.1, 0.3, 0.5))
    found = run_client_exit(shop(asked))
    assert [one.choice for one in found.choices] == list(ExitChoice)
    assert sum(one.best for one in found.choices) == pytest.approx(1.0)
    values = [one.value for one in found.worth_knowing]
    assert values == sorted(values, reverse=True)
    assert min(values) >= 0


def test_a_client_that_costs_more_than_it_brings_is_left() -> None:
    dear = replace(BIG, margin=(0.05, 0.1, 0.15), exit_cost=(0.0, 0.0, 0.0))
    assert run_client_exit(shop(dear)).recommended is ExitChoice.LEAVE


def test_the_review_is_in_six_months_and_forecasts_its_month() -> None:
    found = run_client_exit(shop())
    review = found.reviews["leave"]
    assert review.review_on == date(2026, 6, 30)
    assert review.result == of(found, ExitChoice.LEAVE).result[5]


def test_the_same_folder_gives_the_same_courses_and_rows_in_any_order() -> None:
    turned = shop(invoices=INVOICES[::-1])
    assert run_client_exit(turned).choices == run_client_exit(shop()).choices


def test_cents_that_no_float_holds_add_up_in_any_order() -> None:
    day = date(2025, 6, 1)
    rows = [
        ClientInvoice(day, client, Fraction(cents, 100))
        for client in ("Big", "Small", "Third")
        for cents in (10**14, 10, 20, 70, 33, -1)
    ]
    found = {
        run_client_exit(shop(invoices=order)).weight
        for order in (tuple(rows), tuple(reversed(rows)), tuple(sorted(rows, key=repr)))
    }
    assert len(found) == 1


@pytest.mark.parametrize(
    ("folder", "client", "said"),
    [
        (replace(BARE), None, "no \\[clients"),
        (shop(), "Other", "there is no"),
        (shop(invoices=()), None, "nothing says what 'Big' brings"),
    ],
)
def test_what_is_not_there_is_said(folder: Workspace, client: str | None, said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        run_client_exit(folder, client)


def test_a_horizon_before_the_review_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="months must be from 6"):
        run_client_exit(shop(), months=3)


def test_ways_are_compared_with_stopping() -> None:
    found = run_build_or_buy(shop(tools={"pages": TOOL}))
    # The median of 8,000 draws of a log-normal of scale 0.54 is known to 1 %.
    assert found.monthly_benefit.p50 == pytest.approx(80 * 45 * 0.5, rel=0.03)
    assert sum(one.best for one in found.ways) + found.stop_best == pytest.approx(1.0)
    assert {one.way for one in found.ways} == {"build", "buy"}


def test_a_dear_tool_is_stopped_whatever_was_spent() -> None:
    dear = replace(TOOL, ways={"build": ToolWay(cost=(9e5, 1e6, 2e6))}, spent=8e5)
    found = run_build_or_buy(shop(tools={"pages": dear}))
    assert (found.recommended, found.stop_best, found.spent) == ("stop", 1.0, 8e5)
    assert found.worth_knowing == ()


def test_a_tool_that_is_not_there_is_said() -> None:
    with pytest.raises(InvalidArgument, match=r"no \[tools"):
        run_build_or_buy(shop())
    with pytest.raises(InvalidArgument, match="known: pages"):
        run_build_or_buy(shop(tools={"pages": TOOL}), "other")
