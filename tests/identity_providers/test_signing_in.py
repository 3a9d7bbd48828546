"""Signing in through whole providers: who is let in, with which roles, and what is refused."""

from __future__ import annotations

import base64
import json
import time
import zlib
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlparse

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.test import Client
from tests.identity_providers.saml_config import STRICT, certify
from tests.identity_providers.walking import Form, walk

from levier_web.identity.models import Group
from levier_web.organisation.models import AuditLine, Person, Role
from levier_web.ui.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper  # type: ignore[attr-defined]

ANSWERS = {
    "login": "zoe",
    "username": "zoe",
    "password": "a long enough password",
    "answer": "accept",
}
ENTITIES = b'<!DOCTYPE x [<!ENTITY who SYSTEM "file:///etc/passwd">]>'
LOGOUT = """<p:LogoutRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="a" Version="2.0"
 IssueInstant="2026-11-23T00:00:00Z"><n:NameID xmlns:n="urn:oasis:names:tc:SAML:2.0:assertion">zoe
</n:NameID></p:LogoutRequest>"""
RSA = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
OIDC, SAML = "/sign-in/company/oidc/oidc/", "/sign-in/company/saml/saml/"


@pytest.fixture
def oidc(canaille: str, settings: SettingsWrapper) -> str:
    settings.OIDC_PROVIDERS = [
        {
            "id": "oidc",
            "issuer": canaille,
            "client_id": "levier",
            "secret": "a secret of the tests",
            "name": "Canaille",
            "scopes": "openid profile email groups",
            "groups": "groups",
            "trusts_email": "1",
        }
    ]
    return OIDC


@pytest.fixture
def saml(simplesamlphp: str, settings: SettingsWrapper) -> str:
    settings.SAML = {
        "metadata": simplesamlphp,
        "idp": "",
        "sp": "",
        "name": "SimpleSAMLphp",
        "uid": "uid",
        "email": "mail",
        "person": "displayName",
        "groups": "groups",
        "key": "",
        "certificate": "",
        "encrypted": False,
    }
    return SAML


@pytest.fixture
def strict_saml(saml: str, saml_folder: Path, settings: SettingsWrapper) -> str:
    """Be the client of which signed requests are demanded, and to whom nothing is said in clear."""
    key, certificate = saml_folder / "client.pem", saml_folder / "client.crt"
    settings.SAML |= {
        "sp": STRICT,
        "key": key.read_text(),
        "certificate": certificate.read_text(),
        "encrypted": True,
    }
    return saml


@pytest.mark.parametrize("way", ["oidc", "saml"])
def test_somebody_known_comes_in_with_the_roles_of_their_groups(
    way: str, request: pytest.FixtureRequest, zoe: Person
) -> None:
    Group.objects.create(name="finance", role=Role.FINANCE)
    start = request.getfixturevalue(way)
    came = walk(start + "?next=/account/", ANSWERS)
    assert came.status == 200
    assert came.addresses[-1] == "http://testserver/account/"
    assert "zoe@example.org" in came.page
    assert Person.objects.get(pk=zoe.pk).role_names == {Role.FINANCE, Role.MEMBER}
    done = AuditLine.objects.get(action="sign_in.done")
    assert (done.actor_id, done.detail) == (zoe.pk, {"way": way})
    Group.objects.update(name="another one")
    assert walk(start, ANSWERS).status == 200
    assert Person.objects.get(pk=zoe.pk).role_names == {Role.MEMBER}


@pytest.mark.parametrize("way", ["oidc", "saml"])
def test_somebody_unknown_is_told_whom_to_ask(
    way: str, request: pytest.FixtureRequest, zoe: Person
) -> None:
    zoe.email = "another@example.org"
    zoe.save()
    came = walk(request.getfixturevalue(way), ANSWERS)
    assert came.status == 403
    assert Person.objects.count() == 1
    refused = AuditLine.objects.get(action="sign_in.refused")
    assert refused.detail == {"way": "provider", "why": "unknown"}


def test_openid_connect_asks_with_a_proof_a_state_and_a_nonce(oidc: str, zoe: Person) -> None:
    came = walk(oidc + "?scope=admin&auth_params=nonce%3Dx", ANSWERS)
    assert came.status == 200
    asked = parse_qs(urlparse(next(a for a in came.addresses if "authorize" in a)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) > 10
    assert len(asked["nonce"][0]) > 20
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email", "groups"}


def replaced(name: str, value: str) -> Any:
    """Tamper with one question of the address to which the provider, or we, are sent."""

    def change(to: str, form: Form | None) -> tuple[str, Form | None]:
        parts = urlparse(to)
        said = parse_qs(parts.query)
        place = "authorize" if name in {"nonce", "code_challenge"} else "/back/"
        if place not in to or name not in said:
            return to, form
        return to.replace(f"{name}={said[name][0]}", f"{name}={value}"), form

    return change


@pytest.mark.parametrize(
    "name",
    ["state", "code", "nonce", "code_challenge"],
    ids=["state", "code", "nonce", "challenge"],
)
def test_what_was_tampered_with_on_the_way_lets_nobody_in(
    name: str, oidc: str, zoe: Person
) -> None:
    came = walk(oidc, ANSWERS, replaced(name, "A" * 43))
    assert came.status == 401
    assert came.client.get("/account/").status_code == 302
    assert AuditLine.objects.filter(action="sign_in.refused").exists()


def test_another_issuer_or_audience_is_not_believed(
    oidc: str, zoe: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from levier_web.identity.provider import CheckedAdapter

    monkeypatch.setattr(CheckedAdapter, "expected_issuer", lambda *_: "http://evil.example")
    assert walk(oidc, ANSWERS).status == 401


def forged(way: str, real: str) -> str:
    """Sign what the provider said in another way, or say something else."""
    said = jwt.decode(real, options={"verify_signature": False})
    kid = jwt.get_unverified_header(real)["kid"]
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    now = int(time.time())
    match way:
        case "no signature":
            return jwt.encode(said, "", algorithm="none", headers={"kid": kid})
        case "a shared secret":
            return jwt.encode(said, "a secret of the tests" * 2, "HS256", headers={"kid": kid})
        case "another key of that name":
            return jwt.encode(said, key, "RS256", headers={"kid": kid})
        case "a key without a name":
            return jwt.encode(said, key, "RS256")
        case "another person":
            head, _, signature = real.split(".")
            claims = json.dumps(said | {"sub": "olga", "iat": now}).encode()
            body = base64.urlsafe_b64encode(claims).rstrip(b"=").decode()
            return f"{head}.{body}.{signature}"
        case _:
            return "no token at all"


@pytest.mark.parametrize(
    "way",
    [
        "no signature",
        "a shared secret",
        "another key of that name",
        "a key without a name",
        "another person",
        "no token",
    ],
)
def test_a_token_that_the_provider_did_not_sign_opens_nothing(
    way: str, oidc: str, zoe: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from levier_web.identity.provider import CheckedAdapter

    checked = CheckedAdapter._decode_id_token
    monkeypatch.setattr(
        CheckedAdapter,
        "_decode_id_token",
        lambda self, app, real: checked(self, app, forged(way, real)),
    )
    came = walk(oidc, ANSWERS)
    assert came.status == 401
    assert came.client.get("/account/").status_code == 302
    assert AuditLine.objects.get(action="sign_in.refused").detail["way"] == "provider"


def tampered_with(old: bytes, new: bytes) -> Any:
    """Change what a signed answer says."""

    def change(to: str, form: Form | None) -> tuple[str, Form | None]:
        if form and "SAMLResponse" in form.fields and "/acs/" in to:
            said = base64.b64decode(form.fields["SAMLResponse"])
            assert old in said
            form.fields["SAMLResponse"] = base64.b64encode(said.replace(old, new)).decode()
        return to, form

    return change


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b">zoe@example.org<", b">olga@example.org<"),
        (b">Finance<", b">Owners<"),
        (b"<ds:SignatureValue>", b"<ds:SignatureValue>AAAA"),
        (b"/saml2/idp/", b"/saml2/evil/"),
    ],
    ids=["person", "group", "signature", "audience"],
)
def test_a_signed_answer_that_was_changed_is_not_believed(
    old: bytes, new: bytes, saml: str, zoe: Person
) -> None:
    if old == b"/saml2/idp/":
        old, new = b"/saml/saml/metadata/", b"/saml/evil/metadata/"
    came = walk(saml, ANSWERS, tampered_with(old, new))
    assert came.status == 401
    assert came.client.get("/account/").status_code == 302


def test_an_answer_with_entities_is_refused_unread_and_kept(saml: str, zoe: Person) -> None:
    def change(to: str, form: Form | None) -> tuple[str, Form | None]:
        if form and "SAMLResponse" in form.fields and "/acs/" in to:
            said = base64.b64decode(form.fields["SAMLResponse"])
            person = b">zoe@example.org<"
            assert person in said
            harm = said.replace(person, b">&who;<")
            whole = ENTITIES + harm[harm.index(b"<samlp:Response") :]
            form.fields["SAMLResponse"] = base64.b64encode(whole).decode()
        return to, form

    came = walk(saml, ANSWERS, change)
    assert came.status == 401
    assert "root:" not in came.page
    assert came.client.get("/account/").status_code == 302
    assert AuditLine.objects.filter(action="sign_in.refused").count() == 1


def test_a_signed_answer_opens_once(saml: str, zoe: Person) -> None:
    kept: list[Form] = []

    def keep(to: str, form: Form | None) -> tuple[str, Form | None]:
        if form and "SAMLResponse" in form.fields and "/acs/" in to:
            kept.append(form)
        return to, form

    came = walk(saml, ANSWERS, keep)
    assert came.status == 200
    came.client.logout()
    came.client.post("/sign-in/company/saml/saml/acs/", kept[0].fields)
    assert came.client.get("/sign-in/company/saml/saml/back/").status_code == 401
    assert came.client.get("/account/").status_code == 302
    assert AuditLine.objects.filter(action="sign_in.refused").exists()


def test_a_signed_request_is_answered_with_what_only_we_can_open(
    strict_saml: str, zoe: Person
) -> None:
    said: list[bytes] = []

    def keep(to: str, form: Form | None) -> tuple[str, Form | None]:
        if form and "SAMLResponse" in form.fields and "/acs/" in to:
            said.append(base64.b64decode(form.fields["SAMLResponse"]))
        return to, form

    came = walk(strict_saml, ANSWERS, keep)
    assert came.status == 200
    assert came.client.get("/account/").status_code == 200
    assert b"EncryptedAssertion" in said[0]
    assert b"zoe@example.org" not in said[0]
    [asked] = [one for one in came.addresses if "SAMLRequest=" in one]
    assert {"Signature", "SigAlg"} <= set(parse_qs(urlparse(asked).query))
    metadata = came.client.get("/sign-in/company/saml/saml/metadata/").content
    assert b"SignatureValue" in metadata
    assert b'use="encryption"' in metadata


def test_a_provider_that_wants_signatures_answers_no_request_without_one(
    strict_saml: str, zoe: Person, settings: SettingsWrapper, saml_folder: Path
) -> None:
    settings.SAML |= {"key": "", "certificate": "", "encrypted": False}
    with pytest.raises(AssertionError, match="Unhandled exception"):
        walk(strict_saml, ANSWERS)
    assert "no signature found" in (saml_folder / "saml.log").read_text()


def logout_request(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode())[2:-4]).decode()


@pytest.mark.parametrize(
    "said",
    [
        {"SAMLRequest": logout_request(LOGOUT)},
        {"SAMLRequest": logout_request(LOGOUT), "SigAlg": RSA, "Signature": "AAAA"},
        {"SAMLRequest": logout_request(ENTITIES.decode() + "<x>&who;</x>"), "Signature": "AAAA"},
        {"SAMLRequest": "nonsense", "Signature": "AAAA"},
        {"SAMLResponse": logout_request("<x/>"), "Signature": "AAAA"},
        {},
    ],
    ids=["unsigned", "another signature", "entities", "nonsense", "answer", "nothing"],
)
def test_nobody_is_signed_out_without_the_signature_of_the_provider(
    said: dict[str, str], saml: str, zoe: Person
) -> None:
    browser = Client(headers={"host": "testserver", "accept-language": "en"})
    browser.force_login(zoe, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = browser.get(f"{saml}out/", said)
    assert answer.status_code == 422
    assert say("identity.arrival.not_signed_out", "en") in answer.content.decode()
    assert browser.get("/account/").status_code == 200
    kept = [line.action for line in AuditLine.objects.all()]
    assert kept == (["refused.identity.arrival.not_signed_out"] if said else [])


def test_the_provider_signs_somebody_out_under_its_signature(
    saml: str, saml_folder: Path, zoe: Person
) -> None:
    browser = Client(headers={"host": "testserver"})
    browser.force_login(zoe, backend="allauth.account.auth_backends.AuthenticationBackend")
    said = urlencode({"SAMLRequest": logout_request(LOGOUT), "SigAlg": RSA})
    key = load_pem_private_key((saml_folder / "server.pem").read_bytes(), password=None)
    assert isinstance(key, RSAPrivateKey)
    signature = base64.b64encode(key.sign(said.encode(), PKCS1v15(), SHA256()))
    answer = browser.get(f"{saml}out/?{said}&{urlencode({'Signature': signature})}")
    assert answer.status_code == 302
    assert "SAMLResponse=" in answer["Location"]
    assert browser.get("/account/").status_code == 302


def test_what_is_encrypted_for_another_or_not_at_all_lets_nobody_in(
    strict_saml: str, zoe: Person, settings: SettingsWrapper, tmp_path: Path
) -> None:
    certify(tmp_path, "another")

    def another_key(to: str, form: Form | None) -> tuple[str, Form | None]:
        if "/acs/" in to:
            settings.SAML |= {
                "key": (tmp_path / "another.pem").read_text(),
                "certificate": (tmp_path / "another.crt").read_text(),
            }
        return to, form

    came = walk(strict_saml, ANSWERS, another_key)
    assert came.status == 401
    settings.SAML |= {"sp": ""}  # to this name of ours the provider speaks in clear
    assert walk(strict_saml, ANSWERS).status == 401
    assert AuditLine.objects.filter(action="sign_in.refused").count() == 2


@pytest.mark.parametrize("where", ["the same browser", "another browser"])
def test_an_answer_of_openid_connect_opens_once(where: str, oidc: str, zoe: Person) -> None:
    """Its state belongs to one browser and to one sign-in, and is worth nothing after it."""
    came = walk(oidc, ANSWERS)
    assert came.status == 200
    [answer] = [one for one in came.addresses if urlparse(one).path.endswith("/oidc/oidc/back/")]
    assert {"state", "code"} <= set(parse_qs(urlparse(answer).query))
    came.client.logout()
    browser = came.client if where == "the same browser" else Client()
    again = browser.get(answer, headers={"accept-language": "en"})
    assert again.status_code == 401
    assert browser.get("/account/").status_code == 302
    refused = AuditLine.objects.get(action="sign_in.refused")
    assert refused.detail["way"] == "provider"


def test_nobody_is_sent_elsewhere_after_signing_in(oidc: str, zoe: Person) -> None:
    came = walk(oidc + "?next=https://evil.example/", ANSWERS)
    assert not any("//evil.example" in one.split("?")[0] for one in came.addresses)
    assert came.addresses[-1].startswith("http://testserver/")
