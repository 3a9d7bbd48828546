"""The web server killed (signal 9) with requests in its hands, and what its clients then do.

Pages send the token of their form again, programs their ``Idempotency-Key``: what was answered
stands, what was not is done once.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tests.web.apart import free_port, kill, until

if TYPE_CHECKING:
    from tests.web.apart import Apart

STEPS = "tests.web.operations.served_apart"
CLIENTS, EACH = 4, 15
FORM = "c" * 32


@dataclass
class Clients:
    """Several at once, each of which sends one thing after the other until it is answered."""

    port: int
    told: dict[str, Any]
    answered: list[int] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    def page(self, path: str, **fields: str) -> None:
        body = urlencode({**fields, "csrfmiddlewaretoken": FORM})
        cookies = f"sessionid={self.told['session']}; csrftoken={FORM}"
        kind = "application/x-www-form-urlencoded"
        self._sent(path, body, {"Cookie": cookies, "Content-Type": kind})

    def program(self, path: str, token: str, key: str, number: int) -> None:
        """Send one value, each on a day of its own."""
        day = time.strftime("%Y-%m-%d", time.gmtime(number * 86_400))
        body = json.dumps({"rows": [{"date": day, "metric": "pushed", "value": number}]})
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        self._sent(path, body, {**headers, "Content-Type": "application/json"})

    def work(self, client: int) -> None:
        for place in range(EACH):
            number = client * EACH + place
            self.page(
                "/signals/post/", kind="observation", text=f"{number:03}", token=f"{number:020}"
            )
            key = f"till-{number}"
            if client % 2:
                path = f"/api/v1/metrics/sources/{self.told['source']}/values"
                self.program(path, self.told["token"], key, number)
            else:
                self.program("/metrics/push/", self.told["sends"], key, number)

    def _sent(self, path: str, body: str, headers: dict[str, str]) -> None:
        end = time.monotonic() + 120
        while True:
            assert time.monotonic() < end, f"{path} is never answered"
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                connection.request("POST", path, body, headers)
                answer = connection.getresponse()
            except ConnectionRefusedError:  # nobody is there: ask again a little later
                time.sleep(0.05)
            except (http.client.HTTPException, OSError):
                self.unanswered.append(path)
            else:
                self.answered.append(answer.status)
                return
            finally:
                connection.close()


def test_what_a_killed_server_did_not_answer_is_sent_again_and_done_once(
    installation: Apart,
) -> None:
    told = json.loads(installation.step(STEPS, "prepare"))
    port = free_port()
    clients = Clients(port, told)
    served = installation.serve(port)
    threads = [threading.Thread(target=clients.work, args=(n,)) for n in range(CLIENTS)]
    apply = threading.Thread(
        target=clients.page, args=(f"/metrics/imports/{told['batch']}/apply/",)
    )
    try:
        for thread in threads:
            thread.start()
        until(lambda: len(clients.answered) > CLIENTS)
        for answering in _children(_children(served.pid)[0]):
            os.kill(answering, signal.SIGKILL)
        seen = len(clients.answered)
        until(lambda: len(clients.answered) > seen + CLIENTS)
        apply.start()
        held = "SELECT state FROM metrics_import WHERE source_id IS NULL"
        until(lambda: installation.ask(held) != [("preview",)])
        assert installation.ask(held) == [("applying",)]
        kill(served)
        assert any(thread.is_alive() for thread in threads)
        served = installation.serve(port)
        for thread in (*threads, apply):
            thread.join(timeout=120)
            assert not thread.is_alive()
        installation.step(STEPS, "later")
        kill(served)
        served = installation.serve(port)  # the clock of its worker looks at once
        until(lambda: installation.ask(held) == [("applied",)])
    finally:
        kill(served)
    assert "/signals/post/" in clients.unanswered or "/metrics/push/" in clients.unanswered
    assert f"/metrics/imports/{told['batch']}/apply/" in clients.unanswered
    assert set(clients.answered) <= {200, 201, 302, 303, 422}
    _stands_once(installation)


def _stands_once(installation: Apart) -> None:
    stands = json.loads(installation.step(STEPS, "tell"))
    sent = CLIENTS * EACH
    assert stands["signals"] == [f"{number:03}" for number in range(sent)]
    assert stands["posted"] == sent
    assert stands["pushed"] == [float(number) for number in range(sent)]
    assert stands["filed"] == 40_000
    assert stands["imports"] == ["applied"] * (sent + 1)
    assert stands["applied"] == stands["applied_once"] == sent + 1
    assert stands["whole"]


def _children(pid: int) -> list[int]:
    """Give the processes that a process started, in the order of their start."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
