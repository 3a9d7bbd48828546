"""A worker killed (signal 9) while an address holds back its answer to a webhook."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

from tests.web.apart import kill, until
from tests.web.integrations.receiver import receiving

if TYPE_CHECKING:
    from tests.web.apart import Apart

STEPS = "tests.web.integrations.sent_apart"


def test_what_a_killed_worker_was_sending_is_sent_again_under_its_number(
    installation: Apart,
) -> None:
    installation.environment["LEVIER_OUTGOING_HOSTS"] = "localhost"
    with receiving() as receiver:
        installation.step(STEPS, "prepare", receiver.address)
        receiver.drip = threading.Event()
        worker = installation.start("-m", "levier_cli", "worker")
        try:
            until(lambda: receiver.came)
        finally:
            kill(worker)
        receiver.drip.set()
        [(first, body)] = receiver.came
        assert json.loads(installation.step(STEPS, "tell")) == [[first["webhook-id"], "waiting", 0]]

        receiver.drip = None
        installation.step(STEPS, "later")
        worker = installation.start("-m", "levier_cli", "worker")
        try:
            sent = "SELECT state FROM integrations_delivery"
            until(lambda: installation.ask(sent) == [("sent",)])
        finally:
            kill(worker)
        (again, same) = receiver.came[1]
        assert len(receiver.came) == 2
        assert json.loads(body)["data"]["address"] == "/api/v1/signals/1"
        assert (again["webhook-id"], same) == (first["webhook-id"], body)
        assert json.loads(installation.step(STEPS, "tell")) == [[first["webhook-id"], "sent", 1]]
