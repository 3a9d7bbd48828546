"""Bills split: they add up to the cent, whatever the order, and say what nobody bears."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.workspace.allocating.results import Allocation, NotAllocated
from levier.workspace.allocating.run import MOST_POOLS, run_allocation
from levier.workspace.inputs.allocations import AllocationMethod, AllocationRule, GroupCost
from levier.workspace.inputs.bills import Bill, CloudCharge, Dispute, DisputeStatus
from levier.workspace.inputs.usage import Usage
from levier.workspace.model import Company, Workspace

JUNE = date(2025, 6, 30)
RULES = {
    "fixed": AllocationRule("fixed", "Fixed", AllocationMethod.FIXED, shares={"a": 1, "b": 2}),
    "usage": AllocationRule("usage", "Use", AllocationMethod.USAGE),
    "tiers": AllocationRule(
        "tiers", "Tariff", AllocationMethod.TIERS, tiers=((0.0, 0.1), (100.0, 0.05))
    ),
    "shapley": AllocationRule(
        "shapley", "Peak", AllocationMethod.SHAPLEY, group_cost=GroupCost.PEAK
    ),
    "mixed": AllocationRule(
        "mixed", "Both", AllocationMethod.USAGE, shares={"a": 1, "z": 3}, fixed_part=0.3
    ),
}
USAGE = tuple(
    Usage(JUNE.replace(day=1 + rank), pool, name, 17.3 * (rank + 1) * (1 + len(name)))
    for pool in RULES
    for rank, name in enumerate(("a", "b", "c", "dd", "eee"))
)
amounts = st.integers(-(10**9), 10**9)


def shop(**given_rows: object) -> Workspace:
    """Make a folder of shared costs."""
    bare = Workspace(Company("Shop", "EUR", ""), {}, {}, {})
    filled = {"allocations": RULES, "usage": USAGE} | given_rows
    return replace(bare, **filled)  # type: ignore[arg-type]


def bill(pool: str, cents: int, day: date = JUNE) -> Bill:
    """Make one bill of a pool."""
    return Bill(f"{pool}-{day}", day, pool, Fraction(cents, 100))


def adds_up(found: Allocation) -> bool:
    """Tell whether every bill is its lines and remainders, and statements are the bills."""
    split = all(
        one.cents == sum(x.cents for x in one.lines) + sum(x.cents for x in one.unallocated)
        for one in found.bills
    )
    whole = all(
        one.billed_cents == one.charged_cents + one.unallocated_cents for one in found.totals
    )
    return split and whole


@given(st.dictionaries(st.sampled_from(sorted(RULES)), amounts, min_size=1))
@settings(max_examples=60, deadline=None)
def test_every_split_adds_up_to_the_cent(billed: dict[str, int]) -> None:
    found = run_allocation(shop(bills=tuple(bill(pool, cents) for pool, cents in billed.items())))
    assert adds_up(found)
    assert {one.bill: one.cents for one in found.bills} == {
        f"{pool}-{JUNE}": cents for pool, cents in billed.items()
    }


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_changes_no_cent(shuffled: Random) -> None:
    bills = [bill(pool, 100_001) for pool in RULES]
    usage = list(USAGE)
    straight = run_allocation(shop(bills=tuple(bills), usage=tuple(usage)))
    shuffled.shuffle(bills)
    shuffled.shuffle(usage)
    assert run_allocation(shop(bills=tuple(bills), usage=tuple(usage))) == straight


def test_fixed_part_and_use() -> None:
    usage = (Usage(JUNE, "mixed", "a", 30.0), Usage(JUNE, "mixed", "b", 10.0))
    found = run_allocation(shop(bills=(bill("mixed", 100_00),), usage=usage))
    # 30 % by 1:3 to a and z, 70 % by 30:10 to a and b.
    assert {line.consumer: line.amount for line in found.bills[0].lines} == {
        "a": 60.0, "b": 17.5, "z": 22.5,
    }  # fmt: skip


def test_a_month_without_use_is_borne_by_nobody_and_said() -> None:
    found = run_allocation(shop(bills=(bill("usage", 500, date(2025, 7, 1)),)))
    assert [one.reason for one in found.bills[0].unallocated] == [NotAllocated.NO_USE]
    assert found.totals[0].unallocated_cents == 500
    assert adds_up(found)


def test_lines_that_name_somebody_are_theirs_and_the_rest_follows() -> None:
    rule = AllocationRule("cloud", "Cloud", AllocationMethod.USAGE, by="tag:team")
    charges = tuple(
        CloudCharge(
            JUNE,
            {"billedcost": Fraction(cost)},
            "EUR",
            "P",
            "1",
            {"tag:team": team} if team else {},
        )
        for cost, team in ((30, "a"), (10, "b"), (8, ""))
    )
    found = run_allocation(shop(allocations={"cloud": rule}, focus=charges))
    assert {line.consumer: line.amount for line in found.bills[0].lines} == {"a": 36.0, "b": 12.0}


def test_cloud_lines_that_no_rule_takes_are_said() -> None:
    rule = AllocationRule("cloud", "Cloud", AllocationMethod.USAGE, bill={"ServiceName": "X"})
    charge = CloudCharge(JUNE, {"billedcost": Fraction(7)}, "EUR", "P", "1")
    found = run_allocation(shop(allocations={"cloud": rule}, focus=(charge,)))
    assert [one.reason for one in found.bills[0].unallocated] == [NotAllocated.NO_POOL]


def test_an_account_billed_in_two_currencies_has_two_bills_in_any_order() -> None:
    rows = tuple(
        CloudCharge(JUNE, {"billedcost": Fraction(10)}, currency, "Cloud", "A1")
        for currency in ("USD", "EUR")
    )
    given = Bill("Cloud A1 2025-06", JUNE, "usage", Fraction(3))
    found = [
        run_allocation(shop(bills=(given,), focus=order)).bills for order in (rows, rows[::-1])
    ]
    assert found[0] == found[1]
    named = {one.bill: one.amount for one in found[0]}
    assert named == {"Cloud A1 2025-06": 3, "Cloud A1 2025-06 EUR": 10, "Cloud A1 2025-06 USD": 10}


def test_the_first_rule_of_the_file_that_fits_takes_a_line() -> None:
    wide = AllocationRule(
        "wide", "W", AllocationMethod.FIXED, shares={"a": 1}, bill={"ServiceName": "S"}
    )
    narrow = replace(wide, pool="narrow", bill={"ServiceName": "S", "tag:env": "prod"})
    again = replace(wide, pool="again")
    line = CloudCharge(
        JUNE,
        {"billedcost": Fraction(7)},
        "EUR",
        "Cloud",
        "",
        {"servicename": "S", "tag:env": "prod"},
    )
    for order in ((wide, narrow, again), (narrow, wide, again), (again, narrow, wide)):
        rules = {rule.pool: rule for rule in order}
        found = run_allocation(shop(allocations=rules, usage=(), focus=(line,)))
        assert [one.pool for one in found.bills[0].lines] == [order[0].pool]


def test_more_shared_costs_than_can_be_split_are_refused() -> None:
    rules = {str(rank): replace(RULES["fixed"], pool=str(rank)) for rank in range(MOST_POOLS + 1)}
    with pytest.raises(InvalidArgument, match=f"more than the {MOST_POOLS}"):
        run_allocation(shop(allocations=rules, bills=(bill("1", 1),)))


def disputed(status: DisputeStatus, amount: int = 20, **fields: str) -> Workspace:
    """Contest a bill of 100 euros of which a bears a third."""
    contest = Dispute(
        "D1",
        fields.get("bill", f"fixed-{JUNE}"),
        fields.get("consumer", "a"),
        JUNE,
        "Why",
        Fraction(amount),
        status,
        charged_to="b",
    )
    return shop(bills=(bill("fixed", 100_00),), disputes=(contest,))


def test_an_accepted_dispute_moves_its_amount_and_the_bill_still_adds_up() -> None:
    found = run_allocation(disputed(DisputeStatus.ACCEPTED))
    assert {one.consumer: one.cents for one in found.statements} == {"a": 13_33, "b": 86_67}
    assert adds_up(found)


def test_an_open_dispute_stays_charged_and_is_shown() -> None:
    found = run_allocation(disputed(DisputeStatus.OPEN))
    charged = {one.consumer: (one.cents, one.open_disputes) for one in found.statements}
    assert charged == {"a": (33_33, 20.0), "b": (66_67, 0.0)}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"bill": "other"}, "is not one of"),
        ({"consumer": "q"}, "bears nothing"),
        ({"amount": 40}, "more than is charged"),
    ],
)
def test_disputes_about_what_is_not_there_are_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        run_allocation(disputed(DisputeStatus.OPEN, **fields))  # type: ignore[arg-type]


def test_yen_have_no_cents() -> None:
    one = replace(bill("fixed", 100_00), currency="JPY")
    found = run_allocation(shop(bills=(one,)))
    assert [line.amount for line in found.bills[0].lines] == [33.0, 67.0]


@pytest.mark.parametrize(
    ("rows", "said"), [({"allocations": {}}, "no \\[allocations"), ({}, "no bill to split")]
)
def test_nothing_to_split_says_what_to_add(rows: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        run_allocation(shop(**rows))
