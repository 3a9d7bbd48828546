"""The audit log is read by people: what it holds is said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from levier_web.organisation import audit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier_web.organisation.models import Person


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "par\u202f: password"), ("en", "by: password")]
)
def test_details_have_names_in_words(
    olga: Person, browser_of: Callable[[Person], Client], language: str, said: str
) -> None:
    olga.language = language
    olga.save()
    audit.record(None, "sign_in.refused", olga, way="password")
    page = browser_of(olga).get("/organisation/audit/").content.decode()
    assert said in page
    assert "way password" not in page
