"""A browser between Levier, served by the test client, and a provider on this machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpx
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable

US = "http://testserver"
STEPS = 15


@dataclass
class Form:
    """A form of a page: where it goes and what it holds."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Forms(HTMLParser):
    """Finds the forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(said.get("action", "")))
        elif tag in {"input", "button"} and self.found and said.get("name"):
            kept = tag == "input" and said.get("type") not in {"submit", "button"}
            if kept or said["name"] == "answer":
                self.found[-1].fields.setdefault(said["name"], said.get("value", ""))


@dataclass
class Walk:
    """What came at the end, and every address on the way."""

    status: int
    page: str
    client: Client
    addresses: list[str]


def walk(
    start: str,
    answers: dict[str, str],
    change: Callable[[str, Form | None], tuple[str, Form | None]] = lambda to, form: (to, form),
) -> Walk:
    """Follow links and fill in forms until Levier shows a page; ``change`` may tamper."""
    client, seen = Client(headers={"host": "testserver"}), []
    to, form = US + start, None
    with httpx.Client(timeout=20) as web:
        for _ in range(STEPS):
            to, form = change(to, form)
            seen.append(to)
            ours = to.startswith(US)
            if ours:
                path = to.removeprefix(US)
                answer = client.post(path, form.fields) if form else client.get(path)
                status, page = answer.status_code, answer.content.decode(errors="replace")
                location = answer.headers.get("Location", "")
            else:
                got = web.post(to, data=form.fields) if form else web.get(to)
                status, page, location = got.status_code, got.text, got.headers.get("Location", "")
            if location:
                to, form = urljoin(to, location), None
                continue
            if ours:
                return Walk(status, page, client, seen)
            form = _filled(page, answers)
            to = urljoin(to, form.action or to)
    raise AssertionError(seen)


def _filled(page: str, answers: dict[str, str]) -> Form:
    """Give the form that asks for something we know, or that only wants to be sent on."""
    forms = Forms(page).found
    asked = [one for one in forms if set(answers) & set(one.fields)]
    passed_on = [one for one in forms if {"SAMLResponse", "answer"} & set(one.fields)]
    assert asked or passed_on, page[:2000]
    form = (passed_on or asked)[0]
    form.fields |= {name: value for name, value in answers.items() if name in form.fields}
    return form
