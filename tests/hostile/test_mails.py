"""Mails made to keep their reader busy for minutes, or to write lines into others' letters."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.reading import text_of

from levier_web.organisation.models import AuditLine
from levier_web.practices.messages.models import MailFile
from levier_web.practices.messages.services import mail_box, mails
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from levier.language import Language
    from levier_web.organisation.models import Person

HEAD = b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
ENOUGH = 3.0
"""Seconds of work, of which each of these took ten and most of them minutes."""


def nested(depth: int) -> bytes:
    one = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n'
    ends = b"".join(b"--b%d--\r\n" % number for number in reversed(range(depth)))
    return HEAD + b"".join(one % (n, n) for n in range(depth)) + b"\r\nwords\r\n" + ends


def parts(count: int) -> bytes:
    head = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    return head + b"--b\r\n\r\nx\r\n" * count + b"--b--\r\n"


def headed(header: bytes) -> bytes:
    """A part whose header is long, which the length of the mail's own head does not tell."""
    head = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    return head + header + b"\r\n\r\nwords\r\n--b--\r\n"


BOMBS = {
    "nested": (nested(50_000), "deep"),
    "nested, with lines": (nested(300) + b"\r\n" * 300_000, "deep"),
    "parts": (parts(400_000), "deep"),
    "options": (headed(b"Content-Type: text/plain" + b"; a=b" * 800_000), "header"),
    "quotes": (headed(b"Content-Disposition: inline; a=" + b'"' * 2_000_000), "header"),
    "pieces": (
        headed(b"Content-Type: text/plain" + b"".join(b"; a*%d*=b" % n for n in range(200_000))),
        "header",
    ),
    "folded": (headed(b"Content-Type: text/plain" + b";\r\n a=b" * 500_000), "header"),
    "addresses": (b"Subject: x\r\nFrom: " + b'"a" ' * 15_000 + b"\r\n\r\nwords", "header"),
    "head": (b"From: a@b.c\r\n" + b"X: y\r\n" * 700_000 + b"\r\nwords", "no_mail"),
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", BOMBS)
def test_a_mail_that_keeps_its_reader_busy_is_refused_at_once(
    ana: Person, browser_of: Callable[[Person], Client], name: str, language: Language
) -> None:
    ana.language = language
    ana.save()
    content, key = BOMBS[name]
    assert len(content) <= mails.LARGEST
    browser, upload = browser_of(ana), SimpleUploadedFile("mail.eml", content)
    browser.get("/messages/mail/")  # what only the first request costs is not the mail's
    began = process_time()
    answer = browser.post("/messages/mail/", {"file": upload})
    assert process_time() - began < ENOUGH
    assert answer.status_code == 422
    assert say(f"messages.mail_refused.{key}", language) in text_of(answer)
    line = AuditLine.objects.get(action="mail_file.refused", actor=ana)
    assert line.detail == {"reason": f"messages.mail_refused.{key}"}
    assert not MailFile.objects.exists()


def test_a_bomb_in_a_watched_folder_costs_the_clock_one_look(
    company: object, tmp_path: Path, settings: object
) -> None:
    settings.FOLDERS = [str(tmp_path)]  # type: ignore[attr-defined]
    (tmp_path / mail_box.FOLDER).mkdir()
    for name in ("options", "parts"):
        (tmp_path / mail_box.FOLDER / f"{name}.eml").write_bytes(BOMBS[name][0])
    for _ in range(3):
        assert mail_box.look_into_folders() == 0
    assert AuditLine.objects.filter(action="mail_file.refused", actor=None).count() == 2


def test_a_line_hidden_in_a_subject_becomes_no_header(ana: Person) -> None:
    hidden = b"Subject: =?utf-8?q?Said=0D=0ABcc=3A_x=40evil=2Eexample=0D=0A=0D=0A?=\r\n\r\nwords"
    kept = mail_box.bring(ana, b"From: a@example.org\r\n" + hidden)
    assert kept.line == "Said Bcc: x@evil.example"
    assert "\n" not in mail_box.make_signal(ana, kept, kept.line).text
