"""The page before one is in speaks as the pages behind it do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from tests.web.identity.conftest import sign_in

from levier_web.organisation.models import AuditLine
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


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


NOBODY = "http://127.0.0.1:1"  # where nothing listens


@pytest.mark.parametrize("path", ["oidc/oidc/", "saml/saml/"])
@pytest.mark.parametrize(("language", "said"), [("fr", "ne répond pas"), ("en", "does not answer")])
def test_a_company_sign_in_that_does_not_answer_is_said_so_and_noted(
    company: None, a_provider: None, settings: Any, path: str, language: str, said: str
) -> None:
    settings.OIDC_PROVIDERS[0]["issuer"] = NOBODY
    settings.SAML = {**settings.SAML, "metadata": f"{NOBODY}/metadata.xml"}
    client = Client(headers={"accept-language": language, "host": "testserver"})
    answer = client.post(f"/sign-in/company/{path}")
    assert answer.status_code == 503
    assert said in answer.content.decode()
    assert 'href="/sign-in/"' in answer.content.decode()
    assert AuditLine.objects.get(action="sign_in.refused").detail["why"] == "silent"


@pytest.mark.parametrize("path", ["metadata/", "back/", "out/?SAMLRequest=x&Signature=x"])
def test_where_the_provider_leads_back_says_that_it_does_not_answer(
    company: None, a_provider: None, settings: Any, path: str
) -> None:
    settings.SAML = {**settings.SAML, "metadata": f"{NOBODY}/metadata.xml"}
    client = Client(headers={"accept-language": "en", "host": "testserver"})
    client.post("/sign-in/company/saml/saml/acs/", {"SAMLResponse": "eA=="})
    answer = client.get(f"/sign-in/company/saml/saml/{path}")
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()


def test_who_forgot_their_password_chooses_another_by_the_link_that_is_sent(
    ana: Person, mailoutbox: list[Any]
) -> None:
    """The link came to nothing: its number was read up to the last dash, not the first."""
    Client().post("/sign-in/forgotten/", {"email": ana.email})
    link = re.findall(r"/sign-in/forgotten/\S+", mailoutbox[0].body)[0]
    browser, new = Client(), "another long enough one"
    page = browser.get(link, follow=True)
    assert say("identity.sign_in.new.go", "fr") in page.content.decode()
    done = browser.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert done["Location"] == "/sign-in/forgotten/done/"
    assert sign_in(ana.email).status_code == 200
    assert sign_in(ana.email, new)["Location"] == "/"
