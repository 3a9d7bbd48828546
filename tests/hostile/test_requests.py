"""Requests that no page and no honest program makes."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from tests.web.calls import ROOT, Program, program_of

from levier_web.signals.models import Signal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.language import Language
    from levier_web.organisation.models import Person

    Browser = Callable[[Person], Client]
    Lines = Callable[[Person | None], list[str]]

LANGUAGES: list[Language] = ["fr", "en"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SIGNAL = {"kind": "observation", "text": "Said", "token": "t" * 20}


def test_a_proxy_that_is_not_ours_names_no_host(company: object) -> None:
    answer = Client().get("/", headers={"x-forwarded-host": "evil.example"})
    assert "evil.example" not in str(answer.headers)


def test_what_is_too_large_is_kept_in_the_log(
    ana: Person, browser_of: Browser, refused_lines: Lines, settings: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 1024
    announced = {"content-length": str(50 * 1024 * 1024)}
    assert browser_of(ana).post("/signals/post/", SIGNAL, headers=announced).status_code == 413
    program = program_of(ana)
    assert program.call("POST", "/signals", SIGNAL, **{"Content-Length": "5000"}).status_code == 413
    assert sorted(refused_lines(ana)) == ["ui.api.too_large", "ui.too_large"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_with_fields_without_end_is_not_read(
    ana: Person, browser_of: Browser, refused_lines: Lines, language: Language
) -> None:
    ana.language = language
    ana.save()
    browser = browser_of(ana)
    answer = browser.post("/signals/post/", {f"f{n}": "x" for n in range(1100)})
    assert answer.status_code == 400
    assert answer.content.decode() == say("ui.unfit", language)
    answer = browser.post("/signals/post/", {"text": "x" * (6 * 1024 * 1024)})
    assert answer.status_code == 413
    assert refused_lines(ana) == ["ui.unfit"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_nul_is_refused_on_pages_and_by_program(
    ana: Person, browser_of: Browser, refused_lines: Lines, language: Language
) -> None:
    ana.language = language
    ana.save()
    page = browser_of(ana).post("/signals/post/", {**SIGNAL, "text": "a\x00b"})
    assert page.status_code == 400
    assert say("ui.unreadable", language) in page.content.decode()
    program = program_of(ana, language=language)
    for body in ({"text": "a\x00b"}, {"te\x00xt": "a"}):
        told = program.post("/signals", body, 422)
        assert told["title"] == say("ui.unreadable", language)
    assert refused_lines(ana) == ["ui.unreadable"]


def raw(program: Program, body: bytes) -> Any:
    return program.client.post(
        f"{ROOT}/signals",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.secret}", "Accept-Language": program.language},
    )


@pytest.mark.parametrize(
    "body",
    [
        b'{"text": "\xff\xfe"}',
        b'{"text": "\\ud800"}',
        b'{"text": 1e400}',
        b'{"text": NaN}',
        b'{"text": "' + b"9" * 5000 + b'", "amount": ' + b"9" * 5000 + b"}",
        b"",
        b"null",
        b'"text"',
    ],
    ids=["no UTF-8", "half a letter", "infinite", "no number", "long", "empty", "null", "text"],
)
def test_odd_json_is_refused_and_breaks_nothing(ana: Person, body: bytes) -> None:
    answer = raw(program_of(ana), body)
    assert 400 <= answer.status_code < 500, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert not Signal.objects.exists()


@pytest.mark.parametrize(
    "text", ["\u202etxet", "a\u200b", "e" + "\u0301" * 200, "𝕏" * 50, "\ufeffa"]
)
def test_odd_letters_are_kept_and_shown(ana: Person, browser_of: Browser, text: str) -> None:
    program = program_of(ana)
    made = program.call("POST", "/signals", {"text": text, "kind": "observation"})
    assert made.status_code < 500
    assert browser_of(ana).get("/signals/all/").status_code == 200


def test_a_key_of_a_call_is_worth_nothing_to_somebody_else(ana: Person, bob: Person) -> None:
    key = {"Idempotency-Key": "the-key-of-ana"}
    body = {"text": "Something of Ana's", "kind": "observation"}
    program_of(ana).post("/signals", body, 201, **key)
    answer = program_of(bob).call("POST", "/signals", body, **key)
    assert "Idempotency-Replayed" not in answer.headers
    assert Signal.objects.filter(author=bob).count() == 1


@pytest.mark.parametrize(
    "address", ["a@example.org\nBcc: b@evil.example", "a@example.org\r\n\r\nx"]
)
def test_an_address_adds_no_header_to_a_letter(
    olga: Person, browser_of: Browser, address: str, mailoutbox: list[Any]
) -> None:
    form = {
        "email": address,
        "name": "X\nBcc: c@evil.example",
        "roles": ["member"],
        "language": "en",
    }
    answer = browser_of(olga).post("/organisation/people/new/", form)
    assert answer.status_code < 500
    for letter in mailoutbox:
        assert "evil" not in str(letter.message()["Bcc"] or "")
        assert letter.bcc == []


def test_the_same_header_twice_and_a_strange_method_are_answered(company: object) -> None:
    for method in ("TRACE", "PROPFIND", "GET\n"):
        assert Client().generic(method, "/signals/").status_code < 500


def parts(*headers: bytes) -> bytes:
    """Make the body of a form from the head of each of its parts."""
    return b"".join(b"--b\r\n" + head + b"\r\n\r\nx\r\n" for head in headers) + b"--b--\r\n"


NAMED = b'Content-Disposition: form-data; name="f%d"'
FILE = NAMED + b'; filename="a.csv"'
FORMS = {
    "fields": parts(*(NAMED % number for number in range(1100))),
    "files": parts(*(FILE % number for number in range(200))),
    "fields in one name": parts(*[NAMED % 0] * 5000),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_with_parts_without_end_is_not_read(
    ana: Person, browser_of: Browser, refused_lines: Lines, name: str, language: Language
) -> None:
    ana.language = language
    ana.save()
    kind = "multipart/form-data; boundary=b"
    answer = browser_of(ana).post("/signals/post/", FORMS[name], content_type=kind)
    assert answer.status_code == 400
    assert answer.content.decode() == say("ui.unfit", language)
    assert refused_lines(ana) == ["ui.unfit"]
    assert not Signal.objects.exists()


HEADS = {
    "one of a megabyte": NAMED % 0 + b"; x=" + b"y" * 1_000_000,
    "thousands": NAMED % 0 + b"\r\nX: y" * 100_000,
    "options": NAMED % 0 + b"; a=b" * 200_000,
    "quotes": NAMED % 0 + b'; a="' + b'\\"' * 300_000,
    "folded": NAMED % 0 + b"\r\n " * 300_000,
    "another name": NAMED % 0 + b"\r\nContent-Disposition: form-data; name=text",
    "no boundary": b"",
}


@pytest.mark.parametrize("name", HEADS)
def test_a_part_of_a_form_with_a_head_without_end_takes_no_time_and_posts_nothing(
    ana: Person, browser_of: Browser, name: str
) -> None:
    browser = browser_of(ana)
    browser.get("/signals/post/")  # what only the first request costs is not the form's
    kind = "multipart/form-data" + ("; boundary=b" if name != "no boundary" else "")
    began = process_time()
    answer = browser.post("/signals/post/", parts(HEADS[name]), content_type=kind)
    assert process_time() - began < 3.0
    assert answer.status_code in {400, 413, 422}
    assert not Signal.objects.exists()
