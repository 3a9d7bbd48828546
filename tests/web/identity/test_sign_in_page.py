"""The page before one is in speaks as the pages behind it do."""

from __future__ import annotations

import re

import pytest
from django.test import Client


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-in/forgotten/"])
@pytest.mark.parametrize(("language", "label"), [("fr", "Adresse e-mail"), ("en", "E-mail")])
def test_fields_are_named_once_in_our_words(
    company: None, path: str, language: str, label: str
) -> None:
    page = Client(headers={"accept-language": language}).get(path).content.decode()
    first = re.search(r"<label[^>]*>([^<]+)", page)
    assert first is not None
    assert first.group(1).strip(" :") == label
    assert "placeholder=" not in page.partition("<main")[2]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("fr", "ne vont pas ensemble"), ("en", "do not go together")],
)
def test_a_wrong_password_is_said_in_our_words(company: None, language: str, sentence: str) -> None:
    client = Client(headers={"accept-language": language})
    page = client.post("/sign-in/", {"login": "nobody@example.org", "password": "x"})
    assert sentence in page.content.decode()
