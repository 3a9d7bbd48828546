from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from levier_web.decisions.models import Comment, Decision
from levier_web.decisions.services import deciding, letters, remarks
from levier_web.decisions.services.letters import CRITERIA, Arguments, Letter
from levier_web.organisation.models import Client
from levier_web.ui.refusals import NotAllowed, Refusal
from levier_web.ui.words import known

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def test_a_comment_is_signed_without_a_name(draft: Decision, ana: Person) -> None:
    row = remarks.comment(ana, draft, "  Why now?  ")
    assert row.text == "Why now?"
    assert row.voice == ""  # a team of two is under the floor, and a function may be one person
    with pytest.raises(Refusal):
        remarks.comment(ana, draft, "  ")


def test_a_comment_is_changed_by_its_author_for_ten_minutes(
    draft: Decision, ana: Person, paul: Person
) -> None:
    row = remarks.comment(ana, draft, "Why now?")
    with pytest.raises(NotAllowed):
        remarks.reword(paul, row, "mine")
    assert remarks.reword(ana, row, "Why this week?").edited_at is not None
    assert not remarks.editable(paul, row)
    Comment.objects.update(at=timezone.now() - timedelta(minutes=11))
    row.refresh_from_db()
    assert not remarks.editable(ana, row)
    with pytest.raises(Refusal) as refusal:
        remarks.reword(ana, row, "again")
    assert refusal.value.key == "decisions.refused.too_late"
    remarks.withdraw_comment(ana, row)
    assert row.withdrawn_at is not None


def test_readers_do_not_comment(draft: Decision, obi: Person) -> None:
    with pytest.raises(NotAllowed):
        remarks.comment(obi, draft, "why?")


def test_gates_are_noted_while_the_sheet_is_open(stated: Decision, paul: Person) -> None:
    row = remarks.note_gate(paul, stated, "60 % gate", "passed", "64 %")
    with pytest.raises(Refusal):
        remarks.note_gate(paul, stated, " ", "passed")
    deciding.propose(paul, stated)
    deciding.decide(paul, stated)
    for work in (
        lambda: remarks.note_gate(paul, stated, "Late", "passed"),
        lambda: remarks.remove_gate(paul, row),
    ):
        with pytest.raises(Refusal):
            work()


@pytest.mark.parametrize("criterion", CRITERIA)
def test_each_criterion_is_worded(criterion: str) -> None:
    assert known(f"decisions.letter.criterion.{criterion}")


def test_a_letter_says_what_the_sheet_holds_and_no_more(stated: Decision, paul: Person) -> None:
    remarks.note_gate(paul, stated, "60 % gate", "failed", "41 %")
    letter = letters.compose(
        stated, Arguments(["value"], "It brings too little.", "A larger test.", "proposal")
    )
    assert "from −1.0% to +5.0%" in letter.english
    assert "de −1,0\u202f% à +5,0\u202f%" in letter.french
    assert "40" in letter.english
    assert "41 %" in letter.french
    assert "It brings too little." in letter.french
    assert "A larger test." in letter.english
    stated.expectations.all().delete()
    stated.gates.all().delete()
    stated.planned_cost = None
    bare = letters.compose(stated, Arguments(["value"], "No."))
    assert "What we looked at" not in bare.english


def test_a_client_is_answered_by_name(stated: Decision) -> None:
    client = Client.objects.create(name="Filature Morel")
    letter = letters.compose(stated, Arguments(["law"], "No.", "", "contract", client))
    assert letter.english.startswith("To Filature Morel")
    assert "cannot sign it" in letter.english


def test_refusing_keeps_the_letter_and_rewriting_adds_one(stated: Decision, paul: Person) -> None:
    deciding.propose(paul, stated)
    arguments = Arguments(["value"], "Too little.")
    with pytest.raises(Refusal):
        letters.refuse_with_letter(paul, stated, arguments, Letter("Non.", " "))
    stated.refresh_from_db()
    assert stated.state == "proposed"
    letters.refuse_with_letter(paul, stated, arguments, Letter("Non.", "No."))
    letters.rewrite(paul, stated, Letter("Non merci.", "No thanks."))
    assert [row.number for row in stated.letters.all()] == [1, 2]
    assert stated.letters.last().criteria == ["value"]  # type: ignore[union-attr]


def test_a_criterion_that_the_sheet_contradicts_is_refused(stated: Decision, paul: Person) -> None:
    remarks.note_gate(paul, stated, "60 % gate", "passed", "64 %")
    stated.planned_cost = None
    for name in ("gate", "cost"):
        with pytest.raises(Refusal) as refusal:
            letters.compose(stated, Arguments([name], "No."))
        assert refusal.value.key == f"decisions.refused.criterion_{name}"
    remarks.note_gate(paul, stated, "Pair test", "not_enough")
    assert letters.compose(stated, Arguments(["gate"], "No.")).english


@pytest.mark.parametrize(
    ("arguments", "key"),
    [(Arguments([], "why"), "no_criterion"), (Arguments(["law"], " "), "no_reason")],
)
def test_a_refusal_is_argued(stated: Decision, arguments: Arguments, key: str) -> None:
    with pytest.raises(Refusal) as refusal:
        letters.compose(stated, arguments)
    assert refusal.value.key == f"decisions.refused.{key}"
