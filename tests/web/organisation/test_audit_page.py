"""The audit log is read by people: what it holds is said in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from levier_web.organisation import audit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier_web.organisation.models import Person


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            (
                "par\u202f: mot de passe",
                "rôle\u202f: Finance",
                "avant\u202f: Uniquement la connexion de l’entreprise (non)",
                "réponse attendue le\u202f: 1er décembre 2026",
            ),
        ),
        (
            "en",
            (
                "by: password",
                "role: Finance",
                "before: Only the company’s sign-in (no)",
                "answer due: 1 December 2026",
            ),
        ),
    ],
)
def test_details_have_names_and_values_in_words(
    olga: Person, browser_of: Callable[[Person], Client], language: str, said: tuple[str, ...]
) -> None:
    olga.language = language
    olga.save()
    audit.record(None, "sign_in.refused", olga, way="password")
    audit.record(olga, "person.added_by_sign_in", olga, role="finance")
    audit.record(olga, "sign_in.policy", olga, before={"sso_only": False}, now={"sso_only": True})
    audit.record(olga, "erasure.requested", olga, due="2026-12-01")
    audit.record(olga, "person.invited", olga)
    page = browser_of(olga).get("/organisation/audit/").content.decode()
    assert [one for one in said if one not in page] == []
    assert re.search(r'<td data-label="D[ée]tail"></td>', page)  # no label without a value
