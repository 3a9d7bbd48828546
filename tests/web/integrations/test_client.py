"""The client is what the operations say, and does what they do."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import httpx
import pytest

from levier_client import Levier, Problem

ROOT = Path(__file__).parents[3]


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_client", ROOT / "scripts/make_client.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_document_and_the_client_are_those_of_the_operations() -> None:
    stale = [path.name for path, text in maker().written().items() if path.read_text() != text]
    assert stale == [], "run: python scripts/make_client.py"


def client_that(*answers: httpx.Response | Exception) -> tuple[Levier, list[httpx.Request]]:
    left, asked = list(answers), []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        one = left.pop(0)
        if isinstance(one, Exception):
            raise one
        return one

    client = Levier("https://levier.example.org/", "lev_token", language="fr")
    transport = httpx.MockTransport(answer)
    client._http = httpx.Client(
        base_url=client._http.base_url, headers=client._http.headers, transport=transport
    )
    return client, asked


def test_a_call_carries_token_language_and_key() -> None:
    client, asked = client_that(httpx.Response(201, json={"id": 1}))
    with client:
        client.post_signal({"text": "Slow"}, key="mine")
    [request] = asked
    assert request.url == "https://levier.example.org/api/v1/signals"
    assert request.headers["Authorization"] == "Bearer lev_token"
    assert request.headers["Accept-Language"] == "fr"
    assert request.headers["Idempotency-Key"] == "mine"


def test_a_lost_call_is_sent_again_under_the_same_key() -> None:
    client, asked = client_that(httpx.ReadError("lost"), httpx.Response(201, json={"id": 1}))
    assert client.post_signal({"text": "Slow"})["id"] == 1
    assert len({request.headers["Idempotency-Key"] for request in asked}) == 1
    lost, asked = client_that(*[httpx.ConnectError("lost")] * 3)
    with pytest.raises(httpx.ConnectError):
        lost.read_me()
    assert len(asked) == 3


def test_it_waits_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    often = httpx.Response(429, headers={"Retry-After": "7"}, json={"code": "ui.api.too_often"})
    client, _ = client_that(often, httpx.Response(200, json={"name": "Ana"}))
    assert client.read_me()["name"] == "Ana"
    assert waited == [7]


def test_what_is_refused_is_raised_with_its_code() -> None:
    told = {"code": "ui.api.invalid", "title": "No.", "fields": [{"field": "text"}]}
    client, _ = client_that(httpx.Response(422, json=told), httpx.Response(502, text="gone"))
    with pytest.raises(Problem, match=r"422 ui\.api\.invalid: No\.") as refused:
        client.post_signal({"text": ""})
    assert refused.value.fields == [{"field": "text"}]
    with pytest.raises(Problem, match="502") as gone:
        client.read_me()
    assert gone.value.code == ""


def test_every_page_is_read() -> None:
    client, asked = client_that(
        httpx.Response(200, json={"items": [1, 2], "next": "/api/v1/signals?offset=2"}),
        httpx.Response(200, json={"items": [3], "next": None}),
    )
    assert list(client.every(client.list_signals(limit=2))) == [1, 2, 3]
    assert [request.url.query for request in asked] == [b"limit=2", b"offset=2"]


def test_files_come_and_go() -> None:
    client, asked = client_that(
        httpx.Response(201, json={"id": 1}), httpx.Response(200, content=b"PK")
    )
    client.bring_values(("values.csv", b"date,metric,value\n"))
    assert b'filename="values.csv"' in asked[0].read()
    assert client.export_workspace() == b"PK"
    pack, asked = client_that(httpx.Response(200, content=b"PK"))
    assert pack.take_committee_pack("fr", "pptx", session=3) == b"PK"
    assert str(asked[0].url).endswith("/committee-pack/fr/pptx?session=3")
