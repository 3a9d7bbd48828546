"""What no honest hand sends, and what becomes of it: one line each, in both languages.

Each is refused with the sentence of the catalogue in the language of whoever sends it, and leaves
the line in the audit log that stands beside it. What is kept and escaped instead of refused (texts
that hold scripts, formulas in cells) stands in ``test_stored_text`` and ``test_text``.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.hostile.harm import QUERIES, TABLES, WORKBOOKS, harmful
from tests.web.calls import ROOT, program_of
from tests.web.reading import text_of

from levier_web.exchange.models import Arrival
from levier_web.integrations.models import AccessToken, Webhook
from levier_web.metrics.models import Import, Source
from levier_web.organisation.models import AuditLine
from levier_web.organisation.services.invitations import invite
from levier_web.signals.models import Signal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from levier.language import Language
    from levier_web.organisation.models import Person

LANGUAGES: list[Language] = ["fr", "en"]
VALUES, FOLDERS, QUERY = "/metrics/imports/new/", "/exchange/", "/metrics/sources/new/query/"
HOOKS = "/integrations/webhooks/new/"
SIGNAL = {"kind": "observation", "text": "Said", "token": "t" * 20}
FIELDS = dict.fromkeys(("most", "word", "name", "seconds", "scope"), "…")
KEPT = (Import, Source, Arrival, Webhook, Signal)
"""Of which nothing is made by any of these."""


@dataclass(frozen=True)
class Sent:
    """Something hostile: who sends it, how, and what they are told.

    ``line`` is that of the log where it is not ``refused.`` with the sentence; None where an honest
    hand does it too, by clicking or calling twice, so that nothing is kept of it.
    """

    who: str
    send: Callable[[Person, Client, Mapping[str, str]], Any]
    sentence: str
    line: str | None = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    status: int = 422

    @property
    def action(self) -> str:
        """The action in the audit log."""
        return self.line or f"refused.{self.sentence}"


def page(path: str, **form: Any) -> Callable[..., Any]:
    """Send a form of a page; what is bytes is sent as a file."""

    def send(_who: Person, browser: Client, _said: Mapping[str, str]) -> Any:
        made = {name: one() if callable(one) else one for name, one in form.items()}
        sent = {
            name: SimpleUploadedFile("values.csv", one) if isinstance(one, bytes) else one
            for name, one in made.items()
        }
        return browser.post(path, sent)

    return send


def query(connection: str, statement: str) -> Callable[..., Any]:
    return page(QUERY, name="Sales", connection=connection, query=statement)


def hook(address: str) -> Callable[..., Any]:
    return page(HOOKS, name="chat", address=address, kinds=["signal.posted"])


def from_elsewhere(origin: str) -> Callable[..., Any]:
    def send(who: Person, _browser: Client, said: Mapping[str, str]) -> Any:
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        headers = {**said, **({"origin": origin} if origin else {})}
        return browser.post("/signals/post/", SIGNAL, headers=headers)

    return send


def by_name(host: str) -> Callable[..., Any]:
    return lambda _who, _browser, said: Client().get("/", headers={**said, "host": host})


def nested(bomb: bytes) -> Callable[..., Any]:
    def send(who: Person, _browser: Client, said: Mapping[str, str]) -> Any:
        headers = {**said, "Authorization": f"Bearer {program_of(who).secret}"}
        return Client().post(f"{ROOT}/signals", bomb, "application/json", headers=headers)

    return send


def token(**closed: object) -> Callable[..., Any]:
    """Call with a token that opens nothing any more."""

    def send(who: Person, _browser: Client, said: Mapping[str, str]) -> Any:
        secret = program_of(who).secret
        if closed:
            AccessToken.objects.update(**closed)
        else:
            AccessToken.objects.all().delete()
        headers = {**said, "Authorization": f"Bearer {secret}"}
        return Client().get(f"{ROOT}/signals", headers=headers)

    return send


def invitation_twice(who: Person, _browser: Client, said: Mapping[str, str]) -> Any:
    path, words = invite(who, who), {"password": "another long enough one"}
    assert Client().post(path, words).status_code == 302
    return Client().post(path, words, headers=dict(said))


def password_link_twice(who: Person, _browser: Client, said: Mapping[str, str]) -> Any:
    Client().post("/sign-in/forgotten/", {"email": who.email})
    link = re.findall(r"/sign-in/forgotten/\S+", str(mail.outbox[-1].body))[0]
    browser, new = Client(), "another long enough one"
    form = browser.get(link, follow=True).request["PATH_INFO"]
    assert browser.post(form, {"password1": new, "password2": new}).status_code == 302
    return Client().get(link, headers=dict(said), follow=True)


def key_twice(who: Person, _browser: Client, said: Mapping[str, str]) -> Any:
    """Call a second time with the key of another call."""
    secret = program_of(who).secret
    for text in ("First", "Second"):
        headers = {**said, "Authorization": f"Bearer {secret}", "Idempotency-Key": "one-key"}
        body = json.dumps({"text": text, "kind": "observation"})
        answer = Client().post(f"{ROOT}/signals", body, "application/json", headers=headers)
    assert [one.text for one in Signal.objects.all()] == ["First"]
    Signal.objects.all().delete()
    return answer


LONG_AGO = "2020-01-01T00:00:00Z"
ADDRESSES = {
    "https://127.0.0.1/": "inside",
    "https://169.254.169.254/latest/meta-data/": "inside",
    "https://[::ffff:10.0.0.1]/": "inside",
    "http://example.org/": "https",
    "file:///etc/passwd": "address",
    "gopher://example.org/": "https",
    "https://user:word@example.org/": "address",
}
NAMES = ("sqlite:///etc/passwd", "postgresql://u@10.0.0.1/x", "../SALES", "SALES\nX",
    "host=10.0.0.1 options='-c default_transaction_read_only=off'")  # fmt: skip
ARCHIVES = {
    "a bomb": "too_big",
    "a bomb in many": "too_big",
    "a gzip bomb": "too_big",
    "a name of thirty megabytes": "too_big",
    "a way out": "not_plain",
    "a link": "not_plain",
}

INPUT: dict[str, Sent] = {
    **{
        f"workbook: {name}": Sent("fatou", page(VALUES, file=made), f"ui.workbook.{key}")
        for name, (made, key) in WORKBOOKS.items()
    },
    **{
        f"table: {name}": Sent("fatou", page(VALUES, file=content), f"metrics.file.{key}")
        for name, (content, key) in TABLES.items()
    },
    **{
        f"archive: {name}": Sent(
            "olga",
            page(FOLDERS, archive=lambda name=name: harmful(name)),
            f"exchange.archive.{key}",
        )
        for name, key in ARCHIVES.items()
    },
    **{
        f"query: {name}": Sent("fatou", query("SALES", statement), f"metrics.source.{key}")
        for name, (statement, key) in QUERIES.items()
    },
    **{
        f"database: {name!r}": Sent(
            "fatou", query(name, "SELECT 1"), "metrics.source.bad_connection"
        )
        for name in NAMES
    },
    **{
        f"webhook: {address}": Sent(
            "olga",
            hook(address),
            f"integrations.refused.{key}",
            "webhook.address_refused",
            {"reason": f"integrations.refused.{key}"},
        )
        for address, key in ADDRESSES.items()
    },
    **{
        f"origin: {origin or 'none'}": Sent(
            "ana", from_elsewhere(origin), "ui.other_origin", status=403
        )
        for origin in ("https://evil.example", "null", "")
    },
    **{
        f"host: {name}": Sent("", by_name(name), "ui.host", status=400)
        for name in ("evil.example", "localhost:80@evil.example", "a b", "[::1")
    },
    **{
        f"json: {bomb[:5]!r}": Sent("ana", nested(bomb), "ui.api.nested")
        for bomb in (b"[" * 100_000, b'{"a":' * 100_000)
    },
    **{
        f"token: {reason}": Sent(
            "ana",
            token(**closed),
            f"integrations.refused_token.{reason}",
            "access_token.refused",
            {"reason": reason},
            401,
        )
        for reason, closed in {
            "revoked": {"revoked_at": LONG_AGO},
            "expired": {"expires_at": LONG_AGO},
            "unknown": {},
        }.items()
    },
    "a link to a new password, again": Sent(
        "ana", password_link_twice, "identity.sign_in.new.fail", None, status=200
    ),
    "the key of another call": Sent("ana", key_twice, "ui.api.key_reused", None, status=409),
    "an invitation that was accepted": Sent(
        "olga", invitation_twice, "organisation.refused.link", status=410
    ),
}


@pytest.fixture
def sales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "sales.sqlite3"
    sqlite3.connect(place).close()
    monkeypatch.setenv("LEVIER_SOURCE_SALES", f"sqlite:///{place}")


@pytest.mark.parametrize("name", INPUT)
def test_it_is_refused_in_words_and_kept_in_the_log(
    name: str, sales: None, olga: Person, fatou: Person, ana: Person,
    browser_of: Callable[[Person], Client], settings: Any,
) -> None:  # fmt: skip
    if name.startswith("table"):
        settings.UPLOAD_MAX_BYTES = 1024 * 1024
    sent = INPUT[name]
    who = {"olga": olga, "fatou": fatou, "ana": ana}.get(sent.who, ana)
    for language in LANGUAGES:
        who.language = language
        who.save()
        answer = sent.send(who, browser_of(who), {"accept-language": language})
        assert answer.status_code == sent.status
        assert say(sent.sentence, language, **FIELDS).split("…")[0] in shown(answer)
        assert not any(model._default_manager.exists() for model in KEPT)
    if sent.line is None:
        assert not AuditLine.objects.filter(action__contains="refused").exists()
        return
    for line in AuditLine.objects.filter(action__contains="refused"):
        assert line.action == sent.action
        assert line.actor == (who if sent.who and sent.status not in {401, 410} else None)
        assert sent.detail.items() <= line.detail.items()
    assert AuditLine.objects.filter(action=sent.action).exists()


def shown(answer: Any) -> str:
    """Give the words of an answer."""
    if "json" in answer["Content-Type"]:
        return str(json.loads(answer.content)["title"])
    return text_of(answer)
