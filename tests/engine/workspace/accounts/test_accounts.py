"""Accounts of products: exact where they are, ranges where they are not, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.valuation.self_financing import Funding
from levier.workspace.accounts.results import Accounts, NoProjection, ProductAccount
from levier.workspace.accounts.run import run_accounts
from levier.workspace.inputs.allocations import AllocationMethod, AllocationRule, ConsumerKind
from levier.workspace.inputs.bills import Bill, Dispute, DisputeStatus
from levier.workspace.inputs.invoices import ClientInvoice
from levier.workspace.inputs.products import AccountOptions, Product
from levier.workspace.model import Company, Cost, Decision, Workspace

FIRST = date(2025, 1, 1)
MONTHS = [date(2025, month, 1) for month in range(1, 13)]
BARE = Workspace(Company("Shop", "EUR", ""), {}, {}, {})
MARGIN = (0.5, 0.6, 0.7)


def shop(**rows: object) -> Workspace:
    """Make a folder of accounts."""
    return replace(BARE, **rows)  # type: ignore[arg-type]


def invoiced(product: str, amounts: list[float]) -> tuple[ClientInvoice, ...]:
    """Invoice one client once a month."""
    return tuple(
        ClientInvoice(month, "c", Fraction(repr(amount)), product)
        for month, amount in zip(MONTHS, amounts, strict=False)
    )


def of(found: Accounts, name: str) -> ProductAccount:
    """Give the account of one product."""
    return next(one for one in found.products if one.product == name)


def test_a_contribution_is_margin_less_costs() -> None:
    costs = (Cost(FIRST, 300.0, product="A", category="build"), Cost(FIRST, 50.0, product="A"))
    found = of(run_accounts(shop(invoices=invoiced("A", [1_000.0]), costs=costs)), "A")
    assert (found.revenue, found.build, found.run) == (1_000.0, 300.0, 50.0)
    assert found.contribution.p50 == pytest.approx(650.0)
    assert found.contribution.p10 == found.contribution.p90
    assert not found.margin_known


def test_a_margin_known_as_a_range_gives_a_range() -> None:
    products = {"A": Product("A", MARGIN)}
    workspace = shop(invoices=invoiced("A", [1_000.0]), products=products)
    found = of(run_accounts(workspace), "A").contribution
    # 4,000 draws: a tenth quantile of this range is known to 1 %.
    assert [found.p10, found.p50, found.p90] == pytest.approx([500, 600, 700], rel=0.015)


def test_costs_of_decisions_go_to_their_product() -> None:
    decisions = {"d": Decision("d", "D", FIRST, product="A")}
    costs = (Cost(FIRST, 10.0, decision="d"), Cost(FIRST, 7.0, team="T"))
    found = run_accounts(shop(decisions=decisions, costs=costs))
    assert of(found, "A").run == 10.0
    assert (found.reconciliation.spent, found.reconciliation.spent_on_products) == (1_700, 1_000)


amounts = st.integers(-(10**7), 10**7).map(lambda cents: cents / 100)
rows = st.lists(st.tuples(st.sampled_from(["A", "B", ""]), amounts), min_size=1, max_size=20)


@given(rows, rows, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_nothing_is_lost_and_order_changes_nothing(
    sold: list[tuple[str, float]], spent: list[tuple[str, float]], shuffled: Random
) -> None:
    def accounts() -> Accounts:
        invoices = tuple(ClientInvoice(FIRST, "c", Fraction(repr(a)), p) for p, a in sold)
        costs = tuple(Cost(FIRST, a, product=p or None, team="T") for p, a in spent)
        return run_accounts(shop(invoices=invoices, costs=costs))

    if not any(product for product, _ in sold + spent):
        return
    straight = accounts()
    found = straight.reconciliation
    assert found.invoiced == sum(round(100 * amount) for _, amount in sold)
    assert found.spent == sum(round(100 * amount) for _, amount in spent)
    named = sum(round(100 * one.revenue) for one in straight.products)
    assert found.invoiced_to_products == named
    shuffled.shuffle(sold)
    shuffled.shuffle(spent)
    assert accounts() == straight


def test_shared_bills_are_charged_to_the_products_that_share_them() -> None:
    rule = AllocationRule(
        "cloud", "Cloud", AllocationMethod.FIXED, ConsumerKind.PRODUCT, {"A": 2, "B": 1}
    )
    bill = Bill("F", FIRST, "cloud", Fraction(100))
    found = run_accounts(shop(allocations={"cloud": rule}, bills=(bill,)))
    assert {one.product: one.shared for one in found.products} == {"A": 66.67, "B": 33.33}
    assert found.reconciliation.shared_to_products == 10_000


def disputed(bill: Bill, consumer: str, closed_on: date) -> Dispute:
    """Accept a dispute of ten euros, borne by B."""
    return Dispute(
        "D", bill.id, consumer, FIRST, "Why", Fraction(10), DisputeStatus.ACCEPTED, closed_on, "B"
    )


def test_a_dispute_of_a_team_makes_no_product_of_it() -> None:
    by = AllocationRule("t", "T", AllocationMethod.FIXED, ConsumerKind.TEAM, {"Team": 1})
    bill = Bill("F", FIRST, "t", Fraction(100))
    workspace = shop(
        allocations={"t": by}, bills=(bill,), disputes=(disputed(bill, "Team", FIRST),),
        invoices=invoiced("B", [5.0]),
    )  # fmt: skip
    assert [(one.product, one.shared) for one in run_accounts(workspace).products] == [("B", 0.0)]


def test_a_bill_or_a_settlement_of_a_later_day_is_not_known() -> None:
    rule = AllocationRule("c", "C", AllocationMethod.FIXED, ConsumerKind.PRODUCT, {"A": 1, "B": 1})
    early = Bill("F1", FIRST, "c", Fraction(100))
    late = Bill("F2", date(2025, 1, 30), "c", Fraction(60))
    workspace = shop(
        allocations={"c": rule}, bills=(early, late),
        disputes=(disputed(early, "A", date(2025, 1, 25)),),
    )  # fmt: skip
    for day, shared in ((date(2025, 1, 20), 50.0), (date(2025, 1, 31), 70.0)):
        assert of(run_accounts(workspace, day), "A").shared == shared


def test_bills_in_another_currency_are_left_out_and_said() -> None:
    rule = AllocationRule("c", "C", AllocationMethod.FIXED, ConsumerKind.PRODUCT, {"A": 1})
    bill = Bill("F", FIRST, "c", Fraction(100), currency="USD")
    workspace = shop(allocations={"c": rule}, bills=(bill,), invoices=invoiced("A", [10.0]))
    found = run_accounts(workspace)
    assert found.other_currencies == ("USD",)
    assert of(found, "A").shared == 0


def test_payback_is_the_month_that_stays_above_water() -> None:
    costs = (Cost(FIRST, 250.0, product="A"), Cost(MONTHS[3], 160.0, product="A"))
    found = of(run_accounts(shop(invoices=invoiced("A", [100.0] * 6), costs=costs)), "A")
    assert found.paid_back_on == MONTHS[4]
    assert [month.cumulative.p50 for month in found.months] == [-150, -50, 50, -10, 90, 190]


def test_an_account_below_zero_is_carried_on_and_says_when() -> None:
    sold = [100.0, 104, 97, 101, 99, 102, 98, 103]
    costs = (Cost(FIRST, 1_000.0, product="A"),)
    found = of(run_accounts(shop(invoices=invoiced("A", sold), costs=costs)), "A")
    assert found.paid_back_on is None
    assert found.projection is not None
    widths = [one.p90 - one.p10 for one in found.projection.cumulative]
    assert widths == sorted(widths)
    assert found.months_to_payback is not None


@pytest.mark.parametrize(
    ("sold", "reason"),
    [([10.0, 10.0], NoProjection.TOO_SHORT), ([], NoProjection.NO_REVENUE)],
)
def test_no_projection_has_its_reason(sold: list[float], reason: NoProjection) -> None:
    costs = tuple(Cost(month, 5.0, product="A") for month in MONTHS[:2])
    found = of(run_accounts(shop(invoices=invoiced("A", sold), costs=costs)), "A")
    assert (found.projection, found.no_projection) == (None, reason)


def test_a_product_funds_the_next_when_it_covers_what_is_asked() -> None:
    products = {"A": Product("A", MARGIN, funds="B"), "B": Product("B", needs=400.0)}
    invoices = invoiced("A", [100.0] * 10) + invoiced("B", [1.0])
    found = run_accounts(shop(invoices=invoices, products=products))
    answer = of(found, "A").funding
    assert (answer.next_product, answer.asked, answer.verdict) == ("B", 400.0, Funding.MAY_FUND)
    poorer = {"A": products["A"], "B": Product("B", needs=600.0)}
    unsure = of(run_accounts(shop(invoices=invoices, products=poorer)), "A").funding
    assert unsure.verdict is Funding.NOT_ENOUGH


def test_as_of_knows_nothing_later() -> None:
    early = shop(invoices=invoiced("A", [100.0] * 6))
    late = shop(invoices=invoiced("A", [100.0] * 6 + [9_999.0]))
    day = date(2025, 6, 30)
    assert run_accounts(late, day) == run_accounts(early, day)


def test_the_horizon_is_that_of_the_settings() -> None:
    options = AccountOptions(horizon_months=7)
    found = run_accounts(shop(invoices=invoiced("A", [100.0] * 8), accounts=options))
    projection = of(found, "A").projection
    assert projection is not None
    assert (len(projection.months), projection.months[0]) == (7, date(2025, 9, 1))


@pytest.mark.parametrize(
    ("products", "said"),
    [
        ({"A": Product("A", funds="Z")}, "none of the products"),
        ({"A": Product("A", funds="B"), "B": Product("B", funds="A")}, "in a circle"),
    ],
)
def test_chains_that_lead_nowhere_are_refused(products: dict[str, Product], said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        run_accounts(shop(invoices=invoiced("A", [1.0]), products=products))


def test_nothing_by_product_says_what_to_add() -> None:
    with pytest.raises(InvalidArgument, match=r"invoices\.csv"):
        run_accounts(shop(costs=(Cost(FIRST, 5.0, team="T"),)))
