"""Short texts that say the same are found, in both languages, whatever their form."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.text.paraphrases import ENGLISH, FRENCH

from levier.text.normalise import stem, words
from levier.text.similarity import ALIKE, build_index

SUBJECTS = FRENCH + ENGLISH
TEXTS = [text for subject in SUBJECTS for text in subject]
SUBJECT_OF = [number for number, subject in enumerate(SUBJECTS) for _ in subject]
LINES = st.lists(st.text("abcdeé '", min_size=1, max_size=40), min_size=1, max_size=25)


def test_accents_elisions_and_stop_words_carry_nothing() -> None:
    assert words("L’œuvre n'est pas à l'Étage") == ("oeuvre", "etage")
    assert words("It isn't the SAME invoice!") == ("invoice",)


def test_a_sentence_of_stop_words_keeps_them() -> None:
    assert words("Que faire ?") == ("que", "faire")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("facture", "factures"),
        ("promotion", "promotions"),
        ("livraison", "livraisons"),
        ("refuser", "refusees"),
        ("invoice", "invoices"),
        ("sorted", "sorting"),
    ],
)
def test_number_and_conjugation_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("client", "clinique"), ("prix", "prime")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_planted_paraphrases_are_found_and_little_else() -> None:
    index = build_index(range(len(TEXTS)), TEXTS)
    suggested = right = found = 0
    for number, text in enumerate(TEXTS):
        near = [n for n in index.nearest(text, 4, ALIKE) if n.key != number][:3]
        hits = sum(SUBJECT_OF[n.key] == SUBJECT_OF[number] for n in near)
        suggested, right, found = suggested + len(near), right + hits, found + bool(hits)
    assert right / suggested >= 0.95
    assert found / len(TEXTS) >= 0.9


def test_typing_errors_and_missing_accents_do_not_hide_it() -> None:
    index = build_index(range(len(TEXTS)), TEXTS)
    assert SUBJECT_OF[index.nearest("facutre introuvable espace client", 1, ALIKE)[0].key] == 1
    assert SUBJECT_OF[index.nearest("ETIQUETTES RETOUR ILISIBLES", 1, ALIKE)[0].key] == 8


def test_nothing_is_near_in_an_empty_index() -> None:
    assert build_index([], []).nearest("quoi que ce soit", 3, 0.0) == []


@given(LINES)
def test_likeness_is_a_share_and_a_text_is_most_like_itself(lines: list[str]) -> None:
    index = build_index(range(len(lines)), lines)
    for number, line in enumerate(lines):
        near = {n.key: n.likeness for n in index.nearest(line, len(lines), 0.0)}
        assert all(-1e-9 <= likeness <= 1 + 1e-9 for likeness in near.values())
        if words(line):
            assert near[number] == pytest.approx(max(near.values()))


@given(LINES)
def test_likeness_goes_both_ways(lines: list[str]) -> None:
    index = build_index(range(len(lines)), lines)
    square = np.array(
        [
            [{n.key: n.likeness for n in index.nearest(a, 99, 0.0)}.get(k, 0) for k in index.keys]
            for a in lines
        ]
    )
    assert square == pytest.approx(square.T, abs=1e-9)


def test_an_index_extended_finds_what_was_added_and_what_was_there() -> None:
    index = build_index(range(30), TEXTS[:30]).extended([30, 31], TEXTS[30:32])
    assert index.built_on == 30
    for number, text in enumerate(TEXTS[:32]):
        assert index.nearest(text, 1, 0.0)[0].key == number


def test_an_index_grown_by_a_quarter_is_weighed_anew() -> None:
    index = build_index(range(20), TEXTS[:20]).extended(range(20, 40), TEXTS[20:40])
    whole = build_index(range(40), TEXTS[:40])
    assert index.built_on == 40
    assert abs(index.matrix - whole.matrix).max() == 0
