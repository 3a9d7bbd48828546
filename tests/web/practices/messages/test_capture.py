"""Signals by a link on a wall, and by mails that nobody trusts."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from levier_web.organisation.models import AuditLine
from levier_web.practices.messages.models import MailFile
from levier_web.practices.messages.services import capture, mail_box, mails
from levier_web.practices.messages.services.secrets import derived
from levier_web.signals.models import Signal
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from levier_web.organisation.models import Person, Team

TOKEN = "a" * 20


def mail(body: str = "The basket empties itself", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = headers.get("subject", "Basket: été")
    made["From"] = headers.get("sender", "Somebody <somebody@elsewhere.example>")
    made.set_content(body)
    return made


def test_a_wall_takes_one_line_and_keeps_nobody(
    olga: Person, checkout: Team, browser_of: Callable[[Person], Client]
) -> None:
    link = capture.open_link(olga, "Canteen", checkout)
    address = f"/messages/say/{derived(link.salt)}/"
    assert derived(link.salt) not in (link.salt, link.digest)
    stranger = Client(enforce_csrf_checks=True)
    page = stranger.get(address)
    said = {"text": "The door sticks", "token": TOKEN}
    assert stranger.post(address, said).status_code == 403
    said["csrfmiddlewaretoken"] = stranger.cookies["csrftoken"].value
    for _ in range(2):
        assert stranger.post(address, said).status_code == 200
    signal = Signal.objects.get()
    assert (signal.text, signal.author, signal.team) == ("The door sticks", None, checkout)
    assert AuditLine.objects.get(action="signal.posted").actor is None
    assert page.status_code == 200
    shown = browser_of(olga).get(f"/messages/links/{link.pk}/").content.decode()
    assert "<svg" in shown
    assert address in shown
    assert stranger.post(address, {**said, "token": "b" * 20, "text": ""}).status_code == 422


def test_a_wall_is_off_by_default_limited_and_revocable(
    olga: Person, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Client().get("/messages/say/abcdefghijklmnop/").status_code == 404
    assert AuditLine.objects.filter(action="capture.refused").count() == 1
    with pytest.raises(NotAllowed):
        capture.open_link(ana, "Mine")
    link = capture.open_link(olga, "Canteen")
    address = f"/messages/say/{derived(link.salt)}/"
    monkeypatch.setattr(capture, "A_MINUTE", 2)
    codes = [
        Client().post(address, {"text": f"Line {n}", "token": f"{n}" * 10}).status_code
        for n in range(3)
    ]
    assert codes == [200, 200, 429]
    assert Signal.objects.count() == 2
    capture.revoke(olga, link)
    assert Client().get(address).status_code == 404


def test_a_mail_is_read_for_its_words_and_nothing_else() -> None:
    made = mail("plain words\x00\x1b[31m\u202e here")
    made.add_alternative("<p>rich</p>", subtype="html")
    made.add_attachment(b"MZ secret", maintype="application", subtype="exe", filename="x.exe")
    read = mails.read(made.as_bytes())
    assert read.line == "Basket: été"
    assert read.detail == "plain words[31m here"
    rich = EmailMessage()
    rich["Subject"] = "=?utf-8?q?=C3=A9t=C3=A9?="
    rich.set_content(
        "<style>p{}</style><script>fetch('http://x')</script><p>One</p><img src='http://x/t.gif'>"
        "<p>Two &amp; three</p>",
        subtype="html",
    )
    read = mails.read(rich.as_bytes())
    assert (read.line, read.detail) == ("été", "One\nTwo & three")


def deep() -> bytes:
    inner = mail()
    for _ in range(12):
        outer = EmailMessage()
        outer["Subject"] = "deep"
        outer.make_mixed()
        outer.attach(inner)
        inner = outer
    return inner.as_bytes()


def many() -> bytes:
    made = mail()
    made.make_mixed()
    for _ in range(60):
        part = EmailMessage()
        part.set_content("x")
        made.attach(part)
    return made.as_bytes()


HOSTILE = {
    "large": b"Subject: x\n\n" + b"x" * mails.LARGEST,
    "no_mail": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "heads": b"X: " + b"y" * (mails.LONGEST_HEAD + 1) + b"\n\nwords",
    "deep": deep(),
    "many": many(),
    "empty": b"From: x@y.example\n\n\n",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_refused_and_noted(ana: Person, name: str) -> None:
    with pytest.raises(Refusal):
        mail_box.bring(ana, HOSTILE[name])
    assert AuditLine.objects.filter(action="mail_file.refused", actor=ana).count() == 1
    assert not MailFile.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"Subject: x\nContent-Type: text/plain; charset=nonsense\n\nwords",
        b"Subject: =?nonsense?b?!!!?=\nFrom: =?utf-8?q?=ff?= <\n\nwords",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nwords",
        b"Subject: x\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n%%%%",
    ],
    ids=["charset", "header", "boundary", "base64"],
)
def test_a_broken_mail_never_breaks_the_page(
    ana: Person, content: bytes, browser_of: Callable[[Person], Client]
) -> None:
    upload = SimpleUploadedFile("mail.eml", content)
    answer = browser_of(ana).post("/messages/mail/", {"file": upload})
    assert answer.status_code in {302, 422}


def test_a_mail_becomes_a_signal_after_its_reader_settled_on_the_words(
    ana: Person, bob: Person, browser_of: Callable[[Person], Client]
) -> None:
    browser = browser_of(ana)
    content = mail("<script>alert(1)</script>", sender=f"Bob <{bob.email}>").as_bytes()
    upload = SimpleUploadedFile("../../mail.eml", content)
    there = browser.post("/messages/mail/", {"file": upload})["Location"]
    kept = MailFile.objects.get()
    assert (kept.sender, Signal.objects.count()) == (bob, 0)
    assert b"<script>alert" not in browser.get(there).content
    assert browser_of(bob).get(there).status_code == 404
    assert browser.post(there, {"text": ""}).status_code == 422
    assert browser.post(there, {"text": "The basket empties"}).status_code == 302
    assert browser.post(there, {"text": "again"}).status_code == 404
    signal = Signal.objects.get()
    assert (signal.text, signal.author, signal.team) == ("The basket empties", bob, bob.team)
    assert AuditLine.objects.get(action="signal.posted").actor == ana
    kept.refresh_from_db()
    assert (kept.line, kept.detail) == ("", "")
    with pytest.raises(Refusal):
        mail_box.bring(ana, content)


def test_a_sender_from_elsewhere_is_not_kept(ana: Person) -> None:
    kept = mail_box.bring(ana, mail().as_bytes())
    assert kept.sender is None
    values = [str(value) for value in vars(kept).values()]
    assert not any("elsewhere.example" in value for value in values)
    mail_box.discard(ana, kept)
    with pytest.raises(Refusal):
        mail_box.make_signal(ana, kept, "words")


def test_mails_of_a_watched_folder_are_found_once_and_read_by_who_handles_signals(
    olga: Person, ana: Person, tmp_path: Path, settings: Any
) -> None:
    settings.FOLDERS = [str(tmp_path)]
    assert mail_box.look_into_folders() == 0
    folder = tmp_path / mail_box.FOLDER
    folder.mkdir()
    (folder / "one.eml").write_bytes(mail().as_bytes())
    (folder / "bad.eml").write_bytes(b"\x89PNG")
    (folder / "note.txt").write_text("no mail")
    outside = tmp_path / "outside.eml"
    outside.write_bytes(mail("elsewhere").as_bytes())
    (folder / "link.eml").symlink_to(outside)
    assert mail_box.look_into_folders() == 1
    assert mail_box.look_into_folders() == 0
    assert AuditLine.objects.filter(action="mail_file.refused").count() == 1
    kept = MailFile.objects.get(state="waiting")
    with pytest.raises(NotAllowed):
        mail_box.make_signal(ana, kept, "words")
    assert mail_box.make_signal(olga, kept, "words").author is None
    assert (folder / "one.eml").exists()


def test_an_observer_brings_no_mail(obi: Person) -> None:
    with pytest.raises(NotAllowed):
        mail_box.bring(obi, mail().as_bytes())


def test_lists_ask_as_often_for_one_as_for_many(
    olga: Person, browser_of: Callable[[Person], Client], django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        capture.open_link(olga, f"Wall {number}")
        mail_box.bring(olga, mail(f"words {number}").as_bytes())
    browser = browser_of(olga)
    for address in ("/messages/links/", "/messages/mail/", "/messages/channels/", "/messages/"):
        with django_assert_max_num_queries(16):
            assert browser.get(address).status_code == 200
