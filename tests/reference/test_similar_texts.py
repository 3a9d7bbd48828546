"""Suggestions of similar texts, held to real ones: customers of a bank, a French consultation."""

from __future__ import annotations

import csv
import gzip
import time

import numpy as np
import polars as pl
from tests.engine.text.paraphrases import FRENCH
from tests.reference.data import reference_file

from levier.text.similarity import ALIKE, TextIndex, build_index

KNOWN, ASKED, SHOWN = 5000, 400, 3


def bank_questions() -> tuple[list[str], list[str]]:
    """Give questions and their intents, 77 of them, in an order of their own."""
    with gzip.open(reference_file("feedback_banking77_en/banking77.csv.gz"), "rt") as file:
        rows = list(csv.DictReader(file))
    order = np.random.default_rng(1).permutation(len(rows))
    return [rows[i]["text"] for i in order], [rows[i]["category"] for i in order]


def test_seven_suggestions_in_ten_have_the_very_same_intent() -> None:
    """Of 77 intents of one bank, many a hair apart; by chance it would be two in a hundred."""
    texts, intents = bank_questions()
    index = build_index(range(KNOWN), texts[:KNOWN])
    shown = right = found = 0
    for text, intent in zip(texts[KNOWN : KNOWN + ASKED], intents[KNOWN:], strict=False):
        hits = [intents[near.key] == intent for near in index.nearest(text, SHOWN, ALIKE)]
        shown, right, found = shown + len(hits), right + sum(hits), found + any(hits)
    assert right / shown >= 0.68
    assert found / ASKED >= 0.82


def test_an_answer_among_five_thousand_comes_while_one_types() -> None:
    texts, _ = bank_questions()
    index = build_index(range(KNOWN), texts[:KNOWN])
    waits = [wait_of(index, text) for text in texts[KNOWN : KNOWN + 100]]
    assert np.median(waits) < 0.05


def wait_of(index: TextIndex, text: str) -> float:
    start = time.perf_counter()
    index.nearest(text, SHOWN, ALIKE)
    return time.perf_counter() - start


def test_french_paraphrases_are_found_among_real_proposals() -> None:
    file = reference_file("feedback_republique_numerique_fr/proposals.parquet")
    proposals = [title for title in pl.read_parquet(file)["title"].to_list() if title]
    planted = [text for subject in FRENCH for text in subject]
    subject_of = [number for number, subject in enumerate(FRENCH) for _ in subject]
    index = build_index(range(len(planted) + len(proposals)), planted + proposals)
    shown = right = found = 0
    for number, text in enumerate(planted):
        near = [n.key for n in index.nearest(text, SHOWN + 1, ALIKE) if n.key != number][:SHOWN]
        hits = [k < len(planted) and subject_of[k] == subject_of[number] for k in near]
        shown, right, found = shown + len(hits), right + sum(hits), found + any(hits)
    assert right / shown >= 0.95
    assert found / len(planted) >= 0.9
