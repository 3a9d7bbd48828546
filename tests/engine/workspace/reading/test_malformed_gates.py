"""Gates and their rows that cannot be: one fault each, with its place and its cure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.engine.workspace.gating.gates_folder import FILES, write_gates

from levier.errors import InvalidWorkspace
from levier.language import LANGUAGES
from levier.workspace.reading import read

if TYPE_CHECKING:
    from pathlib import Path

CASES = [
    ("levier.toml", "threshold = 0.6", "threshold = 60", "outside_threshold"),
    ("levier.toml", "threshold = 100", "threshold = 0", "not_positive"),
    ("levier.toml", "threshold = 100\n", "", "missing_key"),
    ("levier.toml", "by_date = 2026-03-01", "stop_at = 0.6\nby_date = 2026-03-01", "stop_order"),
    ("levier.toml", "by_date = 2026-03-01", "growth = 1\nby_date = 2026-03-01", "not_flag_in_toml"),
    ("levier.toml", "active_customers = 40", "active_customers = 4.5", "not_whole_in_toml"),
    ("levier.toml", "active_customers = 40", "active_customers = 1", "sampled_over_active"),
    ("levier.toml", "fit = 3", "fit = -3", "bad_weights"),
    ("levier.toml", "best = 0", "best = 10", "same_ends"),
    ("levier.toml", 'kind = "paid_test"', 'kind = "paid"', "unknown_choice"),
    ("interviews.csv", "problem,Sud", "problme,Sud", "unknown_gate"),
    ("interviews.csv", "problem,Sud", "price,Sud", "wrong_gate_kind"),
    ("paid_tests.csv", "200,30", "20,30", "paid_over_offered"),
    ("paid_tests.csv", "200,30", "200,-30", "negative"),
    ("paid_tests.csv", "price,9", "price,0", "not_positive"),
    ("paid_tests.csv", "2026-01-06", "2025-12-06", "end_before_start"),
    ("tasks.csv", "10,9", "10,11", "successes_over_sessions"),
    ("tasks.csv", "Send,10", "Pay,10", "duplicate_row"),
    ("activations.csv", "2026-01-19,5", "2026-01-19,-5", "negative"),
    ("reviews.csv", "A,product,fit,5", "A,product,fit,6", "mark_outside"),
    ("reviews.csv", "A,product,fit,5", "A,product,fitt,5", "unknown_criterion"),
    ("reviews.csv", "A,product", "A,legal", "unknown_function"),
    ("reviews.csv", "A,product,fit,5", "A,product,fit,", "mark_or_veto"),
    ("reviews.csv", "yes,Too special", "yes,", "veto_without_reason"),
    ("past_contracts.csv", "effort,3,yes", "effort,3,no", "two_outcomes"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), CASES, ids=[one[3] for one in CASES])
def test_it_is_refused_with_its_cure(
    file: str, old: str, new: str, code: str, tmp_path: Path
) -> None:
    text = FILES[file]
    assert old in text
    write_gates(tmp_path)
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidWorkspace) as caught:
        read(tmp_path, needed=())
    faults = [fault for fault in caught.value.faults if fault.code == code]
    assert faults
    assert faults[0].line > 0
    for language in LANGUAGES:
        assert len(faults[0].sentence(language).split(". ")) > 1


def test_the_decision_of_a_gate_must_be_there(tmp_path: Path) -> None:
    settings = FILES["levier.toml"].replace("threshold = 0.6", 'threshold = 0.6\ndecision = "go"')
    folder = write_gates(tmp_path, levier=settings)
    assert read(folder, needed=()).gates["problem"].decision == "go"  # nothing says otherwise
    rows = "id,title,starts_on\ngone,Gone,2026-01-01\n"
    (folder / "decisions.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(InvalidWorkspace) as caught:
        read(folder, needed=())
    assert [(one.line, one.code) for one in caught.value.faults] == [(9, "unknown_decision")]


def test_a_running_total_may_not_fall(tmp_path: Path) -> None:
    settings = FILES["levier.toml"].replace("by_date =", "cumulative = true\nby_date =")
    with pytest.raises(InvalidWorkspace) as caught:
        read(write_gates(tmp_path, levier=settings), needed=())
    assert [(one.line, one.code) for one in caught.value.faults] == [(3, "total_falls")]


def test_free_text_never_breaks_out(tmp_path: Path) -> None:
    reviews = FILES["reviews.csv"].replace("Too special", '"=cmd|A1 {x} <b>"')
    workspace = read(write_gates(tmp_path, reviews=reviews), needed=())
    assert workspace.reviews[-1].reason == "=cmd|A1 {x} <b>"
