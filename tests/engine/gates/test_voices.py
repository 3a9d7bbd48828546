"""Customers are counted, not notes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from levier.gates.voices import Voices, distinct_voices

notes = st.lists(st.tuples(st.integers(0, 12), st.booleans(), st.booleans()), max_size=40)


def voices(rows: list[tuple[int, bool, bool]]) -> Voices:
    customers = np.array([one[0] for one in rows], dtype=np.int64)
    active, said = (np.array([one[k] for one in rows], dtype=bool) for k in (1, 2))
    return distinct_voices(customers, active, said)


def test_several_notes_of_one_customer_are_one_voice() -> None:
    found = voices([(1, True, True), (1, True, False), (1, True, True), (2, True, False)])
    assert (found.sampled, found.raised, found.prompted) == (2, 1, 1)
    assert (found.duplicates, found.conflicting) == (2, 1)


def test_customers_who_are_not_active_are_set_aside() -> None:
    found = voices([(1, False, True), (2, True, True)])
    assert (found.sampled, found.raised, found.not_active) == (1, 1, 1)


@given(notes, st.randoms())
def test_the_order_of_notes_changes_nothing(
    rows: list[tuple[int, bool, bool]], generator: object
) -> None:
    shuffled = list(rows)
    generator.shuffle(shuffled)  # type: ignore[attr-defined]
    assert voices(shuffled) == voices(rows)


@given(notes)
def test_saying_it_again_changes_only_the_number_of_notes(
    rows: list[tuple[int, bool, bool]],
) -> None:
    once, twice = voices(rows), voices(rows + rows)
    assert (once.sampled, once.raised, once.not_active) == (
        twice.sampled,
        twice.raised,
        twice.not_active,
    )
    assert once.raised + once.prompted == once.sampled
