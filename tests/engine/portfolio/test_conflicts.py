"""Limits that cannot be kept are named, and no more of them than needed."""

from __future__ import annotations

import numpy as np
import pytest

from levier.portfolio.bets import Bets, Limit, LimitKind, Risk
from levier.portfolio.circles import circle
from levier.portfolio.conflicts import conflicting

VALUES = np.array([[5.0, 5.0], [4.0, 4.0], [-8.0, 2.0]])
NAMES = ("api", "app", "audit")


def days(most: float) -> Limit:
    return Limit(LimitKind.CAPACITY, "all", np.array([30.0, 40.0, 20.0]), most)


def budget(most: float) -> Limit:
    return Limit(LimitKind.BUDGET, "", np.array([1.0, 1.0, 1.0]), most)


def test_limits_that_can_be_kept_do_not_conflict() -> None:
    assert conflicting(Bets(NAMES, VALUES, (days(90), budget(3)), must=(0, 1, 2))) == ()


def test_only_what_conflicts_is_named() -> None:
    bets = Bets(NAMES, VALUES, (days(60), budget(3)), must=(0, 1, 2))
    found = [(row.kind, row.name) for row in conflicting(bets)]
    assert (LimitKind.CAPACITY, "all") in found
    assert (LimitKind.BUDGET, "") not in found
    # Two of the three that must be done are enough to break 60 days only if they are these two.
    assert {name for kind, name in found if kind is LimitKind.MUST} == {"api", "app"}


def test_a_requirement_can_conflict_with_an_exclusion() -> None:
    bets = Bets(NAMES, VALUES, (days(90),), requires=((0, 1),), excludes=((0, 1),), must=(0,))
    found = {row.kind for row in conflicting(bets)}
    assert found == {LimitKind.REQUIRES, LimitKind.EXCLUDES, LimitKind.MUST}


def test_a_bound_on_risk_can_conflict() -> None:
    bets = Bets(NAMES, VALUES, must=(2,))
    risk = Risk(tail=0.5, least=5.0)
    assert [row.kind for row in conflicting(bets, risk)] == [LimitKind.MUST, LimitKind.RISK]
    assert conflicting(bets, Risk(tail=0.5, least=1.0)) == ()


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        ({"a": ["b"], "b": ["c"], "c": []}, ()),
        ({"a": ["a"]}, ("a", "a")),
        ({"z": ["b"], "b": ["c"], "c": ["b"]}, ("b", "c", "b")),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["elsewhere"]}, ()),
    ],
)
def test_circles_are_found(requires: dict[str, list[str]], expected: tuple[str, ...]) -> None:
    assert circle(requires) == expected


def test_a_long_chain_is_walked() -> None:
    chain = {str(n): [str(n + 1)] for n in range(5_000)}
    assert circle(chain) == ()
    assert len(circle(chain | {"5000": ["0"]})) == 5_002
