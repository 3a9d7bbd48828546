"""The same call from several connections in the same moment, to the server as it is served."""

from __future__ import annotations

import http.client
import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.apart import free_port, kill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.web.apart import Apart

STEPS = "tests.web.operations.served_apart"
AT_ONCE, CALLS = 4, 8


@dataclass(frozen=True, slots=True)
class Answered:
    """What one connection was told."""

    status: int
    again: bool
    body: str


@dataclass(frozen=True, slots=True)
class Server:
    """A server, and with what its programs come in."""

    port: int
    told: dict[str, Any]

    def post(self, path: str, token: str, key: str, body: object) -> Answered:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        try:
            kind = {"Content-Type": "application/json"}
            connection.request("POST", path, json.dumps(body), headers | kind)
            answer = connection.getresponse()
            again = answer.headers.get("Idempotency-Replayed") == "true"
            return Answered(answer.status, again, answer.read().decode())
        finally:
            connection.close()


@pytest.fixture
def server(installation: Apart) -> Iterator[Server]:
    told = json.loads(installation.step(STEPS, "prepare"))
    port = free_port()
    served = installation.serve(port)
    try:
        yield Server(port, told)
    finally:
        kill(served)


def at_once(call: Callable[[int], Answered]) -> list[Answered]:
    """Make one call from several connections that begin together."""
    start = threading.Barrier(AT_ONCE)

    def begin(place: int) -> Answered:
        start.wait(timeout=60)
        return call(place)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(begin, range(AT_ONCE)))


def test_it_is_done_once_and_all_are_told_the_same(server: Server, installation: Apart) -> None:
    def said(path: str, token: str, key: str, body: object, _place: int) -> Answered:
        return server.post(path, token, key, body)

    token, sends, source = (server.told[name] for name in ("token", "sends", "source"))
    for number in range(CALLS):
        body: dict[str, Any] = {"kind": "observation", "text": f"said {number}"}
        told = at_once(partial(said, "/api/v1/signals", token, f"s{number}", body))
        assert Counter(one.again for one in told) == {False: 1, True: AT_ONCE - 1}
        assert {(one.status, one.body) for one in told} == {(201, told[0].body)}

        body = {"rows": [{"date": f"2025-01-{number + 1:02}", "metric": "pushed", "value": number}]}
        told = at_once(partial(said, "/metrics/push/", sends, f"p{number}", body))
        assert Counter(one.status for one in told) == {201: 1, 200: AT_ONCE - 1}
        assert len({one.body for one in told}) == 1

    path = f"/api/v1/metrics/sources/{source}/values"
    rows = [[{"date": "2025-02-01", "metric": "pushed", "value": n}] for n in range(AT_ONCE)]
    told = at_once(lambda place: server.post(path, token, "one key", {"rows": rows[place]}))
    assert Counter(one.status for one in told) == {200: 1, 409: AT_ONCE - 1}

    stands = json.loads(installation.step(STEPS, "tell"))
    assert stands["signals"] == [f"said {number}" for number in range(CALLS)]
    assert stands["posted"] == CALLS
    assert len(stands["pushed"]) == CALLS + 1
    assert stands["applied"] == stands["applied_once"] == CALLS + 1
    assert stands["whole"]
