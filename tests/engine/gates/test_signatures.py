"""Signed, refused or waiting: a veto is never averaged away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.gates.scorecard import Criterion, scorecard
from levier.gates.signatures import FUNCTIONS, Review, Signed, Why, contract_check

CARD = scorecard((Criterion("fit", 2), Criterion("effort", 1)))
GOOD = [Review(one, "fit", 5) for one in FUNCTIONS] + [Review("sales", "effort", 5)]


def test_three_good_marks_are_signed() -> None:
    found = contract_check(GOOD, CARD)
    assert (found.state, found.why, found.firm) == (Signed.SIGNED, Why.SCORE, True)


def test_a_low_score_is_refused() -> None:
    found = contract_check([Review(one, "fit", 1) for one in FUNCTIONS], CARD)
    assert (found.state, found.why) == (Signed.REFUSED, Why.SCORE)


def test_it_waits_for_those_who_said_nothing() -> None:
    found = contract_check(GOOD[:1], CARD)
    assert (found.state, found.waiting_for) == (Signed.WAITING, ("technology", "sales"))


@given(st.permutations([*GOOD, Review("technology", "effort", 1, veto=True, reason="no access")]))
def test_one_veto_refuses_whatever_the_marks_and_the_order(rows: list[Review]) -> None:
    found = contract_check(rows, CARD)
    assert (found.state, found.why) == (Signed.REFUSED, Why.VETO)
    assert [one.reason for one in found.vetoes] == ["no access"]
    assert found.marks == (5.0, 3.0)


def test_each_function_counts_once_however_many_marks_it_gives() -> None:
    rows = [Review("sales", "fit", 5)] * 9 + [Review("product", "fit", 1)]
    assert contract_check(rows, CARD).marks[0] == pytest.approx(3.0)


def test_a_criterion_without_mark_has_none() -> None:
    found = contract_check([Review(one, "fit", 4) for one in FUNCTIONS], CARD)
    assert found.marks == (4.0, None)
