"""Workbooks of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.calls import ROOT, program_of
from tests.web.ui.books import book

from levier_web.organisation.services import import_people
from levier_web.organisation.services.import_file import LARGEST
from levier_web.ui.refusals import Refusal, Suspicious

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier_web.organisation.models import Person

PEOPLE = [["Courriel", "Nom", "Équipe"], ["zoe@example.org", "Zoé", "Réseau"]]


def test_the_page_says_which_sheet_it_read(
    olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    browser = browser_of(olga)
    sent = {"file": SimpleUploadedFile("people.xlsx", book(PEOPLE))}
    answer = browser.post("/organisation/people/import/", sent, follow=True).content.decode()
    assert "Sheet read: “Sheet”." in answer
    assert "zoe@example.org" in answer


def test_a_program_is_told_the_sheet_too(olga: Person) -> None:
    caller = program_of(olga)
    answer = caller.client.post(
        f"{ROOT}/organisation/people/imports",
        {"file": SimpleUploadedFile("people.xlsx", book(PEOPLE))},
        headers={"Authorization": f"Bearer {caller.secret}"},
    ).json()
    assert (answer["sheet"], answer["new"], answer["faults"]) == ("Sheet", 1, [])


def test_a_small_workbook_of_one_long_text_is_not_kept(olga: Person) -> None:
    rows = [["email", "name"], *[["a@b.fr", "x" * 30_000]] * (LARGEST // 30_000 + 1)]
    with pytest.raises(Suspicious) as caught:
        import_people.keep_file(olga, book(rows))
    assert caught.value.key == "organisation.refused.file_large"


def test_a_broken_workbook_says_what_to_do(olga: Person) -> None:
    with pytest.raises(Refusal) as caught:
        import_people.keep_file(olga, b"PK\x03\x04\0")
    assert caught.value.key == "ui.workbook.damaged"
