"""Files made to do harm, brought through the pages: refused in words, kept in the audit log."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.hostile.harm import WORKBOOKS
from tests.web.reading import text_of

from levier_web.metrics.models import Import
from levier_web.organisation.models import AuditLine
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier.language import Language
    from levier_web.organisation.models import Person

    Browser = Callable[[Person], Client]
    Lines = Callable[[Person | None], list[str]]

LANGUAGES: list[Language] = ["fr", "en"]
BRING = "/metrics/imports/new/"


def upload(content: bytes, name: str = "values.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def speaks(person: Person, language: Language) -> Person:
    person.language = language
    person.save()
    return person


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_harmful_workbook_is_refused_at_every_door(
    olga: Person, browser_of: Browser, refused_lines: Lines, language: Language
) -> None:
    browser = browser_of(speaks(olga, language))
    harm = WORKBOOKS["entities"][0]()
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w") as file:
        file.writestr("costs.xlsx", harm)
    doors = {
        BRING: {"file": upload(harm)},
        "/organisation/people/import/": {"file": upload(harm)},
        "/exchange/": {"archive": upload(folder.getvalue(), "w.zip")},
    }
    for address, sent in doors.items():
        answer = browser.post(address, sent)
        assert answer.status_code == 422
        assert say("ui.workbook.entities", language) in text_of(answer)
    assert refused_lines(olga) == ["ui.workbook.entities"]


def test_a_file_of_people_that_is_none_is_refused(
    olga: Person, browser_of: Browser, refused_lines: Lines
) -> None:
    browser = browser_of(olga)
    for content in (bytes(50), b"a\n" * 2_000_000):
        answer = browser.post("/organisation/people/import/", {"file": upload(content)})
        assert answer.status_code == 422
    kept = refused_lines(olga)
    assert sorted(kept) == ["organisation.refused.file_large", "organisation.refused.file_type"]


def test_the_log_is_not_flooded_and_holds_nothing_that_was_sent(
    fatou: Person, browser_of: Browser, refused_lines: Lines
) -> None:
    browser = browser_of(fatou)
    for _ in range(5):
        browser.post(BRING, {"file": upload(WORKBOOKS["entities"][0](), "secret name.csv")})
    assert refused_lines(fatou) == ["ui.workbook.entities"]
    line = AuditLine.objects.get(action="refused.ui.workbook.entities")
    assert line.detail == {"page": "metrics:bring"}


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\x.csv", "a\r\nX-Evil: 1.csv", "\u202egnp.csv", "x" * 900]
)
def test_the_name_of_a_file_leads_nowhere_and_breaks_no_header(
    fatou: Person, browser_of: Browser, name: str, settings: Any
) -> None:
    rows = b"date,metric,value\n2025-01-01,none,1\n"
    browser = browser_of(fatou)
    made = browser.post(BRING, {"file": upload(rows, name)})
    assert made.status_code == 302
    batch = Import.objects.get()
    assert str(settings.MEDIA_ROOT.resolve()) in batch.content.path
    assert ".." not in str(batch.content.name)
    answer = browser.get(f"{made['Location']}file/")
    sent: Any = answer
    assert b"".join(sent.streaming_content) == rows
    answer.close()
    assert "X-Evil" not in answer.headers
    assert "\n" not in answer.headers["Content-Disposition"]
